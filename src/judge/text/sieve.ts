import { perText } from "./memo.ts";
import { NeedIndex } from "./need-index.ts";
import { needOf } from "./needs.ts";

/** Longer texts hold nearly everything. */
const longest = 20_000;

/** A pattern that is only tried on texts that hold what it needs. */
export interface Sieved {
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
  /** The first `most` matches. */
  all(text: string, most?: number): readonly RegExpExecArray[];
}

/** Patterns that are tried on the same texts share a sieve: one pass over a text tells for all of them. */
class Sieve {
  readonly #patterns: RegExp[] = [];
  #fulfilledBy: ((text: string) => Uint32Array) | undefined;
  // One text is held against many patterns, one after the other.
  #latest = "";
  #fulfilledByLatest: Uint32Array = new Uint32Array();

  add(pattern: RegExp): number {
    this.#fulfilledBy = undefined;
    return this.#patterns.push(pattern) - 1;
  }

  /** Which patterns are worth a try on the text; worked out for all of them at once. */
  worthTrying(text: string): Uint32Array {
    if (this.#fulfilledBy === undefined) {
      // What a pattern needs is read off when a text is first held against it: whoever judges nothing need not wait for that.
      const made = new NeedIndex(this.#patterns.map(needOf));
      this.#fulfilledBy = perText((unseen: string) => made.fulfilledBy(unseen), 500, longest);
    } else if (text === this.#latest) {
      return this.#fulfilledByLatest;
    }
    this.#fulfilledByLatest = this.#fulfilledBy(text);
    this.#latest = text;
    return this.#fulfilledByLatest;
  }
}

const none: readonly never[] = [];

/**
 * Puts a sieve before a pattern of many words: most texts hold none of them, which one pass over the text tells for all
 * patterns. What matches stays the same.
 */
export const sieved: (pattern: RegExp) => Sieved = newSieve();

/** Puts patterns behind one sieve. */
interface Sieving {
  (pattern: RegExp): Sieved;
  /** The patterns that may match in a text, all told at once. */
  among(text: string): readonly Sieved[];
}

/** A sieve of its own, for patterns that are tried on texts of their own. */
export function newSieve(): Sieving {
  const sieve = new Sieve();
  const patterns: Sieved[] = [];
  const put = (pattern: RegExp) => {
    const sieved = behind(sieve, pattern);
    patterns.push(sieved);
    return sieved;
  };
  const among = (text: string) => {
    if (text.length > longest) {
      return patterns;
    }
    const found: Sieved[] = [];
    for (const [at, bits] of sieve.worthTrying(text).entries()) {
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const pattern = patterns[32 * at + 31 - Math.clz32(rest & -rest)];
        if (pattern) {
          found.push(pattern);
        }
      }
    }
    return found;
  };
  return Object.assign(put, { among });
}

function behind(sieve: Sieve, pattern: RegExp): Sieved {
  const regex = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  const id = sieve.add(pattern);
  const isTried = (text: string) =>
    text.length > longest || (((sieve.worthTrying(text)[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
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
