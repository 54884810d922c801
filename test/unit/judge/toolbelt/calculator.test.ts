import { describe, expect, it } from "vitest";
import { askedSum, meetsValue } from "../../../../src/judge/toolbelt/arithmetic/asked.ts";
import { checkedSums } from "../../../../src/judge/toolbelt/calculator.ts";
import { ask } from "./belt.ts";

const evaluate = async (text: string) =>
  (await ask("calculator", { task: "evaluate", text, rate: null })).result;
const convert = async (text: string, rate: string | null = null) =>
  (await ask("calculator", { task: "convert", text, rate })).result;
const standings = (text: string) => checkedSums(text).map(({ standing }) => standing);

describe("the calculator evaluates", () => {
  it.each([
    ["0.1 + 0.2", "0.3"],
    ["(3 + 4) * 15%", "1.05"],
    ["1,234.50 - 234.5", "1000"],
    ["2^10 - 24", "1000"],
    ["-3² + 1", "-8"],
    ["half of 80", "40"],
    ["the average of 4, 8 and 12", "8"],
    ["the square root of 144", "12"],
    ["two hundred plus thirty-five", "235"],
    ["3 million / 4", "750000"],
  ])("%s as %s", async (text, result) => {
    expect(await evaluate(text)).toBe(result);
  });

  it.each([
    "9^9999999",
    "9^9^9^9^9",
    "1 / 0",
    `${"(".repeat(5_000)}1`,
    `1${"+1".repeat(2_000)}`,
    "1e4000 * 1e4000",
    "no numbers here",
  ])("not %s", async (text) => {
    expect(await ask("calculator", { task: "evaluate", text, rate: null })).toHaveProperty("failed");
  });
});

describe("the calculator converts", () => {
  it("units, and currencies at the stated rate only", async () => {
    expect(Number(await convert("5 km to miles"))).toBeCloseTo(3.10686, 4);
    expect(Number(await convert("98.6 F in C"))).toBeCloseTo(37, 6);
    expect(await convert("20 EUR to USD", "1 EUR = 1.08 USD")).toBe("21.6");
    expect(await convert("21.60 USD to EUR", "1 EUR = 1.08 USD")).toBe("20");
    expect(await ask("calculator", { task: "convert", text: "20 EUR to USD", rate: null })).toHaveProperty(
      "failed",
    );
    expect(
      await ask("calculator", { task: "convert", text: "20 EUR to USD", rate: "1 GBP = 2 USD" }),
    ).toHaveProperty("failed");
  });
});

describe("sums stated in prose", () => {
  it.each([
    "12 × 35 = 420",
    "Twelve times three is thirty-six.",
    "He sold 48/2 = <<48/2=24>>24 clips.",
    "\\frac{3}{4} \\times 8 = 6",
    "3 boxes of pens × 12 pens per box = 36 pens",
    "$12 times 35 comes to $420",
    "15% of 240 is 36",
    "36/240 × 100 = 15%",
    "50 + 20% = 60",
    "10 / 3 = 3.33",
    "100/3 ≈ 33",
    "7 / 2 = 3 remainder 1",
    "2 × 3 + 4 = 6 + 4 = 10",
    "3 + 4 = 7 × 2 = 14",
    "subtracting 12 from 50 gives 38",
    "5 km is 3.1 miles",
    "1/2 + 1/4 = 3/4",
    "12 hours at $15 per hour is $180.",
    "- 12 squared is 144\n- 144 plus 6 is 150",
    "The area is 5 m × 4 m = 20 m².",
    "4 bags of 2.5 kg each make 10 kg",
  ])("hold: %s", (text) => {
    const found = standings(text);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found)).toEqual(new Set(["held"]));
  });

  it.each([
    "12 x 35 = 430",
    "15% of 240 is 38.",
    "The sum of 3, 4 and 5 is 13",
    "$1,200 - $300 = $800",
    "First, 4 + 4 = 8. Then 8 × 3 = 25.",
    "5 km = 8 miles",
    "12 squared is 145",
    "7 / 2 = 3 remainder 2",
    "12 hours at $15 per hour is $190.",
  ])("are broken: %s", (text) => {
    expect(standings(text)).toContain("broken");
  });

  it.each([
    "x = 5, so 2x + 3 = 13",
    "total + 3 * 4 = 20",
    "f(3) = 10",
    "We are open 24/7 is what they say; 3-4 is fine.",
    "Call +49 170 5550 1934 = Max",
    "On 2024-05-01 = Wednesday, version 1.2.3 = stable",
    "Room 12 is 3 doors down",
    "5 nights at $80 each, and breakfast is 12 dollars",
    "2 hours + 30 minutes = 150 minutes",
  ])("are not seen where there are none: %s", (text) => {
    expect(standings(text).filter((standing) => standing === "broken")).toEqual([]);
  });

  it("cite their words exactly", () => {
    const text = "İ Well: 2 + 2 = 5!";
    expect(checkedSums(text)).toEqual([]); // lower case of another length: no offsets to trust
    const [sum] = checkedSums("Well: 2 + 2 = 5!");
    expect("Well: 2 + 2 = 5!".slice(sum?.start, sum?.end)).toBe("2 + 2 = 5");
  });

  it("end on hostile texts", () => {
    for (const text of [
      "1+".repeat(10_000),
      "(".repeat(20_000),
      "1 = ".repeat(5_000),
      "1 + 1 = ".repeat(2_500),
      "9^".repeat(9_000),
      "$".repeat(1_000_000),
    ]) {
      expect(checkedSums(`${text}3`).length).toBeLessThanOrEqual(400);
    }
  });
});

