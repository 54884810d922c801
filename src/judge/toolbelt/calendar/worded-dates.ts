import { matchesOf } from "../../text/matches.ts";
import { addMonths, type Day, dayOf, months, weekdayOf, weekdays } from "./day.ts";

const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  "1st": 1,
  second: 2,
  "2nd": 2,
  third: 3,
  "3rd": 3,
  fourth: 4,
  "4th": 4,
  fifth: 5,
  "5th": 5,
};
const nth = new RegExp(
  `\\b(${Object.keys(ordinals).join("|")}|last) (${weekdays.join("|")}) (?:of|in) (${months.join("|")}),? (?:of )?(\\d{4})\\b`,
);

/** "The last Saturday of October 2025"; undefined when nothing of the kind is named, or there is no fifth one. */
export function nthWeekday(folded: string): Day | undefined {
  const [, which = "", name = "", month = "", year = ""] = nth.exec(folded) ?? [];
  const first = dayOf(Number(year), months.indexOf(month as (typeof months)[number]) + 1, 1);
  if (first === undefined) {
    return undefined;
  }
  const next = addMonths(first, 1) ?? first;
  const wanted = weekdays.indexOf(name as (typeof weekdays)[number]);
  if (which === "last") {
    return next - 1 - ((weekdayOf(next - 1) - wanted + 7) % 7);
  }
  const day = first + ((wanted - weekdayOf(first) + 7) % 7) + ((ordinals[which] ?? 1) - 1) * 7;
  return day < next ? day : undefined;
}

const recurring = new RegExp(`\\b(?:every|each|how many|number of|on) (${weekdays.join("|")})s?\\b`);

/** How often a weekday named in the question comes between two days, both counted; undefined when none is named. */
export function weekdaysBetween(folded: string, from: Day, to: Day): number | undefined {
  const name = recurring.exec(folded)?.[1];
  if (name === undefined || !/\bhow many\b|\bnumber of\b/.test(folded)) {
    return undefined;
  }
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const wanted = weekdays.indexOf(name as (typeof weekdays)[number]);
  const start = first + ((wanted - weekdayOf(first) + 7) % 7);
  return start > last ? 0 : Math.floor((last - start) / 7) + 1;
}

const inMonth = new RegExp(
  `how many (${weekdays.join("|")})s? (?:are |were |does |did )?(?:there )?(?:in|have)? ?(${months.join("|")})(?: of)?,? (\\d{4})`,
);

/** "How many Sundays are there in December 2024?" */
export function weekdaysInMonth(folded: string): number | undefined {
  const [, name, month, year] = inMonth.exec(folded) ?? [];
  const first = dayOf(Number(year), months.indexOf(month as (typeof months)[number]) + 1, 1);
  const next = first === undefined ? undefined : addMonths(first, 1);
  return name === undefined || first === undefined || next === undefined
    ? undefined
    : weekdaysBetween(`how many ${name}`, first, next - 1);
}

/** Words for days around today, and how far off they are. The longer ones first, which hold the shorter. */
const around: Readonly<Record<string, number>> = {
  "the day before yesterday": -2,
  "the day after tomorrow": 2,
  yesterday: -1,
  tomorrow: 1,
  today: 0,
};
const aroundWords = Object.keys(around).join("|");
const told = new RegExp(`\\b(${aroundWords}) (?:is|was|will be) (?:an? )?(${weekdays.join("|")})\\b`);
const askedAround = new RegExp(
  `\\b(?:what|which) (?:day(?: of the week)?|weekday) (?:is|was|will)(?: it)?(?: be)? (${aroundWords})(?: be)?\\b`,
);

/** "If yesterday was Monday, what day is tomorrow?": 0 for Sunday. */
export function weekdayAround(folded: string): number | undefined {
  const [, known = "", name = ""] = told.exec(folded) ?? [];
  const wanted = askedAround.exec(folded)?.[1];
  const [from, to] = [around[known], around[wanted ?? ""]];
  const weekday = weekdays.indexOf(name as (typeof weekdays)[number]);
  return from === undefined || to === undefined ? undefined : (((weekday - from + to) % 7) + 7) % 7;
}

const neverThere =
  /\b(?:31(?:st)?(?: of)? (?:april|june|september|november)|30(?:th)?(?: of)? february|31(?:st)?(?: of)? february|(?:april|june|september|november) 31(?:st)?|february 3[01](?:st|th)?)\b/g;

/** Dates that no year has, such as 31 April, where the text does not say a year. */
export function neverDates(folded: string): { text: string; start: number; end: number }[] {
  return [...matchesOf(folded.slice(0, 20_000), neverThere)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

const duration =
  /(\d{1,4}(?:\.\d{1,3})?)\s?(?:hours?|hrs?|h)\b(?:,?\s?(?:and\s)?(\d{1,3})\s?(?:minutes?|mins?|m)\b)?|(\d{1,5})\s?(?:minutes?|mins?)\b/g;

/** Spans of time in a text, in minutes: "2 hours and 35 minutes", "155 min". */
export function durationsIn(folded: string): number[] {
  return [...matchesOf(folded.slice(0, 20_000), duration)]
    .slice(0, 200)
    .map(([, hours, minutes, alone]) =>
      alone === undefined ? Number(hours) * 60 + Number(minutes ?? 0) : Number(alone),
    );
}
