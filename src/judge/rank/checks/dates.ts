import { meetsDate, shownDate } from "../../toolbelt/calendar/answers.ts";
import { askedDate } from "../../toolbelt/calendar/asked.ts";
import { statedDates } from "../../toolbelt/calendar/statements.ts";
import { todayOf } from "../../toolbelt/calendar.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker } from "../side.ts";

/** Dates: what the question asks for, and what the answer states of weekdays, differences and days to come. */
export const datesCheck: Checker = {
  tool: "calendar",
  check({ question, prose, step, context }) {
    if (step.action.kind !== "answer") {
      return [];
    }
    const today = todayOf(context);
    const checks: FactCheck[] = [];
    const asked = askedDate(question, today);
    if (asked) {
      const met = meetsDate(prose, asked);
      checks.push({
        tool: "calendar",
        standing: met === "last" || met === "some" ? "held" : "broken",
        weight: met === "last" ? 1 : met === "some" ? 0.4 : met === "none" ? 1.5 : 0.4,
        thought: "What the question asks stands in the calendar.",
        input: question.slice(0, 400),
        observation: shownDate(asked),
      });
    }
    const folded = prose.toLowerCase();
    const stated = folded.length === prose.length ? statedDates(folded, today) : [];
    for (const { start, end, actual, standing } of stated.slice(0, 6)) {
      checks.push({
        tool: "calendar",
        standing,
        weight: standing === "broken" ? 0.9 : 0.3,
        thought: "The answer states a date.",
        input: prose.slice(start, end).slice(0, 400),
        observation: actual,
      });
    }
    return checks;
  },
};
