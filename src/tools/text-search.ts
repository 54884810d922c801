import type { CodeLanguage } from "../syntax/grammars.ts";
import { type Anchor, anchorsOf } from "./anchors.ts";
import { type Hint, occursIn } from "./format.ts";
import { createVocabulary } from "./vocabulary.ts";
import { withoutComments } from "./without-comments.ts";

/** One text that is asked for many hints. */
export interface TextSearch {
  readonly text: string;
  /** Whether a hint occurs. Latin-1 text will do: hints are ASCII. */
  holds(hint: Hint): boolean;
  /** As `holds`, outside of comments. */
  holdsInCode(language: CodeLanguage, hint: Hint): boolean;
}

/**
 * Makes searches. Most hints occur in few texts, so what each cannot occur without, as far as it is letters, is looked for
 * first, for all hints in one pass over the text; kept by whoever asks many texts.
 */
export function createSearches(): (text: string) => TextSearch {
  const vocabulary = createVocabulary();
  /** By hint, groups of runs of each of which one must occur. */
  const needed = new Map<Hint, readonly (readonly number[])[]>();

  const runsOf = (hint: Hint): readonly (readonly number[])[] => {
    if (typeof hint === "string") {
      return wordsOf(hint).map((word) => [vocabulary.add(word)]);
    }
    const anchors = anchorsOf(hint);
    return anchors === undefined ? [] : [anchors.map(vocabulary.add)];
  };

  const searchIn = (text: string): TextSearch => {
    const known = new Map<Hint, boolean>();
    let occurs: ((run: number) => boolean) | undefined;
    let code: TextSearch | undefined;
    const search: TextSearch = {
      text,
      holdsInCode(language, hint) {
        if (code === undefined) {
          // In Python, leaving comments and docstrings out cost more than it saved.
          const bare = language === "python" ? text : withoutComments(text);
          code = bare.length === text.length ? search : searchIn(bare);
        }
        return code.holds(hint);
      },
      holds(hint) {
        let found = known.get(hint);
        if (found === undefined) {
          let groups = needed.get(hint);
          if (groups === undefined) {
            groups = runsOf(hint);
            needed.set(hint, groups);
          }
          const isThere = occurs ?? vocabulary.search(text);
          occurs = isThere;
          found = groups.every((runs) => runs.some(isThere)) && occursIn(text, [hint]);
          known.set(hint, found);
        }
        return found;
      },
    };
    return search;
  };

  /** The last few: a file's text is searched for discovery, for the rules and, as Latin-1, before either. */
  const last: TextSearch[] = [];
  return (text) => {
    const before = last.find((one) => one.text === text);
    if (before !== undefined) {
      return before;
    }
    const search = searchIn(text);
    last.push(search);
    if (last.length > maxLast) {
      last.shift();
    }
    return search;
  };
}

/** As many texts as are read side by side, and some that they import. */
const maxLast = 12;

function wordsOf(hint: string): Anchor[] {
  return [...hint.matchAll(/\w+/g)].map(({ 0: text, index }) => ({
    text,
    ignoresCase: false,
    begins: index > 0,
    ends: index + text.length < hint.length,
  }));
}
