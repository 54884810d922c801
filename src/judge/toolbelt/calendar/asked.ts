import type { AskedDate } from "./answers.ts";
import { askedTime } from "./asked-time.ts";
import { countWord, numberOf } from "./counts.ts";
import { datesIn, relativeDays, todayIn, weekdayNamed } from "./dates.ts";
import {
  addBusinessDays,
  addMonths,
  businessDays,
  type Day,
  dayOf,
  isLeapYear,
  isoOf,
  months,
  partsOf,
  weekdayOf,
  weekdays,
} from "./day.ts";
import { nthWeekday, weekdayAround, weekdaysBetween, weekdaysInMonth } from "./worded-dates.ts";

const shiftUnit = "(business days?|working days?|weekdays?|days?|weeks?|fortnights?|months?|years?)";
const shiftForms: readonly { regex: RegExp; sign: 1 | -1 | 0 }[] = [
  {
    regex: new RegExp(`${countWord} ${shiftUnit} (?:after|from|later than|past|following|since)\\b`),
    sign: 1,
  },
  { regex: new RegExp(`${countWord} ${shiftUnit} (?:before|prior to|earlier than|preceding)\\b`), sign: -1 },
  { regex: new RegExp(`${countWord} ${shiftUnit} (?:ago|earlier)\\b`), sign: -1 },
  { regex: new RegExp(`\\b(?:in|add|adding|after|plus) ${countWord}(?: more)? ${shiftUnit}\\b`), sign: 1 },
  { regex: new RegExp(`\\b(?:subtract|subtracting|minus) ${countWord} ${shiftUnit}\\b`), sign: -1 },
  { regex: new RegExp(`${countWord} ${shiftUnit} later\\b`), sign: 1 },
];
/** "Starts on A and takes 14 days": whether the first day counts is anybody's guess. */
const lasting = new RegExp(
  `\\b(?:takes?|took|lasts?|lasted|lasting|runs? for|valid for|stays? for|works?|worked|for) ${countWord} ${shiftUnit}\\b`,
);
const asksEnd = /\bwhen\b|\b(?:what|which) (?:date|day)\b/;
const ending =
  /\b(?:end|ends|finish|finishes|finished|over|until|expires?|complete|completed|return|returns|last day|due)\b/;

/** How a text shifts a date: "45 days after". */
function shiftIn(folded: string): { count: number; unit: string } | undefined {
  for (const { regex, sign } of shiftForms) {
    const match = regex.exec(folded);
    const [, count, unit] = match ?? [];
    if (count !== undefined && unit !== undefined) {
      return { count: numberOf(count) * sign, unit: unit.replace(/s$/, "") };
    }
  }
  return undefined;
}

/** Both readings of a span that begins on a day. */
function lastDays(folded: string, anchor: Day): Day[] {
  const [, count, unit] = lasting.exec(folded) ?? [];
  if (count === undefined || unit === undefined || !asksEnd.test(folded) || !ending.test(folded)) {
    return [];
  }
  const day = shifted(anchor, { count: numberOf(count), unit: unit.replace(/s$/, "") });
  return day === undefined || isoOf(day) === undefined ? [] : [day, day - 1];
}

function shifted(day: Day, { count, unit }: { count: number; unit: string }): Day | undefined {
  switch (unit) {
    case "day":
      return day + count;
    case "week":
      return day + count * 7;
    case "fortnight":
      return day + count * 14;
    case "month":
      return addMonths(day, count);
    case "year":
      return addMonths(day, count * 12);
    default:
      return Math.abs(count) > 100_000 ? undefined : addBusinessDays(day, count);
  }
}

function span(folded: string, from: Day, to: Day): AskedDate | undefined {
  const unit =
    /how many (business days|working days|weekdays|days|weeks|months|years|hours)|(?:number of|difference in) (business days|working days|weekdays|days|weeks|months)/.exec(
      folded,
    );
  const asked =
    unit?.[1] ?? unit?.[2] ?? (/how long|difference between|time between/.test(folded) ? "days" : undefined);
  const apart = Math.abs(to - from);
  if (/how old|\bage\b/.test(folded) && !/how many/.test(folded)) {
    return span("how many years", from, to);
  }
  const inclusive = /\binclu(?:ding|sive)/.test(folded);
  switch (asked) {
    case "days":
      return { kind: "count", counts: [inclusive ? apart + 1 : apart] };
    case "weeks":
      return { kind: "count", counts: [apart / 7, Math.floor(apart / 7)] };
    case "hours":
      return { kind: "count", counts: [apart * 24] };
    case "months":
    case "years": {
      const [a, b] = [partsOf(Math.min(from, to)), partsOf(Math.max(from, to))];
      const whole = (b.year - a.year) * 12 + b.month - a.month - (b.date < a.date ? 1 : 0);
      return { kind: "count", counts: [asked === "months" ? whole : Math.floor(whole / 12)] };
    }
    case undefined:
      return undefined;
    default:
      return {
        kind: "count",
        counts: [businessDays(from, to), businessDays(Math.min(from, to) - 1, Math.max(from, to))],
      };
  }
}

