import { clockOf, timesIn } from "./clock.ts";
import { datesIn, weekdayNamed } from "./dates.ts";
import { type Day, isoOf, partsOf, weekdayOf, weekdays } from "./day.ts";
import { durationsIn } from "./worded-dates.ts";

/** What a question asks of a calendar, looked up; every listed value counts as right. */
export type AskedDate =
  | { kind: "weekday"; weekdays: number[] }
  /** `yearless` where nobody says which year: month and date alone count then. */
  | { kind: "day"; days: Day[]; yearless?: boolean }
  | { kind: "count"; counts: number[] }
  | { kind: "yes-no"; yes: boolean }
  | { kind: "time"; minutes: number[] }
  | { kind: "duration"; minutes: number[] };

/** The looked-up value in words. */
export function shownDate(asked: AskedDate): string {
  switch (asked.kind) {
    case "weekday":
      return asked.weekdays.map((one) => weekdays[one] ?? "").join(" or ");
    case "day":
      return asked.days.map((day) => `${isoOf(day)} (${weekdays[weekdayOf(day)]})`).join(" or ");
    case "count":
      return asked.counts.join(" or ");
    case "yes-no":
      return asked.yes ? "yes" : "no";
    case "time":
      return asked.minutes.map(clockOf).join(" or ");
    case "duration":
      return asked.minutes.map((minutes) => `${Math.floor(minutes / 60)} h ${minutes % 60} min`).join(" or ");
  }
}

/** Whether an answer comes to it: in its last fitting mention, in some other one, in none; or it says nothing of the kind. */
export function meetsDate(answer: string, asked: AskedDate): "last" | "some" | "none" | "silent" {
  const folded = answer.slice(0, 20_000).toLowerCase();
  const said = mentions(folded, asked);
  return said.length === 0 ? "silent" : said.at(-1) ? "last" : said.some(Boolean) ? "some" : "none";
}

function mentions(folded: string, asked: AskedDate): boolean[] {
  switch (asked.kind) {
    case "weekday":
      return [...folded.matchAll(/\b(?:sun|mon|tues|wednes|thurs|fri|satur)day\b/g)].map(([name]) =>
        asked.weekdays.includes(weekdayNamed(name)),
      );
    case "day": {
      const year = partsOf(asked.days[0] ?? 0).year;
      const dates = datesIn(folded, year).map(
        ({ day }) => day !== undefined && asked.days.some((right) => isSame(right, day, asked.yearless)),
      );
      const ordinals = [...folded.matchAll(/\b(\d{1,2})(?:st|nd|rd|th)\b/g)].map(([, date]) =>
        asked.days.some((day) => partsOf(day).date === Number(date)),
      );
      return dates.length > 0
        ? dates
        : ordinals.length > 0
          ? ordinals
          : [...folded.matchAll(/\b(?:sun|mon|tues|wednes|thurs|fri|satur)day\b/g)].map(([name]) =>
              asked.days.some((day) => weekdayOf(day) === weekdayNamed(name)),
            );
    }
    case "count":
      return counts(folded).map((count) => asked.counts.some((right) => Math.abs(right - count) < 0.06));
    case "yes-no":
      return [...folded.matchAll(/\b(yes|no|not|isn't|wasn't|is a leap|was a leap)\b/g)]
        .slice(0, 1)
        .map(([, word = ""]) => (/^(?:yes|is|was)/.test(word) && !word.includes("n't")) === asked.yes);
    case "time":
      return timesIn(folded).map(({ minutes }) =>
        asked.minutes.some((right) => clockOf(right) === clockOf(minutes)),
      );
    case "duration":
      return durationsIn(folded).map((minutes) => asked.minutes.includes(minutes));
  }
}

function isSame(right: Day, stated: Day, yearless = false): boolean {
  const [a, b] = [partsOf(right), partsOf(stated)];
  return yearless ? a.month === b.month && a.date === b.date : right === stated;
}

/** Whole and decimal numbers outside of dates. */
function counts(folded: string): number[] {
  const dates = datesIn(folded, 2000);
  return [...folded.matchAll(/(?<![\d.-])\d{1,3}(?:,\d{3})+|(?<![\d.-])\d{1,7}(?:\.\d{1,4})?/g)]
    .filter(({ index }) => !dates.some(({ start, end }) => index >= start && index < end))
    .map(([text]) => Number(text.replaceAll(",", "")))
    .filter((count) => !(count >= 1900 && count <= 2100) || folded.length < 20);
}
