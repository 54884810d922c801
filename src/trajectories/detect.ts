import type { Json } from "../ots/json.ts";
import type { RecordReader, TrajectoryReader } from "./reader.ts";

/** From here on a reader takes what it sniffed. */
export const enough = 0.5;

export interface Guess {
  reader: RecordReader;
  /** Highest closeness of any record. */
  best: number;
  /** Mean closeness of all. */
  mean: number;
}

/**
 * How close the records come to each format, closest first; formats that no record resembles are left out. One record
 * is enough to be taken (logs begin with headers), the mean decides between formats.
 */
export function guessFormat(records: readonly Json[], readers: readonly TrajectoryReader[]): Guess[] {
  const guesses = readers.flatMap((reader): Guess[] => {
    if (reader.kind !== "records") {
      return [];
    }
    const scores = records.map((record) => reader.sniff(record));
    const sum = scores.reduce((total, score) => total + score, 0);
    return sum > 0 ? [{ reader, best: Math.max(...scores), mean: sum / scores.length }] : [];
  });
  return guesses.sort(
    (a, b) => Number(b.best >= enough) - Number(a.best >= enough) || b.mean - a.mean || b.best - a.best,
  );
}

export interface TextGuess {
  reader: TrajectoryReader;
  /** Property names of the format that the text has, and that it lacks. */
  present: string[];
  missing: string[];
}

/** The format whose property names occur most in a text that could not be parsed; undefined when none occurs. */
export function guessFromText(text: string, readers: readonly TrajectoryReader[]): TextGuess | undefined {
  let best: (TextGuess & { share: number }) | undefined;
  for (const reader of readers) {
    const present = reader.hints.filter((hint) => text.includes(`"${hint}"`));
    const missing = reader.hints.filter((hint) => !present.includes(hint));
    const share = present.length / reader.hints.length;
    if (present.length > 0 && (best === undefined || share > best.share)) {
      best = { reader, present, missing, share };
    }
  }
  return best;
}
