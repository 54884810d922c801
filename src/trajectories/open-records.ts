import { isJsonObject, type Json } from "../ots/json.ts";
import { type Catalogue, createCatalogue, createProblems, type RecordPlace } from "./catalogue.ts";
import { enough, type Guess, guessFormat, guessFromText } from "./detect.ts";
import { elementLines } from "./element-places.ts";
import { objectsOf } from "./fields.ts";
import { lineText, type ScannedLine, scanLines } from "./json-lines.ts";
import { limits } from "./limits.ts";
import type { OpenedTrajectories, OpenOptions } from "./opened.ts";
import { type JsonProblem, parseJson, parseStrict } from "./parse-json.ts";
import type { RecordReader, TrajectoryReader } from "./reader.ts";
import type { TrajectorySource } from "./source.ts";

const sampleRecords = 50;
const sampleBytes = 16 * 1024 * 1024;
const megabyte = 1024 * 1024;

/** Opens a file that is one JSON value. */
export async function openDocument(
  source: TrajectorySource,
  readers: readonly TrajectoryReader[],
  { signal, onProgress }: OpenOptions,
): Promise<OpenedTrajectories> {
  if (source.size > limits.documentBytes) {
    const message = `One JSON document of ${Math.round(source.size / megabyte)} MB is too large to open; the limit is ${limits.documentBytes / megabyte} MB. JSONL (a record on each line) may be of any size.`;
    return refused(source, { line: 1, message });
  }
  const text = lineText(await source.read(0, source.size));
  const { value, problem } = await parseJson(text);
  onProgress?.(source.size, source.size);
  if (value === undefined) {
    const at = problem ?? { line: 1, message: "there is nothing here" };
    return refused(source, { ...at, message: `${at.message}${comesClosest(text, readers)}` });
  }
  const { records, key, guesses } = recordsIn(value, readers);
  const reader = accepted(guesses);
  if (reader === undefined) {
    const message = unknown(guesses, records, text, readers);
    return refused(source, ...(problem ? [problem] : []), { line: 1, message });
  }
  const lines = records.length > 1 ? elementLines(text, key) : [];
  const catalogue = createCatalogue(source.name, reader, async (record) => records[record]);
  if (problem) {
    catalogue.report({ ...problem, message: `${problem.message}; what could be read is shown` });
  }
  for (const [index, record] of records.entries()) {
    catalogue.add(record, { line: lines[index] ?? 1 });
  }
  await catalogue.finish(signal);
  return opened(source, reader, catalogue);
}

/** Names under which files put a list of records. */
const wrappers = [
  "data",
  "rows",
  "records",
  "items",
  "trajectories",
  "conversations",
  "examples",
  "runs",
  "traces",
  "spans",
  "samples",
  "results",
  "sessions",
  "test_cases",
];

/** The records in a document: the document itself, its elements, or the elements of a list under a usual name. */
function recordsIn(
  document: Json,
  readers: readonly TrajectoryReader[],
): { records: readonly Json[]; key?: string; guesses: Guess[] } {
  const whole = { records: [document], guesses: guessFormat([document], readers) };
  if (accepted(whole.guesses)) {
    return whole;
  }
  const lists: { records: readonly Json[]; key?: string }[] = Array.isArray(document)
    ? [{ records: document }]
    : isJsonObject(document)
      ? wrappers.flatMap((key) => {
          const list = document[key];
          return Array.isArray(list) ? [{ records: list.map(unwrapRow), key }] : [];
        })
      : [];
  const tried = lists.map((list) => ({
    ...list,
    guesses: guessFormat(list.records.slice(0, sampleRecords), readers),
  }));
  return (
    tried.find((list) => accepted(list.guesses)) ?? tried.find((list) => list.guesses.length > 0) ?? whole
  );
}

/** Data-set servers wrap each record as `{row_idx, row}`. */
function unwrapRow(record: Json): Json {
  return isJsonObject(record) && isJsonObject(record.row) && objectsOf(Object.values(record)).length === 1
    ? record.row
    : record;
}

