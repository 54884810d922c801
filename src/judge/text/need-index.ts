import { Lists } from "./lists.ts";
import { type Need, saysLittle } from "./needs.ts";
import { RunFinder } from "./run-finder.ts";

const mostParts = 3;

/**
 * Tells which of many needs a text fulfils, in one pass over the text whatever their number: it finds the runs that stand there
 * and goes up from them to the needs that they are parts of.
 */
export class NeedIndex {
  /** Runs, needs that others are made of, and those asked about are nodes: how many parts have to be fulfilled. */
  readonly #parts: Uint16Array;
  readonly #parents: Lists;
  /** Node to the need it answers, from the first such node on. */
  readonly #answers: Uint16Array;
  readonly #always: readonly number[];
  readonly #words: number;
  readonly #runs: RunFinder;
  readonly #nodeOfRun: Uint32Array;
  /** In which text each node was last met, and with how many of its parts. */
  readonly #met: Uint32Array;
  readonly #fulfilled: Uint16Array;
  #text = 0;

  constructor(needs: readonly Need[]) {
    const tree = new NeedTree(needs);
    this.#parts = Uint16Array.from(tree.nodes, ({ parts }) => parts);
    this.#parents = new Lists(tree.nodes.map(({ parents }) => parents));
    this.#answers = Uint16Array.from(tree.nodes, ({ answers }) => answers + 1);
    this.#always = tree.always;
    this.#words = (needs.length + 31) >>> 5;
    this.#runs = new RunFinder([...tree.runs.keys()]);
    this.#nodeOfRun = Uint32Array.from(tree.runs.values());
    this.#met = new Uint32Array(tree.nodes.length);
    this.#fulfilled = new Uint16Array(tree.nodes.length);
  }

  /** One bit for each need, in order: whether the text fulfils it. */
  fulfilledBy(text: string): Uint32Array {
    const bits = new Uint32Array(this.#words);
    for (const at of this.#always) {
      setBit(bits, at);
    }
    this.#text++;
    const found = this.#runs.findIn(text);
    for (let i = 0; i < found.length; i++) {
      this.#meet(this.#nodeOfRun[found[i] ?? 0] ?? 0, bits);
    }
    return bits;
  }

  /** One more part of the node is fulfilled. */
  #meet(node: number, bits: Uint32Array): void {
    const parts = (this.#met[node] === this.#text ? (this.#fulfilled[node] ?? 0) : 0) + 1;
    this.#met[node] = this.#text;
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
      this.#meet(items[at] ?? 0, bits);
    }
  }
}

function setBit(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
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
      return saysLittle(need.run) ? undefined : this.#known(this.runs, need.run, 1, []);
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
