import type { ItemKey } from "./list.ts";

/** What the list shows one below the other: rows, and in place of the folded ones a line that opens them. */
export type Item = { of: "row"; row: number } | { of: "fold"; rows: number };

/** The rows that are shown, in order, without holding a list of them: there may be hundreds of thousands. */
export class Items {
  /** First row, last row, and the index of the first one's item. */
  readonly #ranges: { first: number; last: number; index: number }[] = [];
  readonly #folded: number;
  readonly count: number;

  /**
   * @param ranges first and last rows, ascending.
   * @param folded rows at the beginning that are folded into one line; 0 for none.
   */
  constructor(ranges: readonly (readonly [number, number])[], folded: number) {
    this.#folded = folded;
    let index = folded > 0 ? 1 : 0;
    for (const [from, last] of ranges) {
      const first = Math.max(from, folded);
      if (first <= last) {
        this.#ranges.push({ first, last, index });
        index += last - first + 1;
      }
    }
    this.count = index;
  }

  at(index: number): Item | undefined {
    if (index === 0 && this.#folded > 0) {
      return { of: "fold", rows: this.#folded };
    }
    const range = this.#find((candidate) => candidate.index <= index);
    if (!range) {
      return undefined;
    }
    const row = range.first + index - range.index;
    return row > range.last ? undefined : { of: "row", row };
  }

  /** The item that shows a row: its own, the fold it is in, or undefined when a filter hides it. */
  indexOf(row: number): number | undefined {
    if (row < this.#folded) {
      return 0;
    }
    const range = this.#find((candidate) => candidate.first <= row);
    return range && row <= range.last ? range.index + row - range.first : undefined;
  }

  isFolded(row: number): boolean {
    return row < this.#folded;
  }

  /** The shown row nearest to `row`. */
  nearest(row: number): number | undefined {
    const before = this.#find((candidate) => candidate.first <= row);
    const after = this.#ranges.find((candidate) => candidate.first > row);
    const a = before && Math.min(row, before.last);
    const b = after?.first;
    if (a === undefined || b === undefined) {
      return a ?? b;
    }
    return row - a <= b - row ? a : b;
  }

  keyOf(index: number): ItemKey {
    const item = this.at(index);
    return item?.of === "row" ? item.row : "fold";
  }

  /** The last range that passes; ranges ascend in everything. */
  #find(passes: (range: { first: number; last: number; index: number }) => boolean) {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const range = this.#ranges[middle];
      if (range && passes(range)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.#ranges[low - 1];
  }
}
