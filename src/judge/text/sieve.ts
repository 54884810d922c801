import { perText } from "./memo.ts";
import { NeedIndex } from "./need-index.ts";
import { type Need, needOf } from "./needs.ts";

/** Longer texts hold nearly everything. */
const longest = 20_000;

/** A pattern that is only tried on texts that hold what it needs. */
export interface Sieved {
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
  /** The first `most` matches. */
  all(text: string, most?: number): readonly RegExpExecArray[];
}

const needs: Need[] = [];
let index: NeedIndex | undefined;
let fulfilledBy = (_: string): Uint32Array => new Uint32Array();

/** Which patterns are worth a try on the text; worked out for all of them at once. */
function worthTrying(text: string): Uint32Array {
  if (index === undefined) {
    const made = new NeedIndex(needs);
    index = made;
    fulfilledBy = perText((unseen: string) => made.fulfilledBy(unseen), 500, longest);
  }
  return fulfilledBy(text);
}

const none: readonly never[] = [];

/**
 * Puts a sieve before a pattern of many words: most texts hold none of them, which one pass over the text tells for all
 * patterns. What matches stays the same.
 */
export function sieved(pattern: RegExp): Sieved {
  const regex = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  const id = needs.push(needOf(pattern)) - 1;
  index = undefined;
  const isTried = (text: string) =>
    text.length > longest || (((worthTrying(text)[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
  const first = (text: string) => {
    regex.lastIndex = 0;
    return regex.exec(text);
  };
  return {
    test: (text) => isTried(text) && first(text) !== null,
    exec: (text) => (isTried(text) ? first(text) : null),
    all(text, most = Number.POSITIVE_INFINITY) {
      if (!isTried(text)) {
        return none;
      }
      const found: RegExpExecArray[] = [];
      for (let match = first(text); match && found.length < most; match = regex.exec(text)) {
        found.push(match);
        regex.lastIndex += match[0] === "" ? 1 : 0;
      }
      return found;
    },
  };
}
