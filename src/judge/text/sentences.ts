import { endsSentence } from "./acts.ts";
import { perObject } from "./memo.ts";
import type { Passage } from "./passage.ts";
import { rootsOfText } from "./roots.ts";

/** A sentence, a line, a field of a record, or what stands in one element of a page. */
export interface Sentence {
  start: number;
  end: number;
  folded: string;
  roots: ReadonlySet<string>;
}

const limits = { text: 60_000, sentence: 600, count: 300 };
const blocks = /<(?:\/|br\b|p\b|div\b|li\b|td\b|tr\b|th\b|h\d\b|section\b|!--)/y;

function endsBlock(folded: string, at: number): boolean {
  // A record ends before the next one.
  if (folded.charCodeAt(at) === 125) {
    return /[,}\]]/.test(folded.charAt(at + 1));
  }
  blocks.lastIndex = at + 1;
  return folded.charCodeAt(at + 1) === 60 && blocks.test(folded);
}

/** The sentences of a passage, of its first 60,000 units, 300 at most; empty ones are left out. */
export const sentencesOf: (passage: Passage) => readonly Sentence[] = perObject(({ folded }) => {
  const sentences: Sentence[] = [];
  const until = Math.min(folded.length, limits.text);
  let start = 0;
  for (let at = 0; at < until && sentences.length < limits.count; at++) {
    const last = at === until - 1 || at - start >= limits.sentence;
    if (last || endsSentence(folded, at) || endsBlock(folded, at)) {
      const text = folded.slice(start, at + 1);
      const lead = text.length - text.trimStart().length;
      if (text.length - lead >= 6) {
        sentences.push({
          start: start + lead,
          end: at + 1,
          folded: text.slice(lead),
          roots: rootsOfText(text.slice(lead)),
        });
      }
      start = at + 1;
    }
  }
  return sentences;
});
