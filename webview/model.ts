import {
  blockOf,
  blockRows,
  type Inspected,
  kindCodes,
  type Outline,
  type PageRow,
  type Side,
  verdictCodes,
} from "../src/shared/inspection.ts";
import type { PageHead, Place } from "../src/shared/protocol.ts";

/** Characters of rows that are kept; what was used longest ago goes first. */
const maxKept = 24_000_000;

/** What can be told of everything that is shown, without having read it: rows are fetched when they are drawn. */
export class Model {
  head!: PageHead;
  inspected!: Inspected;
  outline!: Outline;
  readonly #blocks = new Map<number, { rows: PageRow[]; weight: number } | "asked">();
  #weight = 0;

  constructor(head: PageHead, inspected: Inspected) {
    this.become(head, inspected);
  }

  /** What is shown has changed: other steps, or more. */
  become(head: PageHead, inspected: Inspected): void {
    this.forgetAll();
    this.#steps = {};
    this.head = head;
    this.inspected = inspected;
    this.outline = inspected.outline;
    const { opening = [] } = inspected;
    for (let at = 0; at < opening.length; at += blockRows) {
      this.put(blockOf(opening[at]?.row ?? 0), opening.slice(at, at + blockRows));
    }
  }

  get two(): boolean {
    return this.inspected.right !== undefined;
  }

  row(row: number): PageRow | undefined {
    const block = this.#blocks.get(blockOf(row));
    return block === undefined || block === "asked" ? undefined : block.rows[row % blockRows];
  }

  /** Blocks of the given rows that were not asked for yet; they count as asked for from now on. */
  missing(rows: Iterable<number>): number[] {
    const wanted: number[] = [];
    const blocks = new Set(Array.from(rows, blockOf));
    for (const block of blocks) {
      const known = this.#blocks.get(block);
      if (known === undefined) {
        wanted.push(block);
        this.#blocks.set(block, "asked");
      } else {
        // The last used ones stand at the end.
        this.#blocks.delete(block);
        this.#blocks.set(block, known);
      }
    }
    return wanted;
  }

  put(block: number, rows: PageRow[]): void {
    this.forget(block);
    const weight = weigh(rows);
    this.#blocks.set(block, { rows, weight });
    this.#weight += weight;
    for (const old of this.#blocks.keys()) {
      if (this.#weight <= maxKept || old === block) {
        break;
      }
      this.forget(old);
    }
  }

  /** Whether so many characters may be read before they are wanted, without pushing out what is on the screen. */
  hasRoomFor(characters: number): boolean {
    return characters < maxKept / 2;
  }

  forget(block: number): void {
    const known = this.#blocks.get(block);
    this.#blocks.delete(block);
    if (known !== undefined && known !== "asked") {
      this.#weight -= known.weight;
    }
  }

  forgetAll(): void {
    this.#blocks.clear();
    this.#weight = 0;
  }

  has(row: number, side: Side): boolean {
    return (this.outline[side][row] ?? " ") !== " ";
  }

  /** The parts of the ranges in which a side has steps. */
  rangesOf(side: Side, ranges: readonly (readonly [number, number])[]): [number, number][] {
    const own: [number, number][] = [];
    for (const [first, last] of ranges) {
      for (let row = first; row <= last; row++) {
        const range = own.at(-1);
        if (!this.has(row, side)) {
          continue;
        }
        if (range && range[1] === row - 1) {
          range[1] = row;
        } else {
          own.push([row, row]);
        }
      }
    }
    return own;
  }

  isUnsafe(row: number, side: Side): boolean {
    return this.outline[side][row] === verdictCodes.unsafe;
  }

  isEqual(row: number): boolean {
    return this.outline.kinds[row] === kindCodes.equal;
  }

  differs(row: number): boolean {
    const kind = this.outline.kinds[row];
    return kind !== kindCodes.equal && kind !== kindCodes.single && kind !== undefined;
  }

  /** First row after `from` in the given direction that the test lets through, without going round. */
  seek(from: number, by: 1 | -1, test: (row: number) => boolean): number | undefined {
    for (let row = from + by; row >= 0 && row < this.inspected.rows; row += by) {
      if (test(row)) {
        return row;
      }
    }
    return undefined;
  }

  firstUnsafe(): { row: number; side: Side } | undefined {
    const at = (side: Side) => {
      const row = this.outline[side].indexOf(verdictCodes.unsafe);
      return row < 0 ? undefined : { row, side };
    };
    const [left, right] = [at("left"), at("right")];
    return left && right && right.row < left.row ? right : (left ?? right);
  }

  /** Number of the step that stands in a row, from the outline alone. */
  stepAt(row: number, side: Side): number {
    this.#steps[side] ??= stepNumbers(this.outline[side]);
    return this.#steps[side][row] ?? 0;
  }

  #steps: Partial<Record<Side, Int32Array>> = {};

  rowOfStep({ side, step }: Place): number | undefined {
    this.stepAt(0, side);
    const row = this.#steps[side]?.indexOf(step) ?? -1;
    return row >= 0 && this.has(row, side) ? row : undefined;
  }
}

/** About how many characters a value holds. */
export function weigh(value: unknown): number {
  if (typeof value === "string") {
    return value.length;
  }
  if (typeof value !== "object" || value === null) {
    return 4;
  }
  return Object.values(value).reduce((sum: number, part) => sum + weigh(part), 16);
}

function stepNumbers(column: string): Int32Array {
  const numbers = new Int32Array(column.length).fill(-1);
  let step = 0;
  for (let row = 0; row < column.length; row++) {
    if (column[row] !== " ") {
      numbers[row] = step++;
    }
  }
  return numbers;
}
