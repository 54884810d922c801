/** A day of the Gregorian calendar, as days since 1970-01-01. */
export type Day = number;

const msPerDay = 86_400_000;
/** Years beyond these are no dates that anybody means, and `Date` ends not far beyond. */
const years = { first: 1, last: 9_999 };

export const weekdays = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
export const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** The day of a date, or undefined when there is no such date (30 February, year 0). */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  if (!(year >= years.first && year <= years.last)) {
    return undefined;
  }
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date
    ? Math.round(at.getTime() / msPerDay)
    : undefined;
}

/** Year, month (from 1) and date of a day. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const at = new Date(day * msPerDay);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** `YYYY-MM-DD`, or undefined when the day lies outside the years 1 to 9999. */
export function isoOf(day: Day): string | undefined {
  if (!Number.isFinite(day) || Math.abs(day) > 4_000_000) {
    return undefined;
  }
  const { year, month, date } = partsOf(day);
  return year < years.first || year > years.last
    ? undefined
    : `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** A day some months later; the last day of the month where that one is shorter. */
export function addMonths(day: Day, count: number): Day | undefined {
  const { year, month, date } = partsOf(day);
  const index = year * 12 + month - 1 + count;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  for (let last = date; last >= 28; last--) {
    const found = dayOf(target.year, target.month, last);
    if (found !== undefined) {
      return found;
    }
  }
  return dayOf(target.year, target.month, date);
}

/** Monday to Friday days from the one after `from` to `to`, both days ordered; holidays are not known. */
export function businessDays(from: Day, to: Day): number {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const weeks = Math.floor((last - first) / 7);
  let count = weeks * 5;
  for (let day = first + weeks * 7 + 1; day <= last; day++) {
    const weekday = weekdayOf(day);
    count += weekday === 0 || weekday === 6 ? 0 : 1;
  }
  return count;
}

/** The day so many business days later (earlier when negative). */
export function addBusinessDays(day: Day, count: number): Day {
  const step = Math.sign(count);
  const weeks = Math.trunc(count / 5);
  let at = day;
  // From a weekend the first business day is the nearest one in the direction of travel.
  let left = Math.abs(count) - Math.abs(weeks) * 5;
  if (weekdayOf(at) === 0 || weekdayOf(at) === 6) {
    while (weekdayOf(at) === 0 || weekdayOf(at) === 6) {
      at -= step;
    }
  }
  at += weeks * 7;
  while (left > 0) {
    at += step;
    left -= weekdayOf(at) === 0 || weekdayOf(at) === 6 ? 0 : 1;
  }
  return at;
}

export function isLeapYear(year: number): boolean {
  return dayOf(year, 2, 29) !== undefined;
}
