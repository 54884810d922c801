import { perObject, perText } from "./memo.ts";
import type { Passage } from "./passage.ts";
import { endOfWord, nextWord } from "./words.ts";

const irregular: ReadonlyMap<string, string> = new Map(
  "sent send paid pay bought buy sold sell given give gave give told tell wrote write written write made make took take taken take got get gotten get left leave kept keep held hold done do went go gone go built build lent lend withdrawn withdraw drawn draw shown show known know thrown throw hidden hide frozen freeze chosen choose spoken speak begun begin run run shut shut set set put put let let lit light people person children child men man women woman"
    .split(" ")
    .reduce<[string, string][]>((pairs, word, at, all) => {
      if (at % 2 === 0) {
        pairs.push([word, all[at + 1] ?? word]);
      }
      return pairs;
    }, []),
);

function stripped(word: string): string {
  if (word.length <= 3) {
    return word;
  }
  if (/(?:ies|ied)$/.test(word) && word.length > 4) {
    return `${word.slice(0, -3)}y`;
  }
  const bare =
    word.length > 5 && word.endsWith("ing")
      ? word.slice(0, -3)
      : word.length > 4 && word.endsWith("ed") && !word.endsWith("eed")
        ? word.slice(0, -2)
        : /(?:ss|x|ch|sh|zz)es$/.test(word)
          ? word.slice(0, -2)
          : word.endsWith("s") && !/(?:ss|us|is)$/.test(word)
            ? word.slice(0, -1)
            : word;
  const single =
    bare !== word && /([bdglmnprt])\1$/.test(bare) && bare.length > 3 && !bare.endsWith("ll")
      ? bare.slice(0, -1)
      : bare.replace(/ll$/, "l");
  return single.replace(/e$/, "");
}

/** What the forms of an English word have in common: `cancelling`, `cancelled` and `cancel` have one root. */
export const rootOf: (word: string) => string = perText((word) => {
  const known = irregular.get(word);
  return stripped(known ?? word);
}, 8_000);

const analysedRoots = 20_000;

function findRoots(folded: string): ReadonlySet<string> {
  const roots = new Set<string>();
  let previous = "";
  for (let start = nextWord(folded, 0); start < folded.length; ) {
    const end = endOfWord(folded, start);
    for (const part of folded
      .slice(start, end)
      .replace(/['’].*$/, "")
      .split("_")) {
      const root = rootOf(part);
      if (root.length >= 2) {
        roots.add(root);
        // "gift card" is what a tool calls `giftcard`.
        if (previous.length >= 3 && root.length >= 3) {
          roots.add(previous + root);
        }
      }
      previous = root;
    }
    start = nextWord(folded, end);
  }
  return roots;
}

/** Roots of the words of a folded text, and of two neighbours written as one word. */
export const rootsOfText: (folded: string) => ReadonlySet<string> = perText((folded) =>
  findRoots(folded.slice(0, analysedRoots)),
);

/** `rootsOfText` of a passage. */
export const rootsOf: (passage: Passage) => ReadonlySet<string> = perObject((passage) =>
  findRoots(passage.folded.slice(0, analysedRoots)),
);
