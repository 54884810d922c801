import type { Anchor } from "./anchors.ts";

/** Runs of letters, digits and underscores that texts are searched for, all of them in one pass over a text. */
export interface Vocabulary {
  /** The number of a run, the same for the same one. */
  add(run: Anchor): number;
  /** Looks through a text. Which runs, by number, occur in it. */
  search(text: string): (run: number) => boolean;
}

/** Classes of characters: 0 ends every run, one for each folded letter and digit and the underscore. */
const width = 64;
const shift = 6;
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const folded = String.fromCharCode(code).toLowerCase();
  return "_0123456789abcdefghijklmnopqrstuvwxyz".indexOf(folded) + 1;
});

/** Looking for more runs one by one than this costs more than an automaton that knows them. */
const maxAlone = 200;

/**
 * An automaton after Aho and Corasick, of the runs without their case. It is built when a text is searched, and again once
 * enough runs have come up that it does not know or those were looked for often; until then that is done one by one.
 */
export function createVocabulary(): Vocabulary {
  const runs: Anchor[] = [];
  const numbers = new Map<string, number>();
  let automaton: Automaton = build([]);
  /** How often a run was looked for by itself since the automaton was built. */
  let alone = 0;
  return {
    add(run) {
      const { text, ignoresCase, begins, ends } = run;
      const key = `${ignoresCase} ${begins} ${ends} ${ignoresCase ? text.toLowerCase() : text}`;
      const known = numbers.get(key) ?? runs.push(run) - 1;
      numbers.set(key, known);
      return known;
    },
    search(text) {
      if (runs.length > automaton.size * 1.25 || alone > maxAlone) {
        automaton = build(runs);
        alone = 0;
      }
      const found = automaton.run(text);
      return (number) => {
        let flag = found[number];
        if (flag === undefined) {
          alone += 1;
          flag = runs[number] !== undefined && occurs(text, runs[number]) ? 1 : 0;
          found[number] = flag;
        }
        return flag === 1;
      };
    },
  };
}

function occurs(text: string, { text: run, ignoresCase, begins, ends }: Anchor): boolean {
  return new RegExp(`${begins ? "\\b" : ""}${run}${ends ? "\\b" : ""}`, ignoresCase ? "i" : "").test(text);
}

function isWordAt(text: string, at: number): boolean {
  return (classes[text.charCodeAt(at)] ?? 0) !== 0; // NaN outside of the text
}

/** Whether a run of which the letters end at an offset is there as it is meant. */
function isMeant(text: string, end: number, run: Anchor): boolean {
  const start = end - run.text.length;
  return (
    (run.ignoresCase || text.startsWith(run.text, start)) &&
    !(run.begins && isWordAt(text, start - 1)) &&
    !(run.ends && isWordAt(text, end))
  );
}

interface Automaton {
  /** Runs it knows: the first ones. */
  size: number;
  /** A flag for each of them. */
  run(text: string): number[];
}

function build(runs: readonly Anchor[]): Automaton {
  const size = runs.length;
  const states = 1 + runs.reduce((sum, { text }) => sum + text.length, 0);
  const next = new (states < 65_536 ? Uint16Array : Int32Array)(states * width);
  /** By state, the first of its runs; by run, the next one of the same state. 0 is none, else the number and one. */
  const first = new Int32Array(states);
  const sibling = new Int32Array(size + 1);
  /** The longest other state whose runs end here as well. */
  const shorter = new Int32Array(states);
  let last = 0;
  runs.forEach(({ text }, number) => {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const place = state * width + (classes[text.charCodeAt(at)] ?? 0);
      next[place] ||= ++last;
      state = next[place] ?? 0;
    }
    sibling[number + 1] = first[state] ?? 0;
    first[state] = number + 1;
  });
  const fallback = new Int32Array(states);
  const queue = [...next.subarray(1, width)].filter((state) => state !== 0);
  for (const state of queue) {
    const below = fallback[state] ?? 0;
    shorter[state] = first[below] !== 0 ? below : (shorter[below] ?? 0);
    for (let one = 1; one < width; one++) {
      const inner = next[state * width + one] ?? 0;
      const other = next[below * width + one] ?? 0;
      if (inner === 0) {
        next[state * width + one] = other;
      } else {
        fallback[inner] = other;
        queue.push(inner);
      }
    }
  }
  const ends = Uint8Array.from(first, (run, state) => (run !== 0 || shorter[state] !== 0 ? 1 : 0));

  /** Notes the runs that end at a place. @returns whether all that end in the state have been found by now. */
  const note = (found: number[], text: string, at: number, start: number): boolean => {
    let isDone = true;
    for (let state = start; state !== 0; state = shorter[state] ?? 0) {
      for (let one = first[state] ?? 0; one !== 0; one = sibling[one] ?? 0) {
        const run = runs[one - 1];
        if (found[one - 1] === 0 && run !== undefined && isMeant(text, at + 1, run)) {
          found[one - 1] = 1;
        }
        isDone &&= found[one - 1] === 1;
      }
    }
    return isDone;
  };
  return {
    size,
    run(text) {
      const found: number[] = new Array(size).fill(0);
      /** States in which something may still be found: most runs that occur occur often. */
      const open = ends.slice();
      let state = 0;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        state = next[(state << shift) | (code < 128 ? (classes[code] ?? 0) : 0)] ?? 0;
        if (open[state] === 1 && note(found, text, at, state)) {
          open[state] = 0;
        }
      }
      return found;
    },
  };
}
