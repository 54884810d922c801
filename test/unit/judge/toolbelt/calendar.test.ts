import { describe, expect, it } from "vitest";
import { meetsDate, shownDate } from "../../../../src/judge/toolbelt/calendar/answers.ts";
import { askedDate } from "../../../../src/judge/toolbelt/calendar/asked.ts";
import { dayOf } from "../../../../src/judge/toolbelt/calendar/day.ts";
import { statedDates } from "../../../../src/judge/toolbelt/calendar/statements.ts";
import { ask } from "./belt.ts";

const monday = dayOf(2025, 5, 5);
const look = (text: string, context = {}) => ask("calendar", { task: "ask", text }, context);

describe("the calendar answers", () => {
  it.each([
    ["What day of the week is March 14, 2025?", "It is a Friday."],
    ["How many days are there between 2023-01-15 and 2023-03-01?", "There are 45 days."],
    ["What date is 45 days after January 15, 2023?", "March 1, 2023"],
    ["Today is 2023-03-14. What was the date 10 days ago?", "It was 4 March 2023."],
    ["If today is Monday, what day will it be in 10 days?", "Thursday"],
    ["Is 1900 a leap year?", "No, it is not."],
    ["How many days are in February 2024?", "29"],
    ["Add 6 months to August 31, 2023.", "February 29, 2024"],
    ["How many business days are between 2025-05-05 and 2025-05-16?", "9"],
    ["What time is it in Tokyo when it is 3 pm in New York on 2025-07-01?", "4:00 AM"],
    ["What time is it in Tokyo when it is 3 pm in New York on 2025-01-10?", "5:00 am"],
    ["What time is 90 minutes after 10:15 am?", "11:45 am"],
    ["Today is 5 May 2025. When is next Friday?", "Friday, 9 May 2025"],
    ["The book was lent on 17 November and is due after 21 days. When is that?", "On 8 December."],
    ["It starts on February 20, 2024 and takes 14 days. When does it end?", "March 5, 2024"],
    ["What is the date of the last Saturday of October 2025?", "It is the 25th."],
    ["We left at 22:40 and arrived at 01:15 the next day. How long did it take?", "2 hours and 35 minutes"],
    ["A train departs at 14:50 and the trip takes 3 hours 25 minutes. When does it arrive?", "At 18:15."],
    ["How many days does September have?", "30"],
    ["Every Tuesday from 7 January 2025 to 25 February 2025: how many sessions are there?", "There are 8."],
    ["What day comes 4 days after Sunday?", "Thursday"],
    ["If the day before yesterday was Monday, what day is tomorrow?", "Thursday"],
    ["How many Sundays are there in December 2024?", "5"],
    ["How many years are there between 1876 and 2011?", "135"],
  ])("%s", (question, answer) => {
    const asked = askedDate(question);
    expect(asked && { shown: shownDate(asked), met: meetsDate(answer, asked) }).toMatchObject({
      met: "last",
    });
  });

  it("from the day that the case itself calls today", async () => {
    const steps = [{ kind: "message", from: "system", text: "Current date: 2025-05-05" } as const];
    expect(await look("next Friday", { steps })).toMatchObject({
      today: "2025-05-05",
      result: expect.stringContaining("2025-05-09"),
    });
    expect(await look("next Friday")).toHaveProperty("failed");
  });

  it.each([
    "999999 years after 2024-01-01",
    "99999999 days after 2024-01-01",
    "What is love?",
    "30 February 2024 or so",
    "x".repeat(50_000),
  ])("not %.40s", async (text) => {
    const said = await look(text);
    expect("failed" in said || typeof said.result === "string").toBe(true);
  });
});

describe("dates stated in prose", () => {
  it.each([
    "March 14, 2025 is a Friday.",
    "There are 45 days between January 15, 2023 and March 1, 2023.",
    "Let's meet next Friday (May 9, 2025).",
    "Let's meet next Friday (May 16, 2025).",
    "See you on Wednesday, 7 May 2025 at 10.",
    "10 days after 2023-01-01 is 2023-01-11",
  ])("hold: %s", (text) => {
    const found = statedDates(text.toLowerCase(), monday);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ standing }) => standing === "held")).toBe(true);
  });

  it.each([
    "It falls on Monday, March 14, 2025.",
    "There are 46 days between 2023-01-15 and 2023-03-01.",
    "We meet on 30 February 2024.",
    "We meet on 31 April.",
    "Tomorrow, May 7, 2025, we go.",
    "10 days after 2023-01-01 is 2023-01-12",
  ])("are broken: %s", (text) => {
    expect(statedDates(text.toLowerCase(), monday).some(({ standing }) => standing === "broken")).toBe(true);
  });

  it("without a year tell no weekday, and dates where a leap year changes nothing", () => {
    expect(askedDate("What day of the week is March 3?")).toBeUndefined();
    expect(askedDate("When is it due, 10 days after March 3?")).toMatchObject({
      kind: "day",
      yearless: true,
    });
  });

  it("end on hostile questions", () => {
    for (const part of [
      "31 april ",
      "from 1 to ",
      "how many days ",
      "first monday of may ",
      "2 hours ",
      "between 999 and ",
    ]) {
      expect(() => askedDate(part.repeat(20_000))).not.toThrow();
    }
  });

  it("end on hostile texts", () => {
    for (const text of [
      "2024-01-01 ".repeat(20_000),
      "monday, ".repeat(5_000),
      "99999 days after ".repeat(5_000),
      "january 1 ".repeat(5_000),
    ]) {
      expect(statedDates(text, monday).length).toBeLessThan(2_000);
    }
  });
});
