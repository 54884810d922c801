import { matchesOf } from "../../text/matches.ts";
/** A time of day standing in a text, in minutes after midnight. */
export interface TimeMention {
  minutes: number;
  start: number;
  end: number;
}

const time =
  /(?<![\d:.])(\d{1,2})(?::(\d{2}))?\s?(a\.?m\b\.?|p\.?m\b\.?|o'clock)?(?![\d:])|\b(noon|midnight)\b/g;

/** Times of day in a folded text: `14:30`, `2:30 pm`, `3pm`, noon. Whole numbers without a mark are no times. */
export function timesIn(folded: string): TimeMention[] {
  return [...matchesOf(folded.slice(0, 4_000), time)].slice(0, 100).flatMap((match) => {
    const [whole, hour, minute, half, word] = match;
    const place = { start: match.index, end: match.index + whole.length };
    if (word !== undefined) {
      return [{ minutes: word === "noon" ? 720 : 0, ...place }];
    }
    const hours = Number(hour);
    if ((minute === undefined && half === undefined) || hours > 24 || Number(minute ?? 0) > 59) {
      return [];
    }
    const isAfternoon = half?.startsWith("p") === true;
    const isMorning = half?.startsWith("a") === true;
    const of24 = (isAfternoon && hours < 12 ? hours + 12 : isMorning && hours === 12 ? 0 : hours) % 24;
    return [{ minutes: of24 * 60 + Number(minute ?? 0), ...place }];
  });
}

/** `14:30` */
export function clockOf(minutes: number): string {
  const inDay = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
}