const asksWeekday =
  /\b(?:what|which) (?:day of the week|weekday|day)\b|\bday of the week\b|\bwhich weekday\b|\bon what day\b/;

function aboutLengths(folded: string): AskedDate | undefined {
  const leap = /is (?:the year )?(\d{1,4}) a leap year|was (?:the year )?(\d{1,4}) a leap year/.exec(folded);
  const asked = leap?.[1] ?? leap?.[2];
  if (asked !== undefined) {
    return { kind: "yes-no", yes: isLeapYear(Number(asked)) };
  }
  const counted = weekdaysInMonth(folded);
  if (counted !== undefined) {
    return { kind: "count", counts: [counted] };
  }
  const [, begun, ended] =
    /how many years[^?.]{0,40}\b(?:between|from) (?:the years? )?(\d{3,4}) (?:and|to|until) (?:the year )?(\d{3,4})\b/.exec(
      folded,
    ) ?? [];
  if (begun !== undefined && ended !== undefined) {
    return { kind: "count", counts: [Math.abs(Number(ended) - Number(begun))] };
  }
  const month = new RegExp(
    `how many days (?:are |were |does |did |has |had )?(?:there )?(?:in |have )?(?:the month of )?(${months.join("|")})(?: of)?,? (\\d{4})`,
  ).exec(folded);
  if (month) {
    const index = months.indexOf(month[1] as (typeof months)[number]) + 1;
    const last = [31, 30, 29, 28].find((date) => dayOf(Number(month[2]), index, date) !== undefined);
    return last === undefined ? undefined : { kind: "count", counts: [last] };
  }
  const counted60 = /\b(\d{1,3})(?:st|nd|rd|th) day of (?:the year|(?:the year )?(\d{4}))/.exec(folded);
  const yearOf =
    counted60?.[2] ?? /\b(\d{4})\b/.exec(folded)?.[1] ?? (/leap year/.test(folded) ? "2024" : undefined);
  if (counted60 && yearOf !== undefined) {
    const newYear = dayOf(Number(yearOf), 1, 1);
    return newYear === undefined
      ? undefined
      : { kind: "day", days: [newYear + Number(counted60[1]) - 1], yearless: true };
  }
  const anyYear = new RegExp(
    `how many days (?:are |does |did )?(?:there )?(?:in |have )?(${months.join("|")})\\b`,
  ).exec(folded)?.[1];
  if (anyYear !== undefined) {
    const longest = [31, 30, 29].find(
      (date) => dayOf(2024, months.indexOf(anyYear as (typeof months)[number]) + 1, date) !== undefined,
    );
    return { kind: "count", counts: longest === 29 ? [28, 29] : [longest ?? 0] };
  }
  const inYear = /how many days (?:are |were )?(?:there )?in (?:the year )?(\d{4})\b/.exec(folded)?.[1];
  return inYear === undefined
    ? undefined
    : { kind: "count", counts: [isLeapYear(Number(inYear)) ? 366 : 365] };
}

const afterWeekday = new RegExp(
  `${countWord} (days?|weeks?) (after|from|past|before) (?:an? )?(${weekdays.join("|")})\\b(?!,? (?:the |\\d))`,
);

/** "What day comes 4 days after Sunday?" and "If today is Monday, what day is it in 10 days?" */
function fromWeekday(folded: string): AskedDate | undefined {
  const near = weekdayAround(folded);
  if (near !== undefined) {
    return { kind: "weekday", weekdays: [near] };
  }
  const [, count, each, way, name] = afterWeekday.exec(folded) ?? [];
  if (count !== undefined && each !== undefined && name !== undefined && asksWeekday.test(folded)) {
    const off = numberOf(count) * (each.startsWith("week") ? 7 : 1) * (way === "before" ? -1 : 1);
    return { kind: "weekday", weekdays: [(((weekdayNamed(name) + off) % 7) + 7) % 7] };
  }
  const start = /\b(?:today|yesterday|tomorrow|it)\s(?:is|was)\s(?:a\s)?(\w{3,6}day)\b/.exec(folded);
  const shift = shiftIn(folded.slice((start?.index ?? 0) + (start?.[0].length ?? 0)));
  const named = weekdayNamed(start?.[1] ?? "");
  if (
    !start ||
    named < 0 ||
    !shift ||
    !asksWeekday.test(folded) ||
    /month|year|business|working/.test(shift.unit)
  ) {
    return undefined;
  }
  const today = named + (start[0].startsWith("yesterday") ? 1 : start[0].startsWith("tomorrow") ? -1 : 0);
  const days = shift.count * (shift.unit === "week" ? 7 : shift.unit === "fortnight" ? 14 : 1);
  return { kind: "weekday", weekdays: [(((today + days) % 7) + 7) % 7] };
}

