import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { isJsonObject, type Json } from "../ots/json.ts";
import { schemaVersion } from "../ots/vocabulary.ts";
import type { z } from "../ots/zod.ts";
import type { Problem } from "../syntax/problem.ts";
import { readHead, readObject } from "./head.ts";
import { maxLineBytes, readLines } from "./lines.ts";
import { withWriteLock } from "./lock.ts";

/** What a kind of record is: how it is checked, and which of its members the index keeps in memory. */
export interface RecordKind<T, K extends keyof T & string> {
  schema: z.ZodType<T>;
  /** Written first in every line, so that indexing reads only the head of it; `id` is one of them. */
  indexed: readonly K[];
}

interface Entry<S> {
  offset: number;
  length: number;
  line: number;
  summary: S;
}

const cacheSize = 256;
const tailBytes = 64;
const maxProblems = 100;
const minDeadToCompact = 1000;

/**
 * One append-only JSON Lines file: the last line of an id wins, a tombstone deletes. The index holds a summary and the
 * place of each record; records themselves are read and checked when asked for, so that 100,000 open in a moment.
 * Lines that cannot be read are reported and stay in the file, also through compaction.
 */
export class RecordFile<T extends { id: string; schemaVersion: number }, K extends keyof T & string> {
  readonly path: string;
  readonly #kind: RecordKind<T, K>;
  #entries = new Map<string, Entry<Pick<T, K>>>();
  #problems: Problem[] = [];
  #foreign: { offset: number; length: number }[] = [];
  #cache = new Map<string, T>();
  #lines = 0;
  #size = 0;
  #inode = 0;
  #tail = Buffer.alloc(0);

  constructor(path: string, kind: RecordKind<T, K>) {
    this.path = path;
    this.#kind = kind;
  }

  get size(): number {
    return this.#entries.size;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  keys(): IterableIterator<string> {
    return this.#entries.keys();
  }

  *summaries(): Generator<Pick<T, K>> {
    for (const entry of this.#entries.values()) {
      yield entry.summary;
    }
  }

  summary(id: string): Pick<T, K> | undefined {
    return this.#entries.get(id)?.summary;
  }

  /** The record, read from the file and checked; undefined when there is none or it is not valid (then reported). */
  get(id: string): T | undefined {
    const cached = this.#cache.get(id);
    if (cached) {
      return cached;
    }
    const entry = this.#entries.get(id);
    if (!entry || !existsSync(this.path)) {
      return undefined;
    }
    const fd = openSync(this.path, "r");
    try {
      return this.#read(fd, id, entry);
    } finally {
      closeSync(fd);
    }
  }

