import type { Json } from "../ots/json.ts";
import { enough, type Guess, guessFromText } from "./detect.ts";
import type { RecordReader, TrajectoryReader } from "./reader.ts";

const lookedAt = 8 * 1024 * 1024;

/** The reader of the closest format when it comes close enough to be taken. */
export function accepted(guesses: readonly Guess[]): RecordReader | undefined {
  const [first] = guesses;
  return first && first.best >= enough ? first.reader : undefined;
}

/** Says that the format is not known, which one comes closest, and what that one misses. */
export function unknownFormat(
  guesses: readonly Guess[],
  records: readonly Json[],
  text: string,
  readers: readonly TrajectoryReader[],
): string {
  const [closest] = guesses;
  const base = "This is not a trajectory format that AutoSafe knows";
  if (!closest) {
    return `${base}${comesClosest(text, readers)}.`;
  }
  for (const reading of closest.reader.read(records.slice(0, 1))) {
    if ("problem" in reading) {
      return `${base}. It comes closest to ${closest.reader.title}, but ${reading.problem}.`;
    }
  }
  const missing = closest.reader.hints.filter((hint) => !text.includes(`"${hint}"`));
  const lacks = missing.length === 0 ? "its structure is different" : `it has no ${quoted(missing)}`;
  return `${base}. It comes closest to ${closest.reader.title}, but ${lacks}.`;
}

/** Which format a text that could not be parsed comes closest to, as the end of a sentence; empty for none. */
export function comesClosest(text: string, readers: readonly TrajectoryReader[]): string {
  const guess = guessFromText(text.slice(0, lookedAt), readers);
  return guess ? `; it comes closest to ${guess.reader.title} (it has ${quoted(guess.present)})` : "";
}

function quoted(names: readonly string[]): string {
  return names
    .slice(0, 4)
    .map((name) => `"${name}"`)
    .join(", ");
}
