import type { Passage } from "./passage.ts";

/** One word of a text, or two that follow each other, as weighed texts are made of. */
export interface Term {
  key: string;
  start: number;
  end: number;
}

/** Scripts that put no spaces between words: there each sign counts as one. */
const sign = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
const letters = String.raw`(?:(?!${sign})\p{L})+`;
const token = new RegExp(
  String.raw`[\w.+-]{1,64}@[\w.-]{1,64}|${sign}|${letters}(?:['’]${letters})?|\d+(?:[.,]\d+)*|[.!?;:\n。！？；]`,
  "gu",
);
const capital = /^\p{Lu}\p{Ll}/u;
const noName =
  /^(?:i'(?:m|ve|d|ll)|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;

/** What stands for a name, a number, an address and the end of a sentence: which one it is says nothing of other texts. */
const name = "NAME";
const owner = "NAME's";
const number = "#";
const address = "@";
const stop = ".";

interface Word {
  word: string;
  start: number;
  end: number;
}

function wordsOf({ text, folded }: Passage, longest: number): Word[] {
  const words: Word[] = [];
  let opens = true;
  for (const { 0: found, index } of folded.slice(0, longest).matchAll(token)) {
    const end = index + found.length;
    const last = words.at(-1);
    if (/^[.!?;:\n。！？；]/.test(found)) {
      if (last && last.word !== stop) {
        words.push({ word: stop, start: index, end });
      }
      opens = true;
      continue;
    }
    const written = found.replaceAll("’", "'");
    let word = written;
    if (found.includes("@")) {
      word = address;
    } else if (/^\d/.test(found)) {
      word = number;
    } else if (!opens && capital.test(text.slice(index, index + 2)) && !noName.test(written)) {
      word = written.endsWith("'s") ? owner : name;
    }
    opens = false;
    if (word === name && last?.word === name) {
      last.end = end;
    } else {
      words.push({ word, start: index, end });
    }
  }
  return words;
}

/** The words and pairs of neighbours in the first `longest` units, in order, each as often as it stands there. */
export function termsOf(passage: Passage, longest: number): Term[] {
  const words = wordsOf(passage, longest);
  const terms: Term[] = [];
  for (const [at, { word, start, end }] of words.entries()) {
    if (word !== stop) {
      terms.push({ key: word, start, end });
    }
    const next = words[at + 1];
    if (next) {
      terms.push({ key: `${word} ${next.word}`, start, end: next.end });
    }
  }
  return terms;
}

/** How much of a user text is weighed for harm. */
export const analysedRequest = 1_500;

/** What one term among `count` different ones counts: less in a long text, but not as little as its share. */
export function dilution(count: number): number {
  return (40 / Math.max(1, count)) ** 0.25;
}
