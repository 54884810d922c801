import { matchesOf } from "../../text/matches.ts";
import { type Day, dayOf, months, weekdayOf, weekdays } from "./day.ts";

/** A date standing in a text. */
export interface DateMention {
  /** Undefined where the written date does not exist: 30 February. */
  day: Day | undefined;
  start: number;
  end: number;
  /** The year was not written and taken from elsewhere. */
  assumedYear: boolean;
}

const readLength = 20_000;
const mostDates = 300;
const monthNames = months
  .map((name) => `${name}|${name.slice(0, 3)}\\.?${name === "september" ? "|sept\\.?" : ""}`)
  .join("|");
const ordinal = "(\\d{1,2})(?:st|nd|rd|th)?";
const year = "(?:,?\\s{1,2}(?:of\\s)?(\\d{4})(?!\\d))?";
const patterns: readonly { regex: RegExp; order: "ymd" | "mdy" | "dmy" | "slash" }[] = [
  { regex: /(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/g, order: "ymd" },
  {
    regex: new RegExp(`\\b(${monthNames})\\s{1,2}(?:the\\s)?${ordinal}(?!\\d|:|\\s?[ap]m)${year}`, "g"),
    order: "mdy",
  },
  { regex: new RegExp(`\\b${ordinal}\\s(?:of\\s)?(${monthNames})\\b${year}`, "g"), order: "dmy" },
  { regex: /(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)/g, order: "slash" },
];

function monthNumber(name: string): number {
  return months.findIndex((month) => month.startsWith(name.replace(".", "").slice(0, 3))) + 1;
}

/**
 * Dates written in a folded text, in order. `yearOf` gives the year where none is written. `3/4/2025` is read month first,
 * `3.4.2025` day first, and either the other way where only that makes a date.
 */
export function datesIn(folded: string, yearOf?: number): DateMention[] {
  const text = folded.slice(0, readLength);
  // "From March 3 to April 9, 2023": the one year that is written is the other date's too.
  const written = new Set(text.match(/(?<!\d)(?:1[5-9]|20|21)\d{2}(?!\d)/g));
  const fallback = yearOf ?? (written.size === 1 ? Number([...written][0]) : undefined);
  const found: DateMention[] = [];
  for (const { regex, order } of patterns) {
    for (const match of matchesOf(text, regex)) {
      const mention = mentionOf(match, order, fallback);
      if (mention && !found.some((other) => other.start < mention.end && mention.start < other.end)) {
        found.push(mention);
      }
      if (found.length >= mostDates) {
        break;
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function mentionOf(
  match: RegExpExecArray,
  order: string,
  yearOf: number | undefined,
): DateMention | undefined {
  const [whole, a = "", b = "", c, d] = match;
  const place = { start: match.index, end: match.index + whole.length };
  if (order === "ymd") {
    return { day: dayOf(Number(a), Number(b), Number(c)), ...place, assumedYear: false };
  }
  if (order === "slash") {
    const [first, second] = [Number(a), Number(c)];
    const monthFirst = b === "/" ? first <= 12 : second > 12;
    const day = monthFirst ? dayOf(Number(d), first, second) : dayOf(Number(d), second, first);
    return { day, ...place, assumedYear: false };
  }
  const month = monthNumber(order === "mdy" ? a : b);
  const date = Number(order === "mdy" ? b : a);
  const stated = c === undefined ? yearOf : Number(c);
  // "May 5" without a year may be any year; "may 5" may be no date at all.
  return stated === undefined || month === 0
    ? undefined
    : { day: dayOf(stated, month, date), ...place, assumedYear: c === undefined };
}

const todayWords =
  /\b(?:today(?:'s date)?(?: is|:|,)?|current (?:date|time|date and time)(?: is)?\W{0,4}|the date is|it is now|as of|assume today is|suppose (?:that )?today is|if today is|now is|date:)\W{0,3}(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day,? )?$/;

/** The day that a text calls today, if it does. */
export function todayIn(folded: string): Day | undefined {
  return datesIn(folded).find(({ start }) => todayWords.test(folded.slice(Math.max(0, start - 60), start)))
    ?.day;
}

/** A weekday named in a text: 0 for Sunday. */
export function weekdayNamed(word: string): number {
  return weekdays.findIndex(
    (name) => name === word || (word.length >= 3 && name.startsWith(word.replace(".", ""))),
  );
}

const relative =
  /\b(?:(the day after tomorrow|the day before yesterday|tomorrow|yesterday|today)|(next|this|last|coming|previous)\s(sunday|monday|tuesday|wednesday|thursday|friday|saturday)|in (\d{1,5}|a|one|two|three) (day|week|month|year)s?|(\d{1,5}) (day|week)s? ago)\b/g;

/** Days that a text names from where it stands: "next Friday", "in two weeks". */
export function relativeDays(
  folded: string,
  today: Day,
): { text: string; day: Day; start: number; end: number; alternative?: Day }[] {
  return [...matchesOf(folded.slice(0, readLength), relative)].slice(0, mostDates).flatMap((match) => {
    const [text, plain, which, weekday, count, unit, ago, agoUnit] = match;
    const place = { text, start: match.index, end: match.index + text.length };
    if (plain !== undefined) {
      const off =
        plain === "today"
          ? 0
          : plain.endsWith("tomorrow")
            ? plain === "tomorrow"
              ? 1
              : 2
            : plain === "yesterday"
              ? -1
              : -2;
      return [{ ...place, day: today + off }];
    }
    if (weekday !== undefined) {
      const ahead = (weekdayNamed(weekday) - weekdayOf(today) + 7) % 7 || 7;
      const back = (weekdayOf(today) - weekdayNamed(weekday) + 7) % 7 || 7;
      if (which === "last" || which === "previous") {
        return [{ ...place, day: today - back }];
      }
      // "Next Friday" is the coming one to some and the one of next week to others.
      return [{ ...place, day: today + ahead, ...(which === "next" && { alternative: today + ahead + 7 }) }];
    }
    const number =
      ago !== undefined ? -Number(ago) : ({ a: 1, one: 1, two: 2, three: 3 }[count ?? ""] ?? Number(count));
    const each = (unit ?? agoUnit) === "week" ? 7 : 1;
    return unit === "month" || unit === "year" ? [] : [{ ...place, day: today + number * each }];
  });
}
