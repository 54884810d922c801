import type { ItemKey } from "./list.ts";

/** Rows in one list: browsers lay out nothing beyond some ten million pixels. */
const maxRows = 60_000;

/**
 * What the list shows one below the other: rows, in place of the folded ones a line that opens them, and at the ends of a
 * list that is too long for the browser a way to the rows beyond.
 */
export type Item =
  | { of: "row"; row: number }
  | { of: "fold"; rows: number }
  | { of: "beyond"; rows: number; row: number };

interface Range {
  first: number;
  last: number;
}

/** The rows that are shown, in order, without holding a list of them: there may be hundreds of thousands. */
export class Items {
  /** Everything that passes, beyond the list's ends too. */
  readonly #all: readonly Range[];
  readonly #ranges: (Range & { index: number })[] = [];
  readonly #folded: number;
  readonly #before: Item | undefined;
  readonly #after: Item | undefined;
  readonly count: number;

  /**
   * @param ranges first and last rows, ascending.
   * @param folded rows at the beginning that are folded into one line; 0 for none.
   * @param around the row that must be in a list which cannot hold all.
   */
  constructor(ranges: readonly (readonly [number, number])[], folded: number, around = 0, max = maxRows) {
    this.#folded = folded;
    this.#all = ranges
      .map(([first, last]) => ({ first: Math.max(first, folded), last }))
      .filter(({ first, last }) => first <= last);
    const { kept, before, after } = within(this.#all, around, max);
    this.#before =
      before > 0
        ? beyond(before, (kept[0]?.first ?? 0) - 1)
        : folded > 0
          ? { of: "fold", rows: folded }
          : undefined;
    let index = this.#before ? 1 : 0;
    for (const range of kept) {
      this.#ranges.push({ ...range, index });
      index += range.last - range.first + 1;
    }
    this.#after = after > 0 ? beyond(after, (kept.at(-1)?.last ?? 0) + 1) : undefined;
    this.count = index + (this.#after ? 1 : 0);
  }

  at(index: number): Item | undefined {
    if (index === 0 && this.#before) {
      return this.#before;
    }
    if (this.#after && index === this.count - 1) {
      return this.#after;
    }
    const range = lastThat(this.#ranges, (candidate) => candidate.index <= index);
    if (!range) {
      return undefined;
    }
    const row = range.first + index - range.index;
    return row > range.last ? undefined : { of: "row", row };
  }

  /** The item that shows a row: its own, the fold it is in, or undefined when it is not in the list. */
  indexOf(row: number): number | undefined {
    if (row < this.#folded) {
      return this.#before?.of === "fold" ? 0 : undefined;
    }
    const range = lastThat(this.#ranges, (candidate) => candidate.first <= row);
    return range && row <= range.last ? range.index + row - range.first : undefined;
  }

  /** Whether a row passes, be it in this list, beyond its ends or folded. */
  passes(row: number): boolean {
    const range = lastThat(this.#all, (candidate) => candidate.first <= row);
    return row < this.#folded || (range !== undefined && row <= range.last);
  }

  isFolded(row: number): boolean {
    return row < this.#folded;
  }

  /** The shown row nearest to `row`. */
  nearest(row: number): number | undefined {
    const before = lastThat(this.#ranges, (candidate) => candidate.first <= row);
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
    return item?.of === "row" ? item.row : `${item?.of} ${index}`;
  }
}

function beyond(rows: number, row: number): Item {
  return { of: "beyond", rows, row };
}

/** At most `max` rows with `around` in their middle, and how many there are before and after them. */
function within(
  all: readonly Range[],
  around: number,
  max: number,
): { kept: Range[]; before: number; after: number } {
  const total = all.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (total <= max) {
    return { kept: [...all], before: 0, after: 0 };
  }
  const upTo = all.reduce((sum, { first, last }) => sum + Math.max(0, Math.min(last, around) - first + 1), 0);
  const start = Math.max(0, Math.min(total - max, upTo - 1 - Math.floor(max / 2)));
  const kept: Range[] = [];
  let at = 0;
  for (const { first, last } of all) {
    const length = last - first + 1;
    const from = Math.max(0, start - at);
    const to = Math.min(length, start + max - at);
    if (from < to) {
      kept.push({ first: first + from, last: first + to - 1 });
    }
    at += length;
  }
  return { kept, before: start, after: total - start - max };
}

/** The last range that passes; ranges ascend in everything. */
function lastThat<R extends Range>(ranges: readonly R[], passes: (range: R) => boolean): R | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range && passes(range)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return ranges[low - 1];
}
