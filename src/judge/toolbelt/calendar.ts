import * as z from "../../ots/zod.ts";
import { shownDate } from "./calendar/answers.ts";
import { askedDate } from "./calendar/asked.ts";
import { datesIn, todayIn } from "./calendar/dates.ts";
import { type Day, isoOf, weekdayOf, weekdays } from "./calendar/day.ts";
import { statedDates } from "./calendar/statements.ts";
import { type BeltContext, BeltError, defineTool } from "./tool.ts";

const input = z.object({
  task: z
    .enum(["ask", "check"])
    .describe("ask a question about dates; check every statement about dates in a text"),
  text: z
    .string()
    .describe(
      '"What day of the week is 2025-03-14?", "45 days after 14 March 2025", "how many business days between … and …", ' +
        '"next Friday", "what time is it in Tokyo when it is 15:00 in Paris on 2025-07-01"; or the prose to check',
    ),
});

const output = z.object({
  result: z.string().nullable(),
  /** The day the case itself calls today, if it says so. */
  today: z.string().nullable(),
  statements: z.array(
    z.object({
      text: z.string(),
      stated: z.string(),
      actual: z.string(),
      standing: z.enum(["held", "broken"]),
    }),
  ),
});

const mostSteps = 200;

/** The day that the case itself calls today: in the policy, a system notice, what the agent read, or the request. */
export function todayOf(context: Pick<BeltContext, "instruction" | "policy" | "steps">): Day | undefined {
  const texts = [
    context.instruction,
    context.policy,
    ...context.steps
      .slice(0, mostSteps)
      .map((step) => (step.kind === "message" ? step.text : (step.observation?.content ?? ""))),
  ];
  for (const text of texts) {
    const day = text === "" ? undefined : todayIn(text.slice(0, 4_000).toLowerCase());
    if (day !== undefined) {
      return day;
    }
  }
  return undefined;
}

function answered(text: string, today: Day | undefined): string {
  const asked = askedDate(text, today) ?? askedDate(`What date is ${text}?`, today);
  if (asked) {
    return shownDate(asked);
  }
  const [only, ...others] = datesIn(text.toLowerCase());
  if (only && others.length === 0) {
    return only.day === undefined
      ? "There is no such date."
      : `${isoOf(only.day)} is a ${weekdays[weekdayOf(only.day)]}`;
  }
  throw new BeltError(
    today === undefined
      ? "The question names no date, and the case does not say which day it is."
      : "The question is not one that the calendar knows.",
  );
}

/** Weekdays, differences, additions, business days and time zones, seen from the case's own date. */
export const calendar = defineTool({
  id: "calendar",
  description:
    "Weekdays, differences between dates, dates so many days, weeks, months or business days away, time zones, 'next Friday' as seen from the case's own date, and a check of every date stated in a text. Holidays are not known.",
  effect: "pure",
  input,
  output,
  run({ task, text }, context) {
    if (text.length > 20_000) {
      throw new BeltError(`The text has ${text.length} characters; up to 20,000 are read.`);
    }
    const today = todayOf(context);
    const shownToday = today === undefined ? null : (isoOf(today) ?? null);
    if (task === "ask") {
      return { result: answered(text, today), today: shownToday, statements: [] };
    }
    const folded = text.toLowerCase();
    return {
      result: null,
      today: shownToday,
      statements: (folded.length === text.length ? statedDates(folded, today) : []).map(
        ({ start, end, stated, actual, standing }) => ({
          text: text.slice(start, end),
          stated,
          actual,
          standing,
        }),
      ),
    };
  },
});
