import { addGrams, gramsOfRun, slots } from "./grams.ts";
import { Lists } from "./lists.ts";
import type { Need } from "./needs.ts";

const mostParts = 2;

/**
 * Tells which of many needs a text fulfils, in one pass over the text whatever their number: each run is looked for where
 * its rarest gram stands. A need may seem to be fulfilled that is not, never the other way round.
 */
export class NeedIndex {
  /** Runs, needs that others are made of, and those asked about are nodes: how many parts have to be fulfilled. */
  readonly #parts: Uint16Array;
  readonly #parents: Lists;
  /** Node to the need it answers, from the first such node on. */
  readonly #answers: Uint16Array;
  readonly #always: readonly number[];
  readonly #words: number;
  /** Gram to the runs looked for there, each with a second gram; run to its node, and to the other grams it has. */
  readonly #runs: Lists;
  readonly #nodeOfRun: Uint32Array;
  readonly #others: Lists;
  /** In which text each gram was last seen, and each node last met, with how many of its parts. */
  readonly #seen = new Uint16Array(slots);
  readonly #met: Uint16Array;
  readonly #fulfilled: Uint16Array;
  #text = 0;
  /** The grams of one text, each once. */
  readonly #grams = new Uint16Array(slots);

  constructor(needs: readonly Need[]) {
    const tree = new NeedTree(needs);
    this.#parts = Uint16Array.from(tree.nodes, ({ parts }) => parts);
    this.#parents = new Lists(tree.nodes.map(({ parents }) => parents));
    this.#answers = Uint16Array.from(tree.nodes, ({ answers }) => answers + 1);
    this.#always = tree.always;
    this.#words = (needs.length + 31) >>> 5;
    const grams = [...tree.runs.keys()].map(gramsOfRun);
    const rarestFirst = sortedByUse(grams);
    const byGram = Array.from({ length: slots }, (): number[] => []);
    for (const [run, [rarest = 0, second = rarest]] of rarestFirst.entries()) {
      byGram[rarest]?.push(run, second);
    }
    this.#runs = new Lists(byGram);
    this.#nodeOfRun = Uint32Array.from(tree.runs.values());
    this.#others = new Lists(rarestFirst.map(([, , ...others]) => others));
    this.#met = new Uint16Array(tree.nodes.length);
    this.#fulfilled = new Uint16Array(tree.nodes.length);
  }

  /** One bit for each need, in order: whether the text fulfils it. */
  fulfilledBy(text: string): Uint32Array {
    const bits = new Uint32Array(this.#words);
    for (const at of this.#always) {
      setBit(bits, at);
    }
    const now = this.#nextText();
    const count = addGrams(text, this.#grams, this.#seen, now);
    const { from, items } = this.#runs;
    for (let i = 0; i < count; i++) {
      const gram = this.#grams[i] ?? 0;
      const end = from[gram + 1] ?? 0;
      for (let at = from[gram] ?? 0; at < end; at += 2) {
        // Two grams settle most of it, and stand here beside each other in memory.
        if (this.#seen[items[at + 1] ?? 0] !== now) {
          continue;
        }
        const run = items[at] ?? 0;
        if (this.#hasOthers(run, now)) {
          this.#meet(this.#nodeOfRun[run] ?? 0, now, bits);
        }
      }
    }
    return bits;
  }

  /** Small numbers keep the tables small; when they are used up, all of it is forgotten. */
  #nextText(): number {
    this.#text++;
    if (this.#text > 0xffff) {
      this.#text = 1;
      this.#seen.fill(0);
      this.#met.fill(0);
    }
    return this.#text;
  }

  #hasOthers(run: number, now: number): boolean {
    const { from, items } = this.#others;
    const end = from[run + 1] ?? 0;
    for (let at = from[run] ?? 0; at < end; at++) {
      if (this.#seen[items[at] ?? 0] !== now) {
        return false;
      }
    }
    return true;
  }

  /** One more part of the node is fulfilled. */
  #meet(node: number, now: number, bits: Uint32Array): void {
    const parts = (this.#met[node] === now ? (this.#fulfilled[node] ?? 0) : 0) + 1;
    this.#met[node] = now;
    this.#fulfilled[node] = parts;
    if (parts !== this.#parts[node]) {
      return;
    }
    const answers = this.#answers[node] ?? 0;
    if (answers > 0) {
      setBit(bits, answers - 1);
    }
    const { from, items } = this.#parents;
    const end = from[node + 1] ?? 0;
    for (let at = from[node] ?? 0; at < end; at++) {
      this.#meet(items[at] ?? 0, now, bits);
    }
  }
}

function setBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** The grams of each run, that which the fewest runs have first. */
function sortedByUse(runs: readonly number[][]): readonly number[][] {
  const uses = new Uint16Array(slots);
  for (const gram of runs.flat()) {
    uses[gram] = (uses[gram] ?? 0) + 1;
  }
  return runs.map((grams) => grams.toSorted((a, b) => (uses[a] ?? 0) - (uses[b] ?? 0)));
}

interface Node {
  /** How many of its parts have to be fulfilled. */
  readonly parts: number;
  readonly parents: number[];
  /** The need it answers, or −1. */
  readonly answers: number;
}

/** The needs as nodes, each run and each set of the same parts once. */
class NeedTree {
  readonly nodes: Node[] = [];
  readonly runs = new Map<string, number>();
  /** Needs that every text fulfils. */
  readonly always: number[] = [];
  readonly #sets = new Map<string, number>();

  constructor(needs: readonly Need[]) {
    for (const [at, need] of needs.entries()) {
      const node = this.#add(need);
      if (node === undefined) {
        this.always.push(at);
      } else {
        this.nodes[node]?.parents.push(this.#node(1, at));
      }
    }
  }

  #node(parts: number, answers = -1): number {
    return this.nodes.push({ parts, parents: [], answers }) - 1;
  }

  /** The node of a need; undefined when every text fulfils it. */
  #add(need: Need): number | undefined {
    if ("run" in need) {
      return gramsOfRun(need.run).length === 0 ? undefined : this.#known(this.runs, need.run, 1, []);
    }
    const parts = ("all" in need ? tellingMost(need.all) : need.some).map((part) => this.#add(part));
    const kept = [...new Set(parts.filter((part) => part !== undefined))].sort((a, b) => a - b);
    if ("all" in need ? kept.length === 0 : parts.includes(undefined)) {
      return undefined;
    }
    const needed = "all" in need ? kept.length : 1;
    return kept.length === 1
      ? kept[0]
      : this.#known(this.#sets, `${needed} of ${kept.join(" ")}`, needed, kept);
  }

  #known(of: Map<string, number>, key: string, needed: number, parts: readonly number[]): number {
    const known = of.get(key);
    if (known !== undefined) {
      return known;
    }
    const node = this.#node(needed);
    of.set(key, node);
    for (const part of parts) {
      this.nodes[part]?.parents.push(node);
    }
    return node;
  }
}

/** Of what is needed together, that which the fewest texts have: words that are short stand nearly everywhere. */
function tellingMost(needs: readonly Need[]): readonly Need[] {
  return needs.toSorted((a, b) => shortest(b) - shortest(a)).slice(0, mostParts);
}

/** The fewest characters that fulfil a need. */
function shortest(need: Need): number {
  if ("run" in need) {
    return need.run.length;
  }
  return "all" in need ? Math.max(0, ...need.all.map(shortest)) : Math.min(...need.some.map(shortest));
}
