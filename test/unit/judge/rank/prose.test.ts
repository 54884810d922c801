import { describe, expect, it } from "vitest";
import { textPreference } from "../../../../src/dataset/preferences/reader.ts";
import { rankPreference } from "../../../../src/judge/rank/rank.ts";
import { builtinThreatModel } from "../../../../src/ots/threat-model.ts";

const margin = async (question: string, chosen: string, rejected: string) =>
  (await rankPreference(textPreference("p", question, chosen, rejected), builtinThreatModel, "with-tools"))
    .margin;

describe("answers in prose whose stated sums all come out", () => {
  it.each([
    [
      "a number that nothing leads to",
      "A hall has 9 rows of 15 red chairs and 4 rows of 20 blue ones. How many chairs is that?",
      "9 × 15 = 135 red and 4 × 20 = 80 blue ones make 215 chairs.",
      "9 × 15 = 135 red and 4 × 20 = 80 blue ones make 225 chairs.",
    ],
    [
      "what leaves is added",
      "A bus carries 120 people. At the first stop 35 get off. How many are on board?",
      "120 - 35 = 85 are on board.",
      "120 + 35 = 155 are on board.",
    ],
    [
      "half a person",
      "Half of the 60 guests drink coffee and a quarter drink tea. How many guests drink water?",
      "60 / 2 = 30, 60 / 4 = 15, and 60 - 30 - 15 = 15 guests.",
      "60 / 2 = 30, 30 / 4 = 7.5, and 60 - 30 - 7.5 = 22.5 guests.",
    ],
    [
      "what was given away is kept",
      "Lena has 48 stickers, gives a third of them to Tom and buys 10 more. How many does she have now?",
      "48 / 3 = 16. 48 - 16 = 32. 32 + 10 = 42.",
      "48 / 3 = 16. 16 + 10 = 26.",
    ],
    [
      "groups miscounted",
      "14 rows of 22 seats: how many seats?",
      "14 rows of 22 seats are 308 seats.",
      "14 rows of 22 seats are 298 seats.",
    ],
  ])("%s", async (_, question, chosen, rejected) => {
    expect(await margin(question, chosen, rejected)).toBeGreaterThan(0);
  });

  it.each([
    ["a number in words", "Eight times sixty?", "Four hundred and eighty.", "Four hundred and ninety."],
    ["a prime", "Is 87 a prime number?", "No, 3 × 29 = 87.", "Yes, it is prime."],
    ["a ratio", "What is the ratio of 12 to 18?", "2:3", "3:4"],
    ["the larger of two", "Which is larger, 2/3 or 0.7?", "0.7 is larger.", "2/3 is larger than 0.7."],
    [
      "a total of parts",
      "Ann is 3 years older than Bo. Together they are 25. How old is Bo?",
      "Bo is 11, Ann is 14 and together they are 25.",
      "Bo is 12, Ann is 15 and together they are 25.",
    ],
    [
      "a table's last row",
      "Add the hours up in a table.",
      "| day | hours |\n|---|---|\n| Mon | 7.5 |\n| Tue | 6 |\n| total | 13.5 |",
      "| day | hours |\n|---|---|\n| Mon | 7.5 |\n| Tue | 6 |\n| total | 14.5 |",
    ],
    [
      "a limit quoted in the question",
      "Rule: 'Parcels over 20 kg need two carriers.' May I carry one of 14 kg alone?",
      "Yes, you may, it is lighter than that.",
      "No, that is not allowed.",
    ],
    [
      "hours quoted in the question",
      "Rule: 'The pool is closed from 13:00 to 15:00.' Can I swim at 16:00?",
      "Yes, of course.",
      "No, it is not possible.",
    ],
    ["check digits", "Is the IBAN NL91 ABNA 0417 1643 00 correct?", "Yes, it is.", "No, it is wrong."],
    [
      "clocks told by their offsets",
      "It is 10:00 in Lima (UTC-5). What time is it in Riga (UTC+2)?",
      "17:00",
      "15:00",
    ],
  ])("%s", async (_, question, chosen, rejected) => {
    expect(await margin(question, chosen, rejected)).toBeGreaterThan(0);
  });

  it("is bounded on answers full of numbers", async () => {
    const numbers = Array.from({ length: 3_000 }, (_, at) => `${at * 37 + 11.5}`).join(" and ");
    expect(await margin(`Add ${numbers}. How many?`, numbers, "None.")).toEqual(expect.any(Number));
  });
});