describe("what a question asks to have worked out", () => {
  it.each([
    ["What is 15% of 240?", "36"],
    ["12*35=?", "420"],
    ["What is 25% off $80?", "60"],
    ["20 is what percent of 80?", "25"],
    ["Find the product of 13 and 17.", "221"],
    ["What is the remainder when 17 is divided by 5?", "2"],
    ["Increase 50 by 20%.", "60"],
    ["What is the square of 19?", "361"],
    ["What is 5 factorial?", "120"],
    ["What is 17 mod 5?", "2"],
    ["What is 2 to the 10th power?", "1024"],
    ["Solve 2x + 3 = 11.", "4"],
    ["If x = 7, what is 3x + 5?", "26"],
    ["A phone priced at $400 is discounted by 15%. What is the sale price?", "340"],
    ["The bill is $60. How much is a 20% tip?", "12"],
    ["After a 10% raise, Ada earns $2,200. What did she earn before?", "2000"],
    ["The town grew from 200 to 250. By what percentage?", "25"],
    ["How much interest does $500 earn in one year at 4%?", "20"],
    ["How much is two thirds of 96?", "64"],
    ["Simplify 18/24.", "0.75"],
    ["How many hours are there in a week?", "168"],
    ["A marathon is 42.195 km long. How many metres is that?", "42195"],
    ["How long is a 2-hour-and-40-minute film in minutes?", "160"],
    ["A dozen eggs costs $4.20. What does one egg cost?", "0.35"],
  ])("%s", (question, value) => {
    const asked = askedSum(question);
    expect(asked?.values.map(String)).toContain(value);
    expect(asked && meetsValue(`So the answer is ${value}.`, asked)).toBe("last");
    expect(asked && meetsValue("So the answer is 9999.", asked)).toBe("none");
    expect(asked && meetsValue("I do not know.", asked)).toBe("silent");
  });

  it("ends on hostile questions", () => {
    for (const part of [
      "x + ",
      "1 hour and ",
      "1,",
      "how many ",
      "from 1 to ",
      "a third of ",
      "(x",
      "=1",
      "5% ",
      "\u00e9 1",
    ]) {
      for (const end of ["", " = 3?", " what is 2 percent?"]) {
        expect(() => askedSum(part.repeat(200_000 / part.length) + end)).not.toThrow();
      }
    }
  });

  it("is not guessed for equations and word problems", () => {
    expect(askedSum("Solve x^2 + 3 = 11.")).toBeUndefined();
    expect(askedSum("Solve 2x + y = 11.")).toBeUndefined();
    expect(askedSum("Solve 2x = 2x + 1.")).toBeUndefined();
    expect(askedSum("Lana has 5 apples and buys 3 more. How many has she?")).toBeUndefined();
    expect(askedSum("Tell me about the 24/7 shop.")).toBeUndefined();
  });
});
