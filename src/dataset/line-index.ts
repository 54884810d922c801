import { type LineSink, maxLineBytes, passLines, type Rest } from "./lines.ts";
import type { Line, RecordReader } from "./record-reader.ts";
import type { StoredRecord } from "./records.ts";

/** Where a record stands in its file, and what is kept of it in memory. */
export interface Entry<S> {
  summary: S;
  offset: number;
  length: number;
  /** One-based. */
  line: number;
  /** Whether the whole record was read and found valid once. */
  checked: boolean;
}

const maxProblems = 1000;

/**
 * What one file holds, line by line: the last valid line of an id is its record, a deletion takes it away. A line only
 * makes another one dead after it was read in full, so that compaction never drops a good record for a bad one.
 */
export class LineIndex<T extends StoredRecord, K extends keyof T & string> implements LineSink {
  readonly entries = new Map<string, Entry<Pick<T, K>>>();
  readonly problems = new Map<number, string>();
  /** Complete lines so far. */
  lines = 0;
  /** Lines that compaction may drop. */
  dead = 0;
  /** Lines that could not be read. */
  invalid = 0;
  /** Byte offset behind the last complete line. */
  end = 0;
  /** Byte offset up to which the file has been looked at. */
  seen = 0;
  /** What stands behind the last newline: nothing, half a line, or a line that is whole but for its newline. */
  openEnd: "none" | "torn" | "whole" = "none";
  /** Offsets of records that a newer AutoSafe replaced, with what we cannot read. */
  readonly #hidden = new Set<number>();
  /** Ids that a newer AutoSafe wrote about. */
  readonly #newer = new Set<string>();
  readonly #reader: RecordReader<T, K>;
  /** Reads every line in full at once instead of at a glance. */
  readonly #thorough: boolean;

  constructor(reader: RecordReader<T, K>, thorough: boolean) {
    this.#reader = reader;
    this.#thorough = thorough;
  }

  line(bytes: Buffer, start: number, end: number, offset: number): void {
    let line = this.#thorough ? this.#reader.read(bytes, start, end) : this.#reader.glance(bytes, start, end);
    const previous = line.kind === "record" ? this.entries.get(line.id) : undefined;
    if (previous && line.kind === "record" && !line.record) {
      line = this.#reader.read(bytes, start, end);
    }
    this.#take(line, previous, offset, end - start, line.kind === "record" && line.record !== undefined);
  }

  /** Takes in lines that we have just written ourselves, after every record in them was checked. */
  written(bytes: Buffer, offset: number): void {
    passLines(bytes, 0, offset, {
      line: (_, start, end, at) => {
        const line = this.#reader.glance(bytes, start, end);
        const previous = line.kind === "record" ? this.entries.get(line.id) : undefined;
        this.#take(line, previous, at, end - start, true);
      },
      tooLong: () => this.tooLong(),
    });
    this.end = offset + bytes.length;
    this.seen = this.end;
  }

  /** @param previous the entry that a record with this id has already */
  #take(
    line: Line<T, Pick<T, K>>,
    previous: Entry<Pick<T, K>> | undefined,
    offset: number,
    length: number,
    checked: boolean,
  ): void {
    this.lines++;
    switch (line.kind) {
      case "record": {
        const place = { summary: line.summary, offset, length, line: this.lines, checked };
        this.dead += previous ? 1 : 0;
        if (previous) {
          Object.assign(previous, place);
        } else {
          this.entries.set(line.id, place);
        }
        break;
      }
      case "deleted":
        this.dead += this.#newer.has(line.id) ? 0 : 1;
        this.dead += this.entries.delete(line.id) ? 1 : 0;
        break;
      case "blank":
        this.dead++;
        break;
      case "newer":
        this.#report(this.lines, line.message);
        this.#hideBehindNewer(line.id);
        break;
      case "invalid":
        this.invalid++;
        this.#report(this.lines, line.message);
        break;
    }
  }

  tooLong(): void {
    this.lines++;
    this.invalid++;
    this.#report(this.lines, tooLongMessage);
  }

  /** Takes in what stands behind the last newline. Half a line is looked at again when the file has grown. */
  rest({ offset, bytes, tooLong, end }: Rest): void {
    this.end = offset;
    this.seen = end;
    this.openEnd = bytes.length > 0 || tooLong ? "torn" : "none";
    if (tooLong) {
      this.#report(this.lines + 1, tooLongMessage);
      return;
    }
    if (this.openEnd === "none") {
      return;
    }
    const { kind } = this.#reader.read(bytes, 0, bytes.length);
    if (kind === "invalid") {
      this.#report(this.lines + 1, "the last line is torn, as after a crash; all other lines are unharmed");
    } else if (kind !== "blank") {
      this.line(bytes, 0, bytes.length, offset);
      this.openEnd = "whole";
    }
  }

  /** Makes ready for the lines that follow half a line, which is about to be read anew. */
  forgetTornLine(): void {
    this.problems.delete(this.lines + 1);
    this.openEnd = "none";
  }

  /** Takes a record out that turned out not to be valid when it was read. */
  condemn(id: string, entry: Entry<unknown>, message: string): void {
    this.entries.delete(id);
    this.invalid++;
    this.#report(entry.line, message);
  }

  /** Whether compaction must keep the line at `offset`: unless it is read in full and known to be dead. */
  keeps(bytes: Buffer, start: number, end: number, offset: number): boolean {
    if (offset >= this.end) {
      return true; // written since the index was last brought up to date
    }
    const glance = this.#reader.glance(bytes, start, end);
    if (glance.kind === "record" && this.entries.get(glance.id)?.offset === offset) {
      return true;
    }
    const line = this.#reader.read(bytes, start, end);
    switch (line.kind) {
      case "record":
        return this.#hidden.has(offset);
      case "deleted":
        return this.#newer.has(line.id);
      case "blank":
        return false;
      default:
        return true;
    }
  }

  /** The newest record of the id is not readable here; older lines stay, because nobody can check what replaces them. */
  #hideBehindNewer(id: string | undefined): void {
    if (id === undefined) {
      return;
    }
    this.#newer.add(id);
    const hidden = this.entries.get(id);
    if (hidden) {
      this.#hidden.add(hidden.offset);
      this.entries.delete(id);
    }
  }

  #report(line: number, message: string): void {
    if (this.problems.size < maxProblems) {
      this.problems.set(line, message);
    } else if (this.problems.size === maxProblems) {
      this.problems.set(line, "and further lines from here on that cannot be read");
    }
  }
}

const tooLongMessage = `longer than ${maxLineBytes / 1024 / 1024} MB, which no record is`;
