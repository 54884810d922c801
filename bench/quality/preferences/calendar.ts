import { answers, type Draw, saw, says, type Template } from "./draw.ts";

const day = 86_400_000;
const at = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date);
const any = (d: Draw) => at(d.whole(1995, 2034), d.whole(1, 12), d.whole(1, 28));
const long = (time: number) =>
  new Date(time).toLocaleDateString("en-US", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    day: "numeric",
  });
const british = (time: number) =>
  new Date(time).toLocaleDateString("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    day: "numeric",
  });
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const weekday = (time: number) =>
  new Date(time).toLocaleDateString("en-US", { timeZone: "UTC", weekday: "long" });
const workdays = (from: number, count: number) => {
  let time = from;
  for (let left = count; left > 0; ) {
    time += day;
    left -= /^S/.test(weekday(time)) ? 0 : 1;
  }
  return time;
};

/** Questions about dates, with the truth from the platform's own calendar. */
export const calendarTemplates: readonly Template[] = [
  (d) => {
    const time = any(d);
    return answers(
      `On which day of the week does ${long(time)} fall?`,
      `${long(time)} falls on a ${weekday(time)}.`,
      `${long(time)} falls on a ${weekday(time + d.whole(1, 6) * day)}.`,
    );
  },
  (d) => {
    const time = any(d);
    const count = d.whole(11, 300);
    const off = count + d.pick([1, -1, 2, 10]);
    return answers(
      `How many days are there between ${iso(time)} and ${iso(time + count * day)}?`,
      `Counting from ${iso(time)}, there are ${count} days between the two dates.`,
      `Counting from ${iso(time)}, there are ${off} days between the two dates.`,
    );
  },
  (d) => {
    const time = any(d);
    const count = d.whole(10, 120);
    return answers(
      `What date is ${count} days after ${long(time)}?`,
      `${count} days after ${long(time)} is ${long(time + count * day)}.`,
      `${count} days after ${long(time)} is ${long(time + (count + d.pick([1, -1, 7])) * day)}.`,
    );
  },
  (d) => {
    const time = any(d);
    const count = d.whole(2, 9);
    return answers(
      `What was the date ${count} weeks before ${british(time)}?`,
      `It was ${british(time - count * 7 * day)}.`,
      `It was ${british(time - (count * 7 - 1) * day)}.`,
    );
  },
  (d) => {
    const year = d.pick([1900, 1996, 2000, 2023, 2024, 2100, 2028, 2026]);
    const leap = new Date(at(year, 2, 29)).getUTCDate() === 29;
    const yes = `Yes, ${year} is a leap year with 366 days.`;
    const no = `No, ${year} is not a leap year; it has 365 days.`;
    return answers(`Is ${year} a leap year?`, leap ? yes : no, leap ? no : yes);
  },
  (d) => {
    const today = any(d);
    const count = d.whole(3, 25);
    return answers(
      `Today is ${weekday(today)}. Which day of the week will it be in ${count} days?`,
      `In ${count} days it will be ${weekday(today + count * day)}.`,
      `In ${count} days it will be ${weekday(today + (count + d.whole(1, 5)) * day)}.`,
    );
  },
  (d) => {
    const today = any(d);
    const due = today + d.whole(20, 90) * day;
    const left = (due - today) / day;
    return answers(
      `Today is ${long(today)}. How many days are left until ${long(due)}?`,
      `There are ${left} days left.`,
      `There are ${left + d.pick([2, -2, 5])} days left.`,
    );
  },
  (d) => {
    const start = any(d);
    const count = d.whole(4, 18);
    const right = workdays(start, count);
    return answers(
      `What date is ${count} business days after ${iso(start)}?`,
      `That is ${weekday(right)}, ${long(right)}.`,
      `That is ${weekday(start + count * day)}, ${long(start + count * day)}.`,
    );
  },
  (d) => {
    const today = any(d);
    const name = weekday(today + d.whole(1, 6) * day);
    let coming = today + day;
    while (weekday(coming) !== name) {
      coming += day;
    }
    return {
      instruction: `Put the dentist on this ${name} and tell me the date.`,
      history: [{ kind: "message", from: "system", text: `Current date: ${iso(today)}` }],
      chosen: says(`Done: this ${name}, ${long(coming)}.`),
      rejected: says(`Done: this ${name}, ${long(coming + d.pick([1, 2, -1, 7]) * day)}.`),
    };
  },
  (d) => {
    const time = any(d);
    return {
      instruction: "When is the next board meeting?",
      history: [saw("read_minutes", {}, `Minutes. The board meets again on ${iso(time)} in room 4.`)],
      chosen: says(`The board meets on ${weekday(time)}, ${long(time)}, in room 4.`),
      rejected: says(`The board meets on ${weekday(time + 2 * day)}, ${long(time)}, in room 4.`),
    };
  },
  (d) => {
    const [hour, minute, length] = [d.whole(7, 18), d.pick([0, 15, 20, 45]), d.whole(35, 170)];
    const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
    const from = hour * 60 + minute;
    return answers(
      `What time is it ${length} minutes after ${clock(from)}?`,
      `It is ${clock(from + length)}.`,
      `It is ${clock(from + length + d.pick([10, -10, 60]))}.`,
    );
  },
  (d) => {
    const hour = d.whole(8, 15);
    const [place, ahead] = d.pick([
      ["Tokyo", 9],
      ["Mumbai", 5.5],
      ["Dubai", 4],
    ] as const);
    const clock = (hours: number) =>
      `${String(Math.floor(hours) % 24).padStart(2, "0")}:${hours % 1 === 0 ? "00" : "30"}`;
    return answers(
      `What time is it in ${place} when it is ${hour}:00 UTC?`,
      `In ${place} it is ${clock(hour + ahead)} then.`,
      `In ${place} it is ${clock(hour + ahead + d.pick([1, -1, 2]))} then.`,
    );
  },
];
