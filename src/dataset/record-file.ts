import { dirname } from "node:path";
import { schemaVersion } from "../ots/vocabulary.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Problem } from "../syntax/problem.ts";
import { appendWhole, inBatches } from "./append.ts";
import { compactFile, settled } from "./compaction.ts";
import {
  type FileState,
  fileError,
  flushFolder,
  isSameFile,
  isUnchanged,
  openToAppend,
  stateOfHandle,
  stateOfPath,
} from "./files.ts";
import { jsonLine } from "./json-line.ts";
import { LineIndex } from "./line-index.ts";
import { maxLineBytes, readLines } from "./lines.ts";
import { findMembers } from "./members.ts";
import { openToRead, type ReadFile } from "./read-file.ts";
import { RecordReader } from "./record-reader.ts";
import type { RecordKind, StoredRecord } from "./records.ts";
import type { StoredRecords } from "./stored-records.ts";

/**
 * Files up to this size, the ones that people edit by hand, are read and checked in full whenever they changed. Of
 * larger ones only what the index needs is checked on opening, the rest of a record when it is asked for, and a file
 * that has only grown is read from where it ended.
 */
const smallFile = 4 * 1024 * 1024;
const tailBytes = 4096;
const minDeadLines = 32;
const maxAttempts = 3;

/** What is open of the file as it was last seen. */
interface Opened {
  file: ReadFile;
  state: FileState;
  /** The last bytes before the index's end: equal bytes there mean that the file has only grown. */
  tail: Buffer;
}

/**
 * One append-only JSON Lines file of records and its index. Reading is synchronous and from disk; whatever changes the
 * file or the index is asynchronous and must not overlap with another such call.
 */
