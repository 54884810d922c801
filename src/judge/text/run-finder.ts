import { letters } from "./needs.ts";
import { edge } from "./pattern-tree.ts";

const isWordUnit = (code: number) => (code >= 97 && code <= 122) || code === 48 || code === 95;

/** A character as runs have it: small, every digit alike. */
const plain = (code: number) => (code >= 65 && code <= 90 ? code + 32 : code >= 48 && code <= 57 ? 48 : code);

// A run is looked for where a part of it stands, its anchor: a whole word, the beginning of a word, or four characters anywhere.
// Each is a number; two that share one cost a look in vain.
const beforeFirst = 0x811c9dc5;
const withUnit = (key: number, unit: number) => Math.imul(key ^ unit, 0x01000193);
const asWord = (key: number) => key ^ 0x2b;
const mostOfBeginning = 4;
const leastOfBeginning = 2;

const anywhere = 4;
const bitsOfUnit = 7;
const keyOfFour = (1 << (anywhere * bitsOfUnit)) - 1;
const keyOfThree = (1 << (3 * bitsOfUnit)) - 1;
const keyOfTwo = (1 << (2 * bitsOfUnit)) - 1;
const three = 1 << 28;
const two = 1 << 29;

const slots = 1 << 17;
const lists = 1 << 14;
const slotOf = (key: number) => Math.imul(key, 0x9e3779b1) >>> 15;
const listOf = (slot: number) => slot >>> 3;

/** An anchor, where in the run it begins, whether many texts hold it, and whether it is fewer than four characters anywhere. */
type TellAnchor = (key: number, at: number, common: boolean, short?: boolean) => void;

/**
 * Finds which of many runs of characters stand in a text, in one pass over it whatever their number. Each run waits at the
 * part of it that the fewest others have.
 */
export class RunFinder {
  /** The characters of all runs one behind the other, where each begins, and before which of them a word begins or ends. */
  readonly #units: Uint16Array;
  readonly #from: Uint32Array;
  readonly #isEdge: Uint8Array;
  /** The anchor of each run, and where in the run it begins. */
  readonly #keys: Int32Array;
  readonly #anchors: Uint16Array;
  /** Which anchors there are, one bit each; the first run for some of them each, and the next; 0 is none, run n is n + 1. */
  readonly #mayBe = new Uint8Array(slots >>> 3);
  readonly #first = new Uint32Array(lists);
  readonly #next: Uint32Array;
  /** Pairs of characters that runs end in which are looked for anywhere and have less than four. */
  readonly #short = new Uint8Array(keyOfTwo + 1);
  /** In which text each run was last found. */
  readonly #seen: Uint32Array;
  readonly #found: Uint32Array;
  #round = 0;
  #text = new Uint16Array(1024);

  constructor(runs: readonly string[]) {
    const bare = runs.map(letters);
    this.#from = new Uint32Array(runs.length + 1);
    for (const [run, { length }] of bare.entries()) {
      // One place more than there are characters, for an edge behind the last.
      this.#from[run + 1] = (this.#from[run] ?? 0) + length + 1;
    }
    this.#units = new Uint16Array(this.#from.at(-1) ?? 0);
    this.#isEdge = new Uint8Array(this.#units.length);
    for (const [run, text] of bare.entries()) {
      this.#write(run, text, runs[run] ?? "");
    }
    this.#keys = new Int32Array(runs.length);
    this.#anchors = new Uint16Array(runs.length);
    this.#next = new Uint32Array(runs.length);
    this.#seen = new Uint32Array(runs.length);
    this.#found = new Uint32Array(runs.length);
    this.#anchorAll();
  }

