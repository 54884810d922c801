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

  it("is bounded on answers full of numbers", async () => {
    const numbers = Array.from({ length: 3_000 }, (_, at) => `${at * 37 + 11.5}`).join(" and ");
    expect(await margin(`Add ${numbers}. How many?`, numbers, "None.")).toEqual(expect.any(Number));
  });
});
