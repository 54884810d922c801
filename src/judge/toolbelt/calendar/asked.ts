import { clockOf, timesIn } from "./clock.ts";
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
import { minutesAhead, zoneNamed } from "./zones.ts";

/** What a question asks of a calendar, looked up; every listed value counts as right. */
export type AskedDate =
  | { kind: "weekday"; weekdays: number[] }
  | { kind: "day"; days: Day[] }
  | { kind: "count"; counts: number[] }
  | { kind: "yes-no"; yes: boolean }
  | { kind: "time"; minutes: number[] };

const small: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
};
const countWord = `(\\d{1,6}|${Object.keys(small).join("|")})`;
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

const numberOf = (word: string) => small[word] ?? Number(word);

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
  const leap = /is (?:the year )?(\d{1,4}) a leap year|was (\d{1,4}) a leap year/.exec(folded);
  const asked = leap?.[1] ?? leap?.[2];
  if (asked !== undefined) {
    return { kind: "yes-no", yes: isLeapYear(Number(asked)) };
  }
  const month = new RegExp(
    `how many days (?:are |were |does |did |has |had )?(?:there )?(?:in |have )?(?:the month of )?(${months.join("|")})(?: of)?,? (\\d{4})`,
  ).exec(folded);
  if (month) {
    const index = months.indexOf(month[1] as (typeof months)[number]) + 1;
    const last = [31, 30, 29, 28].find((date) => dayOf(Number(month[2]), index, date) !== undefined);
    return last === undefined ? undefined : { kind: "count", counts: [last] };
  }
  const inYear = /how many days (?:are |were )?(?:there )?in (?:the year )?(\d{4})\b/.exec(folded)?.[1];
  return inYear === undefined
    ? undefined
    : { kind: "count", counts: [isLeapYear(Number(inYear)) ? 366 : 365] };
}

/** "If today is Monday, what day is it in 10 days?" */
function fromWeekday(folded: string): AskedDate | undefined {
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

/** "What time is it in Tokyo when it is 3 pm in Paris?" and "what time is 90 minutes after 10:15?" */
function aboutTime(folded: string, today: Day | undefined): AskedDate | undefined {
  const times = timesIn(folded);
  const first = times[0];
  if (!first || !/\bwhat time|\bwhen\b|how (?:many|long)|convert/.test(folded)) {
    return undefined;
  }
  const places = [
    ...folded.matchAll(
      /\b(?:in|to|at)\s([a-z]+(?:\s[a-z]+)?)\b|\b([ecmp][sd]?t|utc|gmt|ce?st|bst|ist|jst)\b/g,
    ),
  ]
    .map((match) => ({ index: match.index, zone: zoneOf(match[1] ?? match[2] ?? "") }))
    .filter((place): place is { index: number; zone: string } => place.zone !== undefined);
  const source = places.toSorted((a, b) => distance(a.index, first) - distance(b.index, first))[0];
  const target = places.find(({ zone }) => zone !== source?.zone);
  if (source && target) {
    const day = datesIn(folded)[0]?.day ?? today;
    // Without a date the clocks of either half of the year may be meant.
    const days = day === undefined ? [dayOf(2025, 1, 15) ?? 0, dayOf(2025, 7, 15) ?? 0] : [day];
    return {
      kind: "time",
      minutes: days.map((one) => first.minutes + minutesAhead(target.zone, source.zone, one)),
    };
  }
  const shift = new RegExp(
    `${countWord} (minutes?|hours?)(?: and ${countWord} minutes?)? (after|before|from|later|past)`,
  ).exec(folded);
  if (!shift || times.length !== 1) {
    return undefined;
  }
  const minutes =
    numberOf(shift[1] ?? "0") * (shift[2]?.startsWith("hour") ? 60 : 1) + (shift[3] ? numberOf(shift[3]) : 0);
  return { kind: "time", minutes: [first.minutes + (shift[4] === "before" ? -minutes : minutes)] };
}

function zoneOf(words: string): string | undefined {
  return zoneNamed(words) ?? zoneNamed(words.split(" ")[0] ?? "");
}

/** A place belongs to the time that stands right before it. */
const distance = (index: number, time: { start: number; end: number }) =>
  index >= time.end ? index - time.end : (time.start - index) * 3;

/** What a question asks of a calendar, when it says so in full. `today` is the day the case itself calls today. */
export function askedDate(question: string, today?: Day): AskedDate | undefined {
  const folded = question.slice(0, 4_000).toLowerCase();
  const now = todayIn(folded) ?? today;
  const dates = datesIn(folded, now === undefined ? undefined : partsOf(now).year).filter(
    ({ day }) => day !== undefined,
  );
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
  const [first, second] = days;
  if (first !== undefined && second !== undefined && days.length === 2) {
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
  if (first !== undefined && days.length === 1 && asksWeekday.test(folded)) {
    return { kind: "weekday", weekdays: [weekdayOf(first)] };
  }
  return aboutTime(folded, now);
}

function asWanted(folded: string, days: Day[]): AskedDate | undefined {
  if (/day of the week|weekday\b(?!s)/.test(folded)) {
    return { kind: "weekday", weekdays: days.map(weekdayOf) };
  }
  return /\b(?:what|which|when|find|give|tell|calculate|compute|determine|date|add|subtract)\b/.test(folded)
    ? { kind: "day", days }
    : undefined;
}

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
      const dates = datesIn(folded, year).map(({ day }) => asked.days.includes(day ?? Number.NaN));
      return dates.length > 0
        ? dates
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
  }
}

/** Whole and decimal numbers outside of dates. */
function counts(folded: string): number[] {
  const dates = datesIn(folded, 2000);
  return [...folded.matchAll(/(?<![\d.-])\d{1,3}(?:,\d{3})+|(?<![\d.-])\d{1,7}(?:\.\d{1,4})?/g)]
    .filter(({ index }) => !dates.some(({ start, end }) => index >= start && index < end))
    .map(([text]) => Number(text.replaceAll(",", "")))
    .filter((count) => !(count >= 1900 && count <= 2100) || folded.length < 20);
}
