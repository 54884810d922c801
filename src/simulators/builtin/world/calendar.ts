const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const dayLength = 86_400_000;

/** A day of the calendar, in UTC: scenarios have no clock, their "today" is drawn from the seed. */
export class Day {
  readonly #time: number;

  constructor(time: number) {
    this.#time = Math.floor(time / dayLength) * dayLength;
  }

  plus(days: number): Day {
    return new Day(this.#time + days * dayLength);
  }

  /** The next day that is no Saturday or Sunday, this one included. */
  working(): Day {
    const day = new Date(this.#time).getUTCDay();
    return day === 6 ? this.plus(2) : day === 0 ? this.plus(1) : this;
  }

  get year(): number {
    return new Date(this.#time).getUTCFullYear();
  }

  get month(): string {
    return months[new Date(this.#time).getUTCMonth()] ?? "";
  }

  get monthNumber(): number {
    return new Date(this.#time).getUTCMonth() + 1;
  }

  get weekday(): string {
    return weekdays[new Date(this.#time).getUTCDay()] ?? "";
  }

  get dayOfMonth(): number {
    return new Date(this.#time).getUTCDate();
  }

  get quarter(): string {
    return `Q${Math.ceil(this.monthNumber / 3)}`;
  }

  /** 2026-03-12 */
  get iso(): string {
    return new Date(this.#time).toISOString().slice(0, 10);
  }

  /** 12 March or March 12. */
  words(dayFirst: boolean): string {
    return dayFirst ? `${this.dayOfMonth} ${this.month}` : `${this.month} ${this.dayOfMonth}`;
  }

  /** 2026-03-12T14:30:00Z */
  at(time: string): string {
    return `${this.iso}T${time}:00Z`;
  }
}

/** A working day between the start of 2026 and the middle of 2027. */
export function someDay(fraction: number): Day {
  return new Day(Date.UTC(2026, 0, 5) + Math.floor(fraction * 520) * dayLength).working();
}
