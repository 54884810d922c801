import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { inBatches } from "../dataset/append.ts";
import { type Answer, failureReasons, type Outcome, SimulatorError, taskResultSchemas } from "../ots/task.ts";
import * as z from "../ots/zod.ts";

const entrySchema = z.union([
  z.object({
    key: z.string(),
    kind: z.enum(["propose", "act", "observe", "judge", "reflect", "appraise"]),
    result: z.unknown(),
  }),
  z.object({
    key: z.string(),
    failure: z.object({
      reason: z.enum(failureReasons).exclude(["unreachable"]),
      message: z.string(),
    }),
  }),
]);

/**
 * Every outcome of a run under its task's content hash, written before it is used: whenever the process dies, a resumed
 * run replays what was answered and asks only what is missing. A task that could not reach its model is missing, too: its failure is
 * the one outcome that asking again may change.
 */
export interface Journal {
  /** Outcomes that can be replayed. */
  readonly size: number;
  lookup(key: string): Outcome | undefined;
  record(key: string, outcome: Outcome): void;
  /**
   * Notes an outcome that can be had again for nothing. It is written with the next ones, at the latest by `flush`, which must
   * come before anything that rests on it is stored.
   */
  note(key: string, outcome: Outcome): void;
  flush(): void;
  close(): void;
}

const fileName = "journal.jsonl";
/** Characters of outcomes that wait to be written together. */
const mostNoted = 256 * 1024;

/**
 * Opens the journal of one run in `directory`, which is made when missing. Entries already there are indexed by byte
 * offset and read on demand, so that memory stays flat in the size of the answers; a torn last line is left out.
 */
export function openJournal(directory: string): Journal {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, fileName);
  const { index, endsInNewline } = existsSync(file)
    ? indexEntries(readFileSync(file))
    : { index: new Map<string, [number, number]>(), endsInNewline: true };
  const append = openSync(file, "a");
  const read = openSync(file, "r");
  if (!endsInNewline) {
    writeSync(append, "\n");
  }
  let noted: string[] = [];
  let length = 0;
  const flush = () => {
    if (noted.length > 0) {
      const lines = noted;
      noted = [];
      length = 0;
      for (const bytes of inBatches(lines)) {
        writeSync(append, bytes);
      }
    }
  };
  return {
    get size() {
      return index.size;
    },
    lookup(key) {
      const place = index.get(key);
      if (!place) {
        return undefined;
      }
      const buffer = Buffer.alloc(place[1]);
      readSync(read, buffer, 0, place[1], place[0]);
      return parseEntry(buffer.toString("utf8"))?.outcome;
    },
    record(key, outcome) {
      flush();
      writeSync(append, `${lineOf(key, outcome)}\n`);
    },
    note(key, outcome) {
      const line = lineOf(key, outcome);
      noted.push(line);
      length += line.length;
      if (length > mostNoted) {
        flush();
      }
    },
    flush,
    close() {
      flush();
      closeSync(append);
      closeSync(read);
    },
  };
}

function lineOf(key: string, outcome: Outcome): string {
  const entry =
    outcome instanceof SimulatorError
      ? { key, failure: { reason: outcome.reason, message: outcome.message } }
      : { key, ...outcome };
  return JSON.stringify(entry);
}

function indexEntries(bytes: Buffer): { index: Map<string, [number, number]>; endsInNewline: boolean } {
  const index = new Map<string, [number, number]>();
  let start = 0;
  for (let end = bytes.indexOf(10, start); end !== -1; end = bytes.indexOf(10, start)) {
    const entry = parseEntry(bytes.toString("utf8", start, end));
    if (entry) {
      index.set(entry.key, [start, end - start]);
    }
    start = end + 1;
  }
  return { index, endsInNewline: start === bytes.length };
}

function parseEntry(line: string): { key: string; outcome: Outcome } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined; // a line that was being written when the process died
  }
  const entry = entrySchema.safeParse(value);
  if (!entry.success) {
    return undefined;
  }
  if ("failure" in entry.data) {
    const { key, failure } = entry.data;
    return { key, outcome: new SimulatorError(failure.reason, failure.message) };
  }
  const { key, kind } = entry.data;
  const { result } = entry.data;
  const isValid = taskResultSchemas[kind].safeParse(result).success;
  return isValid ? { key, outcome: { kind, result } as Answer } : undefined;
}