  /** The runs that stand in the text by their numbers, each once. What is returned holds until the next call. */
  findIn(text: string): Uint32Array {
    const units = this.#read(text);
    this.#round++;
    let count = 0;
    let four = 0;
    let word = beforeFirst;
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = units[i] ?? 0;
      four = ((four << bitsOfUnit) ^ unit) & keyOfFour;
      count = this.#findAt(four, i - 3, text.length, count);
      if (this.#short[four & keyOfTwo] === 1) {
        count = this.#findAt((four & keyOfThree) | three, i - 2, text.length, count);
        count = this.#findAt((four & keyOfTwo) | two, i - 1, text.length, count);
      }
      if (!isWordUnit(unit)) {
        start = i + 1;
        word = beforeFirst;
        continue;
      }
      word = withUnit(word, unit);
      const length = i + 1 - start;
      if (length >= leastOfBeginning && length <= mostOfBeginning) {
        count = this.#findAt(word, start, text.length, count);
      }
      if (!isWordUnit(units[i + 1] ?? 0)) {
        count = this.#findAt(asWord(word), start, text.length, count);
      }
    }
    return this.#found.subarray(0, count);
  }

  /** Notes the runs whose anchor this is and which stand where it was met. @returns how many are noted now */
  #findAt(key: number, at: number, length: number, before: number): number {
    const slot = slotOf(key);
    if ((((this.#mayBe[slot >>> 3] ?? 0) >>> (slot & 7)) & 1) === 0) {
      return before;
    }
    let count = before;
    for (let next = this.#first[listOf(slot)] ?? 0; next > 0; next = this.#next[next - 1] ?? 0) {
      const run = next - 1;
      if (
        this.#keys[run] === key &&
        this.#seen[run] !== this.#round &&
        this.#standsAt(run, at - (this.#anchors[run] ?? 0), length)
      ) {
        this.#seen[run] = this.#round;
        this.#found[count++] = run;
      }
    }
    return count;
  }

  #standsAt(run: number, start: number, length: number): boolean {
    const text = this.#text;
    const from = this.#from[run] ?? 0;
    const end = (this.#from[run + 1] ?? 0) - 1;
    if (start < 0 || start + end - from > length) {
      return false;
    }
    for (let at = from; at < end; at++) {
      if (this.#units[at] !== text[start + at - from]) {
        return false;
      }
    }
    for (let at = from; at <= end; at++) {
      if (this.#isEdge[at] === 1) {
        const place = start + at - from;
        const before = place > 0 && isWordUnit(text[place - 1] ?? 0);
        const behind = place < length && isWordUnit(text[place] ?? 0);
        if (before === behind) {
          return false;
        }
      }
    }
    return true;
  }

  /** The text as runs have it, and nothing behind it. */
  #read(text: string): Uint16Array {
    if (text.length >= this.#text.length) {
      this.#text = new Uint16Array(text.length * 2);
    }
    for (let i = 0; i < text.length; i++) {
      this.#text[i] = plain(text.charCodeAt(i));
    }
    this.#text[text.length] = 0;
    return this.#text;
  }

  #write(run: number, bare: string, written: string): void {
    const from = this.#from[run] ?? 0;
    for (let i = 0; i < bare.length; i++) {
      this.#units[from + i] = bare.charCodeAt(i);
    }
    let edges = 0;
    for (let at = written.indexOf(edge); at >= 0; at = written.indexOf(edge, at + 1)) {
      this.#isEdge[from + at - edges] = 1;
      edges++;
    }
  }

  #anchorAll(): void {
    const uses = new Uint32Array(slots);
    const count: TellAnchor = (key) => {
      uses[slotOf(key)] = (uses[slotOf(key)] ?? 0) + 1;
    };
    for (let run = 0; run < this.#keys.length; run++) {
      this.#tellAnchors(run, count);
    }
    let least = 0;
    let current = 0;
    let isShort = false;
    const choose: TellAnchor = (key, at, common, short = false) => {
      const weight = (uses[slotOf(key)] ?? 0) + (common ? this.#keys.length : 0);
      if (weight < least) {
        least = weight;
        this.#keys[current] = key;
        this.#anchors[current] = at;
        isShort = short;
      }
    };
    for (; current < this.#keys.length; current++) {
      least = Number.POSITIVE_INFINITY;
      this.#tellAnchors(current, choose);
      const slot = slotOf(this.#keys[current] ?? 0);
      if (isShort) {
        this.#short[(this.#keys[current] ?? 0) & keyOfTwo] = 1;
      }
      this.#mayBe[slot >>> 3] = (this.#mayBe[slot >>> 3] ?? 0) | (1 << (slot & 7));
      this.#next[current] = this.#first[listOf(slot)] ?? 0;
      this.#first[listOf(slot)] = current + 1;
    }
  }

  /** Every anchor that the run could have; of two as good as each other that which is looked for less often comes first. */
  #tellAnchors(run: number, tell: TellAnchor): void {
    const from = this.#from[run] ?? 0;
    const end = (this.#from[run + 1] ?? 0) - 1;
    for (let start = from; start < end; ) {
      let at = start;
      let key = beforeFirst;
      let beginning = key;
      let digits = true;
      for (; at < end && isWordUnit(this.#units[at] ?? 0); at++) {
        key = withUnit(key, this.#units[at] ?? 0);
        beginning = at - start < mostOfBeginning ? key : beginning;
        digits &&= this.#units[at] === 48;
      }
      const length = at - start;
      if (length > 0 && (start > from || this.#isEdge[start] === 1)) {
        // Short words stand in nearly every text, numbers in many.
        const common = digits || length < mostOfBeginning;
        if (at < end || this.#isEdge[at] === 1) {
          tell(asWord(key), start - from, common);
        } else if (length >= leastOfBeginning) {
          tell(beginning, start - from, common);
        }
      }
      start = Math.max(at, start + 1);
    }
    this.#tellParts(from, end, tell);
  }

  #tellParts(from: number, end: number, tell: TellAnchor): void {
    let key = 0;
    for (let at = from; at < end; at++) {
      key = ((key << bitsOfUnit) ^ (this.#units[at] ?? 0)) & keyOfFour;
      if (at - from + 1 >= anywhere) {
        tell(key, at - from + 1 - anywhere, key === keyOfDigits);
      }
    }
    if (end - from < anywhere) {
      tell(end - from === 3 ? (key & keyOfThree) | three : (key & keyOfTwo) | two, 0, true, true);
    }
  }
}

const keyOfDigits = [48, 48, 48, 48].reduce((key, unit) => (key << bitsOfUnit) ^ unit, 0);
