import { blockOf, blockRows, type PageRow } from "../src/shared/inspection.ts";
import type { Drawing } from "./drawing.ts";
import { type Model, weigh } from "./model.ts";

/** Milliseconds of rest after which rows are read that nobody has asked for yet, and between two blocks of them. */
const rest = 150;
const breath = 15;
/** Blocks in one answer. */
const longestRun = 5;

export interface RowReaderParts {
  model: Model;
  ask: Drawing["ask"];
  /** Rows are there now. */
  onRows: (rows: readonly number[]) => void;
  onFailure: (error: unknown) => void;
}

/** Fetches rows in blocks: those on the screen at once, those around them while the reader rests. */
export class RowReader {
  readonly #parts: RowReaderParts;
  readonly #coming = new Map<number, Promise<PageRow[]>>();
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: RowReaderParts) {
    this.#parts = parts;
  }

  /** Reads what is not there yet of the rows, and waits for what is on its way. */
  async read(rows: Iterable<number>): Promise<void> {
    const wanted = [...rows];
    for (const run of runsOf(this.#parts.model.missing(wanted))) {
      void this.#fetch(run);
    }
    await Promise.all(wanted.map((row) => this.#coming.get(blockOf(row))));
  }

  /**
   * Reads rows before they are wanted, one block after the other, until somebody asks for others.
   * @param rows the likeliest first.
   */
  ahead(rows: Iterator<number>): void {
    this.stop();
    let read = 0;
    const next = async () => {
      const { model } = this.#parts;
      for (let row = rows.next(); !row.done && model.hasRoomFor(read); row = rows.next()) {
        const missing = model.missing([row.value]);
        if (missing.length > 0) {
          const mine = this.#waiting;
          read += weigh(await this.#fetch(missing));
          if (mine === this.#waiting) {
            this.#waiting = setTimeout(next, breath);
          }
          return;
        }
      }
    };
    this.#waiting = setTimeout(next, rest);
  }

  /** Waits until nothing is on its way any more. */
  async settle(): Promise<void> {
    this.stop();
    await Promise.all(this.#coming.values());
  }

  stop(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  /** Reads blocks that follow one another, with one question. */
  #fetch(blocks: readonly number[]): Promise<PageRow[]> {
    const coming = this.#ask(blocks).finally(() => {
      for (const block of blocks) {
        this.#coming.delete(block);
      }
    });
    for (const block of blocks) {
      this.#coming.set(block, coming);
    }
    return coming;
  }

  async #ask(blocks: readonly number[]): Promise<PageRow[]> {
    const { model, ask, onRows, onFailure } = this.#parts;
    try {
      const from = (blocks[0] ?? 0) * blockRows;
      const rows = await ask({ ask: "rows", from, count: blocks.length * blockRows });
      for (const [k, block] of blocks.entries()) {
        model.put(block, rows.slice(k * blockRows, (k + 1) * blockRows));
      }
      onRows(rows.map(({ row }) => row));
      return rows;
    } catch (error) {
      for (const block of blocks) {
        model.forget(block);
      }
      onFailure(error);
      return [];
    }
  }
}

/** Blocks that follow one another, together, up to what one answer should hold. */
function runsOf(blocks: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const block of [...blocks].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.length < longestRun && run.at(-1) === block - 1) {
      run.push(block);
    } else {
      runs.push([block]);
    }
  }
  return runs;
}
