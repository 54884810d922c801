import { isJsonObject, type Json } from "../ots/json.ts";
import {
  type Catalogue,
  createCatalogue,
  createProblems,
  openedFrom,
  type RecordPlace,
} from "./catalogue.ts";
import { type Guess, guessFormat } from "./detect.ts";
import { unwrapped } from "./envelope.ts";
import { lineText, type ScannedLine, scanLines } from "./json-lines.ts";
import { limits } from "./limits.ts";
import { type OpenedTrajectories, type OpenOptions, refused } from "./opened.ts";
import { type JsonProblem, parseJson, parseStrict } from "./parse-json.ts";
import type { RecordReader, TrajectoryReader } from "./reader.ts";
import type { TrajectorySource } from "./source.ts";
import { accepted, unknownFormat } from "./unknown-format.ts";

const sampleRecords = 50;
const sampleBytes = 16 * 1024 * 1024;
const megabyte = 1024 * 1024;

/** One line's value. `repaired`: it is what could be read of a line that is not valid JSON. */
interface LineRecord {
  record: Json;
  place: RecordPlace;
  repaired: boolean;
}

/** Opens a file with a JSON value on each line. Only places are kept; records are read again when they are loaded. */
export async function openLines(
  source: TrajectorySource,
  readers: readonly TrajectoryReader[],
  { signal, onProgress }: OpenOptions,
): Promise<OpenedTrajectories> {
  const problems = createProblems(source.name);
  const readLine = createLineReader(problems.add);
  const waiting: LineRecord[] = [];
  let waitingBytes = 0;
  let taken: { reader: RecordReader; catalogue: Catalogue } | undefined;

  // The format is decided on the first records; until then they wait.
  const decide = (): Guess[] => {
    const sound = waiting.filter(({ repaired }) => !repaired);
    const sample = (sound.length > 0 ? sound : waiting).slice(0, sampleRecords);
    const guesses = guessFormat(
      sample.map(({ record }) => record),
      readers,
    );
    const reader = accepted(guesses);
    if (reader) {
      taken = { reader, catalogue: createCatalogue(reader, createRecordReader(source), problems) };
      for (const line of waiting) {
        addLine(taken, line);
      }
    }
    return guesses;
  };

  scanning: for await (const batch of scanLines(source, limits.lineBytes, signal)) {
    for (const scanned of batch) {
      const line = await readLine(scanned);
      if (line === undefined) {
        continue;
      }
      if (taken) {
        addLine(taken, line);
        continue;
      }
      waiting.push(line);
      waitingBytes += scanned.length;
      if (waiting.length >= sampleRecords || waitingBytes > sampleBytes) {
        decide();
        if (!taken) {
          break scanning;
        }
      }
    }
    const last = batch.at(-1);
    onProgress?.(last ? last.offset + last.length : 0, source.size);
  }
  const guesses = taken ? [] : decide();
  if (!taken) {
    const records = waiting.map(({ record }) => record);
    const text = lineText(await source.read(0, megabyte));
    const line = waiting[0]?.place.line ?? problems.list[0]?.line ?? 1;
    problems.add({ line, message: unknownFormat(guesses, records, text, readers) });
    problems.finish();
    return { ...refused(source), problems: problems.list };
  }
  await taken.catalogue.finish(signal);
  return openedFrom(source, taken.reader, taken.catalogue);
}

/** What is left of a broken line is worth showing only when it still resembles the format. */
function addLine(
  { reader, catalogue }: { reader: RecordReader; catalogue: Catalogue },
  { record, place, repaired }: LineRecord,
): void {
  if (!repaired || reader.sniff(record) > 0) {
    catalogue.add(record, place);
  }
}

function createLineReader(report: (problem: JsonProblem) => void) {
  let repairs = 0;
  return async ({ bytes, ...place }: ScannedLine): Promise<LineRecord | undefined> => {
    if (bytes === undefined) {
      const size = Math.round(place.length / megabyte);
      report({ line: place.line, message: `a line of ${size} MB is too long and was left out` });
      return undefined;
    }
    const text = lineText(bytes);
    const record = parseStrict(text);
    if (record !== undefined) {
      return { record: unwrapped(record), place: placeOf(place), repaired: false };
    }
    repairs += 1;
    const { value, problem } = repairs > limits.repairedLines ? { value: undefined } : await parseJson(text);
    const column = problem?.column === undefined ? {} : { column: problem.column };
    report({ line: place.line, ...column, message: problem?.message ?? "not valid JSON" });
    return isJsonObject(value)
      ? { record: unwrapped(value), place: placeOf(place), repaired: true }
      : undefined;
  };
}

function placeOf({ line, offset, length }: Omit<ScannedLine, "bytes">): RecordPlace {
  return { line, bytes: { offset, length } };
}

const blockBytes = 1024 * 1024;

/** Reads records by their place. Those that follow each other come from one block. */
function createRecordReader(source: TrajectorySource) {
  let start = 0;
  let block: Uint8Array = new Uint8Array();
  return async (_record: number, { bytes }: RecordPlace): Promise<Json | undefined> => {
    if (bytes === undefined) {
      return undefined;
    }
    const { offset, length } = bytes;
    if (offset < start || offset + length > start + block.length) {
      block = await source.read(offset, Math.max(length, blockBytes));
      start = offset;
    }
    const text = lineText(block.subarray(offset - start, offset - start + length));
    const record = parseStrict(text) ?? (await parseJson(text)).value;
    return record === undefined ? undefined : unwrapped(record);
  };
}