/** What a question asks of a calendar, when it says so in full. `today` is the day the case itself calls today. */
export function askedDate(question: string, today?: Day): AskedDate | undefined {
  const folded = question.slice(0, 4_000).toLowerCase();
  const now = todayIn(folded) ?? today;
  const plain = askedIn(folded, now, now === undefined ? undefined : partsOf(now).year);
  return plain || now !== undefined || /(?<!\d)\d{4}(?!\d)/.test(folded) ? plain : askedInAnyYear(folded);
}

/** Where no year is written, what is right in a common and in a leap year. A weekday cannot be told then. */
function askedInAnyYear(folded: string): AskedDate | undefined {
  const all = [2025, 2024, 2023].map((year) => askedIn(folded, undefined, year));
  if (all.every((one) => one?.kind === "day")) {
    return { kind: "day", days: all.flatMap((one) => (one?.kind === "day" ? one.days : [])), yearless: true };
  }
  return all.every((one) => one?.kind === "count")
    ? { kind: "count", counts: [...new Set(all.flatMap((one) => (one?.kind === "count" ? one.counts : [])))] }
    : undefined;
}

function askedIn(folded: string, now: Day | undefined, year: number | undefined): AskedDate | undefined {
  const dates = datesIn(folded, year).filter(({ day }) => day !== undefined);
  const days = dates.flatMap(({ day }) => (day === undefined ? [] : [day]));
  const special = aboutLengths(folded) ?? fromWeekday(folded);
  if (special) {
    return special;
  }
  const shift = shiftIn(folded);
  const anchor = days.at(-1) ?? now;
  if (shift && anchor !== undefined && days.length <= 1) {
    const day = shifted(anchor, shift);
    return day === undefined || isoOf(day) === undefined ? undefined : asWanted(folded, [day]);
  }
  const nth = nthWeekday(folded);
  if (nth !== undefined && days.length === 0) {
    return asWanted(folded, [nth]);
  }
  if (anchor !== undefined && days.length === 1) {
    const last = lastDays(folded, anchor);
    if (last.length > 0) {
      return asWanted(folded, last);
    }
  }
  const [first, second] = days;
  if (first !== undefined && second !== undefined && days.length === 2) {
    const times = weekdaysBetween(folded, first, second);
    if (times !== undefined) {
      return { kind: "count", counts: [times] };
    }
    const counted = span(folded, first, second);
    if (counted) {
      return counted;
    }
  }
  const until = /\b(?:until|till|before|since|to go|left)\b/.test(folded);
  if (first !== undefined && now !== undefined && until && days.length === 1 && first !== now) {
    return span(folded, now, first);
  }
  const named = now === undefined ? [] : relativeDays(folded, now).filter(({ text }) => text !== "today");
  const only = named[0];
  if (only && named.length === 1) {
    return asWanted(folded, only.alternative === undefined ? [only.day] : [only.day, only.alternative]);
  }
  const named0 = new RegExp(
    `\\b(?:was|is|will|does|did)\\b[^?]{0,60}\\b(?:an? |on an? |be an? |fall on an? )(${weekdays.join("|")})\\?`,
  ).exec(folded)?.[1];
  if (first !== undefined && days.length === 1 && named0 !== undefined) {
    return { kind: "yes-no", yes: weekdayOf(first) === weekdayNamed(named0) };
  }
  const others = days.filter((day) => day !== now);
  const [other] = others;
  if (other !== undefined && others.length === 1 && days.length === 2 && asksWeekday.test(folded)) {
    return { kind: "weekday", weekdays: [weekdayOf(other)] };
  }
  if (first !== undefined && days.length === 1 && asksWeekday.test(folded)) {
    return { kind: "weekday", weekdays: [weekdayOf(first)] };
  }
  return askedTime(folded, now);
}

function asWanted(folded: string, days: Day[]): AskedDate | undefined {
  if (/day of the week|weekday\b(?!s)/.test(folded)) {
    return { kind: "weekday", weekdays: days.map(weekdayOf) };
  }
  return /\b(?:what|which|when|find|give|tell|calculate|compute|determine|date|add|subtract)\b/.test(folded)
    ? { kind: "day", days }
    : undefined;
}