export class RecordFile<T extends StoredRecord, K extends keyof T & string>
  implements StoredRecords<T, Pick<T, K>>
{
  readonly path: string;
  readonly #reader: RecordReader<T, K>;
  #index: LineIndex<T, K>;
  #opened: Opened | undefined;
  #version = 0;

  constructor(path: string, kind: RecordKind<T, K>) {
    this.path = path;
    this.#reader = new RecordReader(kind);
    this.#index = new LineIndex(this.#reader, true);
  }

  get size(): number {
    return this.#index.entries.size;
  }

  /** Grows with every change of what the file holds. */
  get version(): number {
    return this.#version;
  }

  get problems(): Problem[] {
    const lines = [...this.#index.problems].sort(([a], [b]) => a - b);
    return lines.map(([line, message]) => ({ file: this.path, line, message }));
  }

  has(id: string): boolean {
    return this.#index.entries.has(id);
  }

  summary(id: string): Pick<T, K> | undefined {
    return this.#index.entries.get(id)?.summary;
  }

  *summaries(): Generator<Pick<T, K>, undefined> {
    for (const { summary } of this.#index.entries.values()) {
      yield summary;
    }
  }

  get(id: string): T | undefined {
    const entry = this.#index.entries.get(id);
    if (!entry) {
      return undefined;
    }
    const opened = this.#opened;
    if (!opened) {
      throw new Error(`${this.path} was read after it was closed`);
    }
    const bytes = opened.file.at(entry.offset, entry.length);
    if (bytes && entry.checked) {
      const record = parse<T>(bytes);
      return record?.id === id ? record : undefined;
    }
    const line = bytes && this.#reader.read(bytes, 0, bytes.length);
    if (line?.kind === "record" && line.id === id) {
      entry.checked = true;
      return line.record;
    }
    // In a file that somebody is writing over, our offsets mean nothing until the next refresh.
    if (line && isUnchanged(opened.file.state(), opened.state)) {
      this.#index.condemn(
        id,
        entry,
        line.kind === "invalid" ? line.message : "not the record it seemed to be",
      );
      this.#version++;
    }
    return undefined;
  }

  member<M extends keyof T & string>(id: string, name: M): T[M] | undefined {
    const entry = this.#index.entries.get(id);
    if (entry?.checked && this.#opened) {
      const bytes = this.#opened.file.alone(entry.offset, entry.length);
      const members = bytes && membersOf<T>(bytes, ["id", name]);
      if (members?.id === id) {
        return members[name];
      }
    }
    return this.get(id)?.[name];
  }

  keys(): MapIterator<string> {
    return this.#index.entries.keys();
  }

  *values(): Generator<T, undefined> {
    for (const [, record] of this.entries()) {
      yield record;
    }
  }

  *entries(): Generator<[string, T], undefined> {
    // The ids as they are now: the index may be replaced while a caller waits between two records.
    for (const id of [...this.#index.entries.keys()]) {
      const record = this.get(id);
      if (record) {
        yield [id, record];
      }
    }
  }

  [Symbol.iterator](): Generator<[string, T], undefined> {
    return this.entries();
  }

  forEach(callback: (record: T, id: string, map: ReadonlyMap<string, T>) => void, self?: unknown): void {
    for (const [id, record] of this) {
      callback.call(self, record, id, this);
    }
  }

  /**
   * The line that a record is written as, with what a person looks for first in front.
   * @throws InputError when the store would not read it back.
   */
  lineOf(record: T): string {
    const reason =
      this.#reader.problemOf(record) ?? ("deleted" in record ? 'it has a member "deleted"' : undefined);
    const { summary } = this.#reader.recordLine(record);
    const front = { schemaVersion, ...summary };
    const text = reason === undefined ? jsonLine({ ...front, ...record }) : "";
    if (reason !== undefined || isTooLong(text)) {
      throw new InputError(`${this.path}: cannot store ${String(record.id)}: ${reason ?? "it is too large"}`);
    }
    return text;
  }

  /**
   * Appends lines, waits until they are on the disk, and takes them into the index. The folder must exist.
   * @throws InputError when the file cannot be written.
   */
  async append(lines: readonly string[]): Promise<void> {
    for (let attempt = 0; lines.length > 0 && attempt < maxAttempts; attempt++) {
      await this.refresh();
      const { invalid, openEnd } = this.#index;
      const isThere = await this.#appendOnce(lines);
      // Half a line of a writer that died is now a line of its own. Anything more means that our first line came to
      // stand behind such a half line, which nobody could see; writing the same records again does no harm.
      if (isThere && this.#index.invalid <= invalid + (openEnd === "torn" ? 1 : 0)) {
        return;
      }
    }
    if (lines.length > 0) {
      throw new InputError(`${this.path}: cannot be written: other programs keep replacing or damaging it`);
    }
  }

  /** Takes in what others changed in the file; true when there was anything. Cheap when there was nothing. */
  async refresh(): Promise<boolean> {
    const state = await stateOfPath(this.path);
    const opened = this.#opened;
    if (isUnchanged(state, opened?.state)) {
      return false;
    }
    if (!state) {
      await this.#replace(new LineIndex(this.#reader, true), undefined);
    } else if (!opened || !this.#hasOnlyGrown(opened, state)) {
      await this.#load();
    } else {
      this.#index.forgetTornLine();
      this.#index.rest(await readLines(opened.file, this.#index.end, this.#index));
      this.#opened = look(opened.file, this.#index);
      this.#version++;
    }
    return true;
  }

  /** Rewrites the file without its dead lines: when there is one, or with `whenWorthIt` when they are the greater part. */
  async compact(whenWorthIt: boolean): Promise<void> {
    await this.refresh();
    const { dead, lines } = this.#index;
    if (!this.#opened || dead === 0 || (whenWorthIt && (dead < minDeadLines || dead <= lines / 2))) {
      return;
    }
    const index = this.#index;
    if (await compactFile(this.path, this.#opened.file, (...line) => index.keeps(...line))) {
      await this.#load();
    }
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.file.close();
  }

  /** @returns false when another process replaced the file meanwhile: what was written may be lost with the old one. */
  async #appendOnce(lines: readonly string[]): Promise<boolean> {
    const handle = await openToAppend(this.path);
    try {
      let before = await stateOfHandle(handle);
      let known = this.#index.openEnd === "none" && isUnchanged(before, this.#opened?.state);
      for (const bytes of inBatches(lines, this.#index.openEnd !== "none")) {
        await appendWhole(handle, bytes);
        const after = await stateOfHandle(handle);
        known &&= after.size === before.size + bytes.length;
        if (known) {
          this.#index.written(bytes, before.size);
        }
        before = after;
      }
      await handle.datasync();
      if (known && this.#opened) {
        this.#opened = look(this.#opened.file, this.#index);
        this.#version++;
      } else {
        await flushFolder(dirname(this.path));
        await this.refresh();
      }
      await settled(this.path);
      return isSameFile(await stateOfPath(this.path), before);
    } catch (error) {
      throw fileError(error, this.path, "written");
    } finally {
      await handle.close();
    }
  }

  /** Reads the whole file anew; what is in use stays until that is done. */
  async #load(): Promise<void> {
    const file = await openToRead(this.path);
    const index = new LineIndex(this.#reader, file.state().size <= smallFile);
    let opened: Opened;
    try {
      index.rest(await readLines(file, 0, index));
      opened = look(file, index);
    } catch (error) {
      await file.close();
      throw fileError(error, this.path, "read");
    }
    await this.#replace(index, opened);
  }

  async #replace(index: LineIndex<T, K>, opened: Opened | undefined): Promise<void> {
    const before = this.#opened;
    this.#index = index;
    this.#opened = opened;
    this.#version++;
    await before?.file.close();
  }

  #hasOnlyGrown(opened: Opened, state: FileState): boolean {
    const { end, openEnd } = this.#index;
    if (
      !isSameFile(opened.state, state) ||
      state.size < end ||
      state.size <= smallFile ||
      openEnd === "whole"
    ) {
      return false;
    }
    return opened.file.before(end, tailBytes).equals(opened.tail);
  }
}

/** No character has more than three bytes a unit. */
function isTooLong(text: string): boolean {
  return text.length > maxLineBytes / 3 && Buffer.byteLength(text) > maxLineBytes;
}

/** The line that deletes a record of any kind. */
export function deletionLine(id: string): string {
  return jsonLine({ schemaVersion, id, deleted: true });
}

/** What is to be remembered of the file as the index has it. */
function look(file: ReadFile, { end, seen }: { end: number; seen: number }): Opened {
  // With the size that was read: whoever wrote between our reading and this look is noticed at the next one.
  return { file, state: { ...file.state(), size: seen }, tail: file.before(end, tailBytes) };
}

/** Some members of the object in `bytes`; undefined when it takes more than a look at its members to tell them. */
function membersOf<T>(bytes: Buffer, names: readonly (keyof T & string)[]): Partial<T> | undefined {
  const spans = new Int32Array(2 * names.length);
  const keys = names.map((name) => Buffer.from(name));
  if (!findMembers(bytes, 0, bytes.length, keys, spans)) {
    return undefined;
  }
  const members: Partial<T> = {};
  for (const [i, name] of names.entries()) {
    const [start = -1, end = -1] = spans.subarray(2 * i, 2 * i + 2);
    const value = start === -1 ? undefined : parse<T[keyof T & string]>(bytes.subarray(start, end));
    if (value !== undefined) {
      members[name] = value;
    }
  }
  return members;
}

function parse<T>(bytes: Buffer): T | undefined {
  try {
    return JSON.parse(bytes.toString("utf8")) as T;
  } catch {
    return undefined; // somebody wrote over the file; the next refresh sees it
  }
}
