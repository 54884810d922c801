import { describe, expect, it } from "vitest";
import { askedSum } from "../../../../src/judge/toolbelt/arithmetic/asked.ts";
import { statedConversions } from "../../../../src/judge/toolbelt/arithmetic/conversions.ts";
import { motivatedConstants } from "../../../../src/judge/toolbelt/arithmetic/motives.ts";
import { numberInWords } from "../../../../src/judge/toolbelt/arithmetic/number-words.ts";
import { choices, comesTo } from "../../../../src/judge/toolbelt/arithmetic/solve.ts";

describe("numbers in words", () => {
  it.each([
    ["seven hundred and nineteen", 719],
    ["two thousand three hundred and one", 2301],
    ["sixty-two pens", 62],
    ["one million", 1_000_000],
    ["nine and ten", 9],
    ["twenty twenty", 20],
  ])("%s", (text, value) => {
    expect(numberInWords(text, 0)?.value).toBe(value);
  });

  it("leaves other words alone and long runs bounded", () => {
    expect(numberInWords("often", 0)).toBeUndefined();
    expect(numberInWords("hundred", 0)).toBeUndefined();
    expect(numberInWords("nine thousand ".repeat(10_000), 0)).toBeDefined();
  });
});

describe("what a question asks", () => {
  it.each([
    ["The euro is at 1.10 dollars. What do 40 euros cost in dollars?", "44"],
    ["One pound buys 1.20 euros. How many pounds are 60 euros?", "50"],
    ["The scale says 2.5 kg, I need it in grams. How much is it?", "2500"],
    ["Sales of 200 rose by 10% and then fell by 50%. What are they now?", "110"],
  ])("%s", (question, value) => {
    expect(askedSum(question)?.values.map(String)).toContain(value);
  });

  it("takes no rate where none is stated", () => {
    expect(askedSum("How many euros are 60 dollars?")).toBeUndefined();
  });
});

describe("conversions told in passing", () => {
  it.each([
    ["half a day is 12 hours", "held"],
    ["two hours and a half is 160 minutes", "broken"],
    ["it is 1,500 m, i.e. 1.5 km", "held"],
    ["it is 1,500 m (15 km)", "broken"],
  ])("%s", (text, standing) => {
    expect(statedConversions(text).map((one) => one.standing)).toEqual([standing]);
  });
});

describe("ways to a result", () => {
  it("uses every number once", () => {
    expect(comesTo([14, 3, 6], 48, 0)).toBe(true);
    expect(comesTo([14, 3, 6], 47, 0)).toBe(false);
    expect(comesTo([1, 2, 3, 4, 5, 6], 21, 0)).toBe(false);
    expect(choices([[1], [2, 3]])).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  it("knows what words bring along", () => {
    expect(motivatedConstants("a dozen eggs a week")).toEqual([7, 12]);
    expect(motivatedConstants("nothing of the kind")).toEqual([]);
  });
});
