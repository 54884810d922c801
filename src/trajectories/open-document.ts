import { isJsonObject, type Json } from "../ots/json.ts";
import { createCatalogue, createProblems, openedFrom } from "./catalogue.ts";
import { type Guess, guessFormat } from "./detect.ts";
import { elementLines } from "./element-places.ts";
import { unwrapped } from "./envelope.ts";
import { lineText } from "./json-lines.ts";
import { limits } from "./limits.ts";
import { type OpenedTrajectories, type OpenOptions, refused } from "./opened.ts";
import { parseJson } from "./parse-json.ts";
import type { TrajectoryReader } from "./reader.ts";
import type { TrajectorySource } from "./source.ts";
import { accepted, comesClosest, unknownFormat } from "./unknown-format.ts";

const sampleRecords = 50;
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
  if (text.trim() === "") {
    return refused(source, { line: 1, message: "The file is empty." });
  }
  const { value, problem } = await parseJson(text);
  onProgress?.(source.size, source.size);
  if (value === undefined) {
    const at = problem ?? { line: 1, message: "there is nothing here" };
    // Of a text that is no JSON at all, what a parser stumbled over says little.
    const wrong = /^\s*[[{]/.test(text) ? at.message : "This is neither JSON nor JSON Lines";
    return refused(source, { ...at, message: `${wrong}${comesClosest(text, readers)}` });
  }
  const { records, key, guesses } = recordsIn(value, readers);
  const reader = accepted(guesses);
  if (reader === undefined) {
    const message = unknownFormat(guesses, records, text, readers);
    return refused(source, ...(problem ? [problem] : []), { line: 1, message });
  }
  const lines = records.length > 1 ? elementLines(text, key) : [];
  const problems = createProblems(source.name);
  const catalogue = createCatalogue(reader, async (record) => records[record], problems);
  if (problem) {
    problems.add({ ...problem, message: `${problem.message}; what could be read is shown` });
  }
  for (const [index, record] of records.entries()) {
    catalogue.add(record, { line: lines[index] ?? 1 });
  }
  await catalogue.finish(signal);
  return openedFrom(source, reader, catalogue);
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
  "simulations",
  "results",
  "sessions",
  "test_cases",
];

/** The records in a document: the document itself, its elements, or the elements of a list under a usual name. */
function recordsIn(
  document: Json,
  readers: readonly TrajectoryReader[],
): { records: readonly Json[]; key?: string; guesses: Guess[] } {
  const single = [unwrapped(document)];
  const whole = { records: single, guesses: guessFormat(single, readers) };
  if (accepted(whole.guesses)) {
    return whole;
  }
  const lists: { records: readonly Json[]; key?: string }[] = Array.isArray(document)
    ? [{ records: document.map(unwrapped) }]
    : isJsonObject(document)
      ? wrappers.flatMap((key) => {
          const list = document[key];
          return Array.isArray(list) ? [{ records: list.map(unwrapped), key }] : [];
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
