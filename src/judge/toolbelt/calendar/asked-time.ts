import type { AskedDate } from "./answers.ts";
import { timesIn } from "./clock.ts";
import { countWord, numberOf } from "./counts.ts";
import { datesIn } from "./dates.ts";
import { type Day, dayOf } from "./day.ts";
import { durationsIn } from "./worded-dates.ts";
import { minutesAhead, zoneNamed } from "./zones.ts";

/** "What time is it in Tokyo when it is 3 pm in Paris?" and "what time is 90 minutes after 10:15?" */
export function askedTime(folded: string, today: Day | undefined): AskedDate | undefined {
  const spans = durationsIn(folded);
  if (spans.length === 1 && /\b(?:in|into) hours and minutes\b/.test(folded)) {
    return { kind: "duration", minutes: spans };
  }
  const times = timesIn(folded);
  const first = times[0];
  if (!first || !/\bwhat time|\bwhen\b|how (?:many|long)|convert/.test(folded)) {
    return undefined;
  }
  const offsets = [...folded.matchAll(/\b(?:utc|gmt)\s?([+\u2212-]\s?\d{1,2})(?::?(\d{2}))?\b/g)].map(
    (match) => ({
      index: match.index,
      minutes:
        Number((match[1] ?? "0").replace("\u2212", "-").replace(/\s/g, "")) * 60 + Number(match[2] ?? 0),
    }),
  );
  const [here, there] = offsets.toSorted((a, b) => distance(a.index, first) - distance(b.index, first));
  if (here && there && offsets.length === 2) {
    // The place named before the time is where it is that late.
    const own = offsets.find(({ index }) => index < first.start) ?? here;
    const other = own === here ? there : here;
    return { kind: "time", minutes: [first.minutes + other.minutes - own.minutes] };
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
  const [begin, end] = times;
  const [takes, ...more] = durationsIn(folded);
  if (takes !== undefined && more.length === 0 && begin && times.length === 1) {
    const direction = directionOf(folded);
    if (direction !== 0) {
      return { kind: "time", minutes: [begin.minutes + direction * takes] };
    }
  }
  if (
    begin &&
    end &&
    times.length === 2 &&
    /\bhow long\b|\bhow many (?:hours|minutes)\b|\bduration\b/.test(folded)
  ) {
    return { kind: "duration", minutes: [(end.minutes - begin.minutes + 1440) % 1440] };
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

/** Whether a question goes on from a departure (1) or back from an arrival (-1). */
function directionOf(folded: string): -1 | 0 | 1 {
  if (!/\b(?:takes?|took|lasts?|lasted|long|later)\b/.test(folded)) {
    return 0;
  }
  const back =
    /\bwhen (?:must|should|does|do|did|has|have|will|is|was) [^?]{0,40}\b(?:leave|depart|start|begin|set off|go)\b/;
  const forth =
    /\b(?:when|what time)\b[^?]{0,40}\b(?:arrives?|ends?|finish(?:es)?|over|lands?|ready|done|get there|later)\b/;
  return back.test(folded) ? -1 : forth.test(folded) ? 1 : 0;
}