  /** Every valid record in the order of the index, one in memory at a time. */
  *values(): Generator<T> {
    if (!existsSync(this.path)) {
      return;
    }
    const fd = openSync(this.path, "r");
    try {
      for (const [id, entry] of [...this.#entries]) {
        const record = this.#read(fd, id, entry);
        if (record) {
          yield record;
        }
      }
    } finally {
      closeSync(fd);
    }
  }

  #read(fd: number, id: string, entry: Entry<unknown>): T | undefined {
    const bytes = Buffer.allocUnsafe(entry.length);
    readSync(fd, bytes, 0, entry.length, entry.offset);
    const parsed = this.#kind.schema.safeParse(readObject(bytes));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      this.#report(entry.line, `not a valid record: ${issue?.path.join(".") || "line"}: ${issue?.message}`);
      return undefined;
    }
    this.#cache.set(id, parsed.data);
    if (this.#cache.size > cacheSize) {
      for (const oldest of this.#cache.keys()) {
        this.#cache.delete(oldest);
        break;
      }
    }
    return parsed.data;
  }

  /** Appends records and tombstones in one write and flushes them to the disk, then indexes what the file has gained. */
  async append(records: readonly T[], deleted: readonly string[] = []): Promise<void> {
    if (records.length === 0 && deleted.length === 0) {
      return;
    }
    const lines = [
      ...records.map((record) => this.#serialise(record)),
      ...deleted.map((id) => JSON.stringify({ schemaVersion, id, deleted: true })),
    ];
    await withWriteLock(dirname(this.path), () => {
      const fd = openSync(this.path, "a+");
      try {
        const size = fstatSync(fd).size;
        const last = Buffer.alloc(1);
        const torn = size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 10;
        writeAll(fd, Buffer.from(`${torn ? "\n" : ""}${lines.join("\n")}\n`));
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
      this.refresh();
    });
  }

  #serialise(record: T): string {
    const head = Object.fromEntries(
      ["schemaVersion" as const, ...this.#kind.indexed].map((key) => [key, record[key]]),
    );
    return JSON.stringify({ ...head, ...record });
  }

  /** Takes in what changed on disk since the last look. Reads only the tail when the file has only grown. */
  refresh(): boolean {
    if (!existsSync(this.path)) {
      const had = this.#size > 0;
      this.#forget();
      return had;
    }
    const fd = openSync(this.path, "r");
    try {
      const { size, ino } = fstatSync(fd);
      const grown =
        ino === this.#inode && size >= this.#size && this.#tail.equals(tailBefore(fd, this.#size));
      if (grown && size === this.#size) {
        return false;
      }
      if (!grown) {
        this.#forget();
      }
      this.#inode = ino;
      this.#index(fd);
      return true;
    } finally {
      closeSync(fd);
    }
  }

  #forget(): void {
    this.#entries = new Map();
    this.#cache = new Map();
    this.#problems = [];
    this.#foreign = [];
    this.#lines = 0;
    this.#size = 0;
    this.#tail = Buffer.alloc(0);
  }

  #index(fd: number): void {
    const keys = ["schemaVersion", ...this.#kind.indexed];
    let end = this.#size;
    for (const { bytes, offset, complete } of readLines(fd, this.#size)) {
      this.#lines++;
      end = offset + bytes.length + (complete ? 1 : 0);
      if (!complete && !readObject(bytes)) {
        this.#report(
          this.#lines,
          "the last line is torn, as after a crash; its record is lost, all others are fine",
        );
      } else if (!isBlank(bytes)) {
        this.#indexLine(bytes, offset, keys);
      }
      if (!complete) {
        // Looked at again when it has been finished: whoever writes it may still be writing.
        this.#lines--;
        end = offset;
      }
    }
    this.#size = end;
    this.#tail = Buffer.from(tailBefore(fd, end));
  }

  #indexLine(bytes: Buffer, offset: number, keys: readonly string[]): void {
    const head = endsAsObject(bytes) ? readHead(bytes, keys) : undefined;
    const keepForeign = (message: string) => {
      this.#foreign.push({ offset, length: bytes.length });
      this.#report(this.#lines, message);
    };
    if (!head || typeof head.id !== "string") {
      keepForeign("not a record: a JSON object with an id is expected");
      return;
    }
    if (typeof head.schemaVersion === "number" && head.schemaVersion > schemaVersion) {
      keepForeign(
        `written by a newer AutoSafe (schemaVersion ${head.schemaVersion}); update the extension to read it`,
      );
      return;
    }
    this.#cache.delete(head.id);
    if (this.#kind.indexed.some((key) => head[key] === undefined) && isTombstone(bytes)) {
      this.#entries.delete(head.id);
      return;
    }
    const previous = this.#entries.get(head.id);
    const { schemaVersion: _, ...summary } = head as Record<string, Json>;
    const entry = { offset, length: bytes.length, line: this.#lines, summary: summary as Pick<T, K> };
    if (previous) {
      Object.assign(previous, entry);
    } else {
      this.#entries.set(head.id, entry);
    }
  }

  /**
   * Rewrites the file with only the lines that count, when more than half do not: to a temporary file, flushed, renamed.
   * Whatever others wrote before is taken in first; nobody writes meanwhile.
   */
  async compact(): Promise<void> {
    const dead = this.#lines - this.#entries.size - this.#foreign.length;
    if (dead < minDeadToCompact || dead < this.#entries.size) {
      return;
    }
    await withWriteLock(dirname(this.path), () => {
      this.refresh();
      const temporary = `${this.path}.compacting`;
      const from = openSync(this.path, "r");
      const to = openSync(temporary, "w");
      try {
        const kept = [...this.#entries.values(), ...this.#foreign].sort((a, b) => a.offset - b.offset);
        for (const { offset, length } of kept) {
          const line = Buffer.allocUnsafe(length + 1);
          readSync(from, line, 0, length, offset);
          line[length] = 10;
          writeAll(to, line);
        }
        fsyncSync(to);
      } finally {
        closeSync(from);
        closeSync(to);
      }
      renameSync(temporary, this.path);
      this.refresh();
    });
  }

  #report(line: number, message: string): void {
    if (this.#problems.length < maxProblems && !this.#problems.some((p) => p.line === line)) {
      this.#problems.push({ file: this.path, line, message });
    }
  }
}

/** The head of a torn line may read well; its end does not. */
function endsAsObject(bytes: Buffer): boolean {
  return bytes.at(-1) === 0x7d || (bytes.at(-1) === 0x0d && bytes.at(-2) === 0x7d);
}

/** Editors and merges leave empty lines, some with a carriage return. */
function isBlank(bytes: Buffer): boolean {
  return bytes.length === 0 || (bytes.length === 1 && bytes[0] === 0x0d);
}

function isTombstone(bytes: Buffer): boolean {
  const value = bytes.length < maxLineBytes ? readHead(bytes, ["deleted"]) : undefined;
  return isJsonObject(value) && value.deleted === true;
}

function tailBefore(fd: number, end: number): Buffer {
  const length = Math.min(tailBytes, end);
  const bytes = Buffer.alloc(length);
  readSync(fd, bytes, 0, length, end - length);
  return bytes;
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(fd, bytes, written);
  }
}