/** Opens a file with a JSON value on each line. Only places are kept; records are read again when they are loaded. */
export async function openLines(
  source: TrajectorySource,
  readers: readonly TrajectoryReader[],
  { signal, onProgress }: OpenOptions,
): Promise<OpenedTrajectories> {
  const early = createProblems(source.name);
  const waiting: { record: Json; place: RecordPlace }[] = [];
  let waitingBytes = 0;
  let repaired = 0;
  let catalogue: Catalogue | undefined;
  let reader: RecordReader | undefined;

  const decide = () => {
    const guesses = guessFormat(
      waiting.slice(0, sampleRecords).map(({ record }) => record),
      readers,
    );
    reader = accepted(guesses);
    if (reader) {
      const recordAt = createRecordReader(source);
      catalogue = createCatalogue(source.name, reader, async (_record, { bytes }) =>
        bytes === undefined ? undefined : recordAt(bytes),
      );
      for (const { record, place } of waiting) {
        catalogue.add(record, place);
      }
    }
    return guesses;
  };
  const report = (problem: JsonProblem) => (catalogue ?? { report: early.add }).report(problem);

  scanning: for await (const batch of scanLines(source, limits.lineBytes, signal)) {
    for (const scanned of batch) {
      if (scanned.bytes === undefined) {
        const size = Math.round(scanned.length / megabyte);
        report({ line: scanned.line, message: `a line of ${size} MB is too long and was left out` });
        continue;
      }
      const text = lineText(scanned.bytes);
      let record = parseStrict(text);
      if (record === undefined) {
        const { value, problem } =
          repaired++ < limits.repairedLines ? await parseJson(text) : { value: undefined };
        report({
          ...problem,
          line: scanned.line,
          message: problem?.message ?? "not valid JSON",
        } as JsonProblem);
        if (value === undefined || (reader ? reader.sniff(value) < enough : !isJsonObject(value))) {
          continue;
        }
        record = value;
      }
      if (catalogue) {
        catalogue.add(record, placeOf(scanned));
      } else {
        waiting.push({ record, place: placeOf(scanned) });
        waitingBytes += scanned.length;
        if (waiting.length >= sampleRecords || waitingBytes > sampleBytes) {
          decide();
          if (!catalogue) {
            break scanning;
          }
        }
      }
    }
    const lastLine = batch.at(-1);
    onProgress?.(lastLine ? lastLine.offset + lastLine.length : 0, source.size);
  }
  const guesses = catalogue ? [] : decide();
  if (!catalogue || !reader) {
    const records = waiting.map(({ record }) => record);
    const text = lineText(await source.read(0, megabyte));
    const line = waiting[0]?.place.line ?? early.list[0]?.line ?? 1;
    early.add({ line, message: unknown(guesses, records, text, readers) });
    early.finish();
    return { ...refused(source), problems: early.list };
  }
  await catalogue.finish(signal);
  return opened(source, reader, catalogue, early.list);
}

function placeOf({ line, offset, length }: ScannedLine): RecordPlace {
  return { line, bytes: { offset, length } };
}

const blockBytes = 1024 * 1024;

/** Reads records by their place. Those that follow each other come from one block. */
function createRecordReader(source: TrajectorySource) {
  let start = 0;
  let block = new Uint8Array();
  return async ({ offset, length }: { offset: number; length: number }): Promise<Json | undefined> => {
    if (offset < start || offset + length > start + block.length) {
      block = new Uint8Array(await source.read(offset, Math.max(length, blockBytes)));
      start = offset;
    }
    const text = lineText(block.subarray(offset - start, offset - start + length));
    return parseStrict(text) ?? (await parseJson(text)).value;
  };
}

function accepted(guesses: readonly Guess[]): RecordReader | undefined {
  const [first] = guesses;
  return first && first.best >= enough ? first.reader : undefined;
}

/** Says that the format is not known, which one comes closest, and what that one misses. */
function unknown(
  guesses: readonly Guess[],
  records: readonly Json[],
  text: string,
  readers: readonly TrajectoryReader[],
): string {
  const [closest] = guesses;
  const base = "This is not a trajectory format that AutoSafe knows";
  if (!closest) {
    return `${base}${comesClosest(text, readers)}.`;
  }
  for (const reading of closest.reader.read(records.slice(0, 1))) {
    if ("problem" in reading) {
      return `${base}. It comes closest to ${closest.reader.title}, but ${reading.problem}.`;
    }
  }
  const missing = closest.reader.hints.filter((hint) => !text.includes(`"${hint}"`));
  const lacks = missing.length === 0 ? "its structure is different" : `it has no ${quoted(missing)}`;
  return `${base}. It comes closest to ${closest.reader.title}, but ${lacks}.`;
}

function comesClosest(text: string, readers: readonly TrajectoryReader[]): string {
  const guess = guessFromText(text.slice(0, 8 * megabyte), readers);
  return guess ? `; it comes closest to ${guess.reader.title} (it has ${quoted(guess.present)})` : "";
}

function quoted(names: readonly string[]): string {
  return names
    .slice(0, 4)
    .map((name) => `"${name}"`)
    .join(", ");
}

function opened(
  source: TrajectorySource,
  reader: RecordReader,
  catalogue: Catalogue,
  early: OpenedTrajectories["problems"] = [],
): OpenedTrajectories {
  return {
    file: source.name,
    format: { id: reader.id, title: reader.title },
    summaries: catalogue.summaries,
    problems: [...early, ...catalogue.problems],
    load: (index) => catalogue.load(index),
    close: () => source.close(),
  };
}

/** A file of which nothing can be shown. */
export function refused(source: TrajectorySource, ...problems: readonly JsonProblem[]): OpenedTrajectories {
  const file = source.name;
  return {
    file,
    format: undefined,
    summaries: [],
    problems: problems.map((problem) => ({ file, ...problem })),
    load: async () => ({ problem: { file, line: 1, message: "There is nothing to load." } }),
    close: () => source.close(),
  };
}
