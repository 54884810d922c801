import { blockOf, blockRows, type PageRow } from "../src/shared/inspection.ts";
import type { Drawing } from "./drawing.ts";
import { type Model, weigh } from "./model.ts";

/** Milliseconds of rest after which rows are read that nobody has asked for yet, and between two blocks of them. */
const rest = 150;
const breath = 15;

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
    for (const block of this.#parts.model.missing(wanted)) {
      void this.#fetch(block);
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
        const [block] = model.missing([row.value]);
        if (block !== undefined) {
          const mine = this.#waiting;
          read += weigh(await this.#fetch(block));
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

  #fetch(block: number): Promise<PageRow[]> {
    const coming = this.#ask(block).finally(() => this.#coming.delete(block));
    this.#coming.set(block, coming);
    return coming;
  }

  async #ask(block: number): Promise<PageRow[]> {
    const { model, ask, onRows, onFailure } = this.#parts;
    try {
      const rows = await ask({ ask: "rows", from: block * blockRows, count: blockRows });
      model.put(block, rows);
      onRows(rows.map(({ row }) => row));
      return rows;
    } catch (error) {
      model.forget(block);
      onFailure(error);
      return [];
    }
  }
}
