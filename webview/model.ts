import {
  blockRows,
  type Inspected,
  kindCodes,
  type Outline,
  type PageRow,
  type Side,
  verdictCodes,
} from "../src/shared/inspection.ts";
import type { PageHead, Place } from "../src/shared/protocol.ts";

/** Blocks of rows that are kept. */
const keptBlocks = 60;

/** What can be told of everything that is shown, without having read it: rows are fetched when they are drawn. */
export class Model {
  readonly head: PageHead;
  readonly inspected: Inspected;
  outline: Outline;
  readonly #blocks = new Map<number, PageRow[] | "asked">();

  constructor(head: PageHead, inspected: Inspected) {
    this.head = head;
    this.inspected = inspected;
    this.outline = inspected.outline;
    const { opening = [] } = inspected;
    for (let at = 0; at < opening.length; at += blockRows) {
      this.put(Math.floor((opening[at]?.row ?? 0) / blockRows), opening.slice(at, at + blockRows));
    }
  }

  get two(): boolean {
    return this.inspected.right !== undefined;
  }

  row(row: number): PageRow | undefined {
    const block = this.#blocks.get(Math.floor(row / blockRows));
    return block === undefined || block === "asked" ? undefined : block[row % blockRows];
  }

  /** Blocks between two rows that were not asked for yet; they count as asked for from now on. */
  missing(first: number, last: number): number[] {
    const wanted: number[] = [];
    for (let block = Math.floor(first / blockRows); block <= Math.floor(last / blockRows); block++) {
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
    this.#blocks.set(block, rows);
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= keptBlocks) {
        break;
      }
      this.#blocks.delete(old);
    }
  }

  forget(block?: number): void {
    if (block === undefined) {
      this.#blocks.clear();
    } else {
      this.#blocks.delete(block);
    }
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

  readonly #steps: Partial<Record<Side, Int32Array>> = {};

  rowOfStep({ side, step }: Place): number | undefined {
    this.stepAt(0, side);
    const row = this.#steps[side]?.indexOf(step) ?? -1;
    return row >= 0 && this.has(row, side) ? row : undefined;
  }
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
