import { anchorsOf } from "./anchors.ts";
import { type Hint, occursIn } from "./format.ts";

/** One text that is asked for many hints. */
export interface TextSearch {
  readonly text: string;
  /** Whether a hint occurs. Latin-1 text will do: hints are ASCII. */
  holds(hint: Hint): boolean;
}

/** Patterns that hints cannot occur without, worked out once for each; kept by whoever asks many texts. */
export type Anchors = Map<Hint, readonly (string | RegExp)[]>;

/**
 * Most hints occur in few texts. So each is first looked for, without what is no letter, among the different words of the
 * text, which are a tenth of it.
 */
export function createTextSearch(text: string, anchors: Anchors): TextSearch {
  const known = new Map<Hint, boolean>();
  let words: string | undefined;
  const wordsHold = (anchor: string | RegExp): boolean => {
    words ??= [...new Set(text.match(/\w+/g))].join(" ");
    return typeof anchor === "string" ? words.includes(anchor) : anchor.test(words);
  };
  return {
    text,
    holds(hint) {
      let found = known.get(hint);
      if (found === undefined) {
        let needed = anchors.get(hint);
        if (needed === undefined) {
          needed = anchorsOfHint(hint);
          anchors.set(hint, needed);
        }
        found = needed.every(wordsHold) && occursIn(text, [hint]);
        known.set(hint, found);
      }
      return found;
    },
  };
}

function anchorsOfHint(hint: Hint): readonly (string | RegExp)[] {
  return typeof hint === "string" ? (hint.match(/\w+/g) ?? []) : [anchorsOf(hint) ?? []].flat();
}
