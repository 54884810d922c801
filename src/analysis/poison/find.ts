import type { ModelText } from "../model-text.ts";
import { type Signal, signals, smuggledContent, smugglingName } from "./signals.ts";

/** A signal in a text, with the words that give it away and the sentence they stand in. */
export interface FoundSignal {
  signal: Pick<Signal, "id" | "weight" | "words">;
  /** Where the words begin in the text (UTF-16 code units). */
  index: number;
  words: string;
  sentence: string;
}

/** No tool needs a longer description; what is beyond is looked at by its end. */
const maxText = 20_000;

/** Signals in one text, in text order. */
export function findSignals({ place, text, parameter }: ModelText): FoundSignal[] {
  const searched = text.length > maxText ? text.slice(-maxText) : text;
  const found = signals.flatMap((signal): FoundSignal[] => {
    const match = signal.pattern.exec(searched);
    if (match === null) {
      return [];
    }
    const { start, end } = sentenceAround(searched, match.index, match.index + match[0].length);
    const sentence = searched.slice(start, end);
    const isFirst = searched.slice(0, start).trim() === "";
    return signal.accepts === undefined || signal.accepts(match, sentence, isFirst)
      ? [{ signal, index: match.index, words: match[0].trim(), sentence: sentence.trim() }]
      : [];
  });
  const name = parameter?.split(".").at(-1) ?? "";
  const smuggled =
    place === "parameter-description" && smugglingName.test(name) ? smuggledContent.exec(searched) : null;
  if (smuggled !== null) {
    found.push({
      signal: {
        id: "smuggling",
        weight: "medium",
        words: "asks for content that is no argument of the tool",
      },
      index: smuggled.index,
      words: smuggled[0],
      sentence: searched.trim(),
    });
  }
  return found.sort((a, b) => a.index - b.index);
}

function sentenceAround(text: string, from: number, to: number): { start: number; end: number } {
  const before = text.slice(0, from);
  const marks = ["\n", ". ", "! ", "? "].map((mark) => before.lastIndexOf(mark) + (mark === "\n" ? 0 : 1));
  const rest = /[.!?](?=\s|$)|\n/.exec(text.slice(to));
  const end = rest === null ? text.length : to + rest.index + (rest[0] === "\n" ? 0 : 1);
  // The mark that closes what a sentence opened goes with it.
  const closing = /^\s{0,20}<\/\w{1,20}>/.exec(text.slice(end, end + 50))?.[0].length ?? 0;
  return { start: Math.max(...marks) + 1, end: end + closing };
}
