import { isUtf8 } from "node:buffer";
import { isJsonObject, type JsonObject } from "../ots/json.ts";
import { quickCheck } from "../ots/quick-check.ts";
import { schemaVersion } from "../ots/vocabulary.ts";
import { isWithinDepth } from "./json-line.ts";
import { findMembers } from "./members.ts";
import type { RecordKind, StoredRecord } from "./records.ts";

/** What a line of the store turns out to be. `glance` may call a record what `read` then finds invalid. */
export type Line<T, S> =
  | { kind: "record"; id: string; summary: S; record?: T }
  | { kind: "deleted"; id: string }
  | { kind: "blank" }
  /** Written by a newer AutoSafe: not for us to read, and not for us to lose. */
  | { kind: "newer"; id: string | undefined; message: string }
  | { kind: "invalid"; message: string };

/** Deeper than any tool's schema or call; what lies above would overflow the stack of some program down the line. */
export const maxDepth = 200;

const versionText = String(schemaVersion);
const extraKeys = ["schemaVersion", "deleted"];

/** Tells the lines of one file apart: at a glance when a file is opened, in full when a record is asked for. */
export class RecordReader<T extends StoredRecord, K extends keyof T & string> {
  readonly #kind: RecordKind<T, K>;
  readonly #isSound: (value: unknown) => boolean;
  readonly #keys: readonly Buffer[];
  readonly #spans: Int32Array;
  /** Source text to value, for members that recur; as many entries as there are different values. */
  readonly #shared: readonly (Map<string, unknown> | undefined)[];

  constructor(kind: RecordKind<T, K>) {
    this.#kind = kind;
    this.#isSound = quickCheck(kind.schema);
    this.#keys = [...kind.summary, ...extraKeys].map((key) => Buffer.from(key));
    this.#spans = new Int32Array(2 * this.#keys.length);
    this.#shared = kind.summary.map((key) => (kind.recurring.includes(key) ? new Map() : undefined));
  }

  /** Looks at the members that the index needs; everything that is not plainly a record of ours is read in full. */
  glance(bytes: Buffer, start: number, end: number): Line<T, Pick<T, K>> {
    if (!findMembers(bytes, start, end, this.#keys, this.#spans) || !isUtf8(bytes.subarray(start, end))) {
      return this.read(bytes, start, end);
    }
    const { summary: names } = this.#kind;
    if (this.#textOf(bytes, names.length) !== versionText || this.#spans[2 * names.length + 2] !== -1) {
      return this.read(bytes, start, end);
    }
    const members: Record<string, unknown> = {};
    for (let k = 0; k < names.length; k++) {
      const text = this.#textOf(bytes, k);
      const name = names[k];
      if (text !== "" && name !== undefined) {
        const value = this.#valueOf(text, k);
        if (value === undefined) {
          return this.read(bytes, start, end);
        }
        members[name] = value;
      }
    }
    return this.#kind.isSummary(members)
      ? { kind: "record", id: String(members.id), summary: members as Pick<T, K> }
      : this.read(bytes, start, end);
  }

  /** Reads the whole line and checks it. The record is the parsed JSON itself, so that unknown members stay in it. */
  read(bytes: Buffer, start: number, end: number): Line<T, Pick<T, K>> {
    const value = parseLine(bytes, start, end);
    if (value === undefined) {
      return { kind: "blank" };
    }
    if (typeof value === "string") {
      return { kind: "invalid", message: value };
    }
    const { schemaVersion: version, id, deleted } = value;
    if (typeof version === "number" && version > schemaVersion) {
      const what = `written by a newer AutoSafe (schemaVersion ${version}); it is kept as it is, update AutoSafe to read it`;
      return { kind: "newer", id: typeof id === "string" ? id : undefined, message: what };
    }
    if (version === schemaVersion && deleted === true && typeof id === "string") {
      return { kind: "deleted", id };
    }
    const problem = this.problemOf(value);
    return problem === undefined
      ? this.recordLine(value as unknown as T)
      : { kind: "invalid", message: problem };
  }

  /** The line that `record` would be read from; its place in the index without the detour over bytes. */
  recordLine(record: T): Extract<Line<T, Pick<T, K>>, { kind: "record" }> {
    const members: Record<string, unknown> = {};
    for (const name of this.#kind.summary) {
      if (record[name] !== undefined) {
        members[name] = record[name];
      }
    }
    return { kind: "record", id: record.id, summary: members as Pick<T, K>, record };
  }

  /** What is wrong with `value` as a record of this kind, with the path to it; undefined when nothing is. */
  problemOf(value: unknown): string | undefined {
    if (!isWithinDepth(value, maxDepth)) {
      return `not a valid ${this.#kind.name}: nested more than ${maxDepth} levels deep`;
    }
    if (this.#isSound(value)) {
      return undefined;
    }
    const checked = this.#kind.schema.safeParse(value);
    const issue = checked.error?.issues[0];
    return issue && `not a valid ${this.#kind.name}: ${issue.path.join(".") || "record"}: ${issue.message}`;
  }

  #textOf(bytes: Buffer, k: number): string {
    const start = this.#spans[2 * k] ?? -1;
    return start === -1 ? "" : bytes.toString("utf8", start, this.#spans[2 * k + 1]);
  }

  #valueOf(text: string, k: number): unknown {
    const shared = this.#shared[k];
    const known = shared?.get(text);
    if (known !== undefined) {
      return known;
    }
    const value = parseValue(text);
    shared?.set(text, value);
    return value;
  }
}

function parseValue(text: string): unknown {
  if (text.charCodeAt(0) === 0x22 && !text.includes("\\")) {
    return text.slice(1, -1);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The line's JSON object; undefined for a blank line, the reason in words when it is neither. */
function parseLine(bytes: Buffer, start: number, end: number): JsonObject | string | undefined {
  if (!isUtf8(bytes.subarray(start, end))) {
    return "not UTF-8 text";
  }
  const text = bytes.toString("utf8", start, end);
  if (text.trim() === "") {
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.startsWith("<<<<<<<") || text.startsWith("=======") || text.startsWith(">>>>>>>")
      ? "a mark that an unfinished git merge left"
      : "not JSON; a line that was torn by a crash or an edit";
  }
  return isJsonObject(value) ? value : "not a JSON object";
}
