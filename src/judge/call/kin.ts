import { actSenses, thingSenses } from "../lexicon/kin-words.ts";
import { perText } from "../text/memo.ts";
import { rootOf } from "../text/roots.ts";

interface Senses {
  byRoot: ReadonlyMap<string, readonly number[]>;
  lines: readonly (readonly string[])[];
}

function indexed(written: readonly string[]): Senses {
  const byRoot = new Map<string, number[]>();
  const lines = written.map((line, at) => {
    const roots = [...new Set(line.split(" ").map(rootOf))];
    for (const root of roots) {
      byRoot.set(root, [...(byRoot.get(root) ?? []), at]);
    }
    return roots;
  });
  return { byRoot, lines };
}

const leading: ReadonlySet<string> = new Set(
  actSenses.flatMap((line) => line.split(" ", 2).map((word) => rootOf(word))),
);

const none: ReadonlySet<string> = new Set();

/** Roots of a word and of all that people use for it: of the lines at whose beginning it stands, and else of all. */
function kinIn({ byRoot, lines }: Senses): (word: string) => ReadonlySet<string> {
  return perText((word) => {
    const root = rootOf(word);
    if (root.length < 2) {
      return none;
    }
    const all = byRoot.get(root) ?? [];
    const own = all.filter((at) => lines[at]?.slice(0, 2).includes(root) === true);
    return new Set([root, ...(own.length > 0 ? own : all).flatMap((at) => lines[at] ?? [])]);
  });
}

/** A verb that means nothing without what it is done to. */
export const isLight = (verb: string): boolean => lightVerbs.has(rootOf(verb));

/** A word that an act is called by. */
export const namesAct = (word: string): boolean => leading.has(rootOf(word));

/** Roots of the words that people use for the act of a tool's verb. */
export const actKin = kinIn(indexed(actSenses));

/** Roots of the words that people use for the thing of a tool's noun. */
export const thingKin = kinIn(indexed(thingSenses));

/** Verbs that mean nothing without what they are done to. */
const lightVerbs: ReadonlySet<string> = new Set(
  "turn set put get make take give let do go hand drop leave call open move bring hold mark off on want need ask use check mettre faire poner hacer machen geben dire"
    .split(" ")
    .map(rootOf),
);

/** How a text speaks of something: by its own word, by a word of the same sense, by one that can mean anything, or not. */
export type Spoken = "same" | "kin" | "light" | "no";

function spoken(kin: ReadonlySet<string>, word: string, roots: ReadonlySet<string>): Spoken {
  if (roots.has(rootOf(word)) || roots.has(`re${rootOf(word)}`)) {
    return "same";
  }
  let light = false;
  for (const one of kin) {
    if (roots.has(one)) {
      if (!lightVerbs.has(one)) {
        return "kin";
      }
      light = true;
    }
  }
  return light ? "light" : "no";
}

/** How a text with these roots speaks of the act that a tool's verb names. */
export const actSpoken = (verb: string, roots: ReadonlySet<string>): Spoken =>
  verb === "" ? "no" : spoken(actKin(verb), verb, roots);

/** How a text with these roots speaks of the thing that a tool's noun names. */
export const thingSpoken = (noun: string, roots: ReadonlySet<string>): Spoken =>
  spoken(thingKin(noun), noun, roots);

const degrees: Readonly<Record<Spoken, number>> = { same: 1, kin: 0.7, light: 0.4, no: 0 };

/** 1 for the word itself, less for one of the same sense. */
export const kinDegree = (how: Spoken): number => degrees[how];
