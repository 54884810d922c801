import type { Json } from "../ots/json.ts";
import type { Problem } from "../syntax/problem.ts";
import { stepCount, titleOf, toTrajectory, withPictures } from "./finish.ts";
import { limits } from "./limits.ts";
import type { LoadedTrajectory, OpenedTrajectories, TrajectorySummary } from "./opened.ts";
import type { Reading, RecordReader } from "./reader.ts";
import type { TrajectorySource } from "./source.ts";

/** Where a record is: line for people, bytes for reading it again. */
export interface RecordPlace {
  line: number;
  bytes?: { offset: number; length: number };
}

/** Records that are read together, by their numbers. */
interface Unit {
  records: number[];
}

type Success = Exclude<Reading, { problem: string }>;

/** Lists what a reader finds in the records of one file, and finds it again when one is loaded. */
export interface Catalogue {
  readonly summaries: readonly TrajectorySummary[];
  readonly problems: readonly Problem[];
  /** Takes the next record; one that belongs to no group is listed at once. */
  add(record: Json, place: RecordPlace): void;
  /** Lists the groups, when all records are in. */
  finish(signal?: AbortSignal): Promise<void>;
  load(index: number): Promise<LoadedTrajectory>;
}

/** `fetch` gives a record again by its number; undefined when it cannot be read any more. */
export function createCatalogue(
  reader: RecordReader,
  fetch: (record: number, place: RecordPlace) => Promise<Json | undefined>,
  problems: Problems,
): Catalogue {
  const places: RecordPlace[] = [];
  const groups = new Map<string, Unit>();
  const entries: { unit: Unit; nth: number }[] = [];
  const summaries: TrajectorySummary[] = [];
  const { file } = problems;
  let last: { unit: Unit; found: readonly Success[] } | undefined;

  const lineOf = (unit: Unit, record = 0) => places[unit.records[record] ?? 0]?.line ?? 1;
  const list = (unit: Unit, records: readonly Json[]) => {
    let nth = 0;
    const found: Success[] = [];
    // A file with one record is shown as soon as it is listed: it is gone through once.
    last = entries.length === 0 ? { unit, found } : undefined;
    for (const reading of safely(reader, records)) {
      if ("problem" in reading) {
        problems.add({ line: lineOf(unit, reading.record), message: `${reader.title}: ${reading.problem}` });
      } else if (summaries.length < limits.trajectories) {
        found.push(reading);
        const place = places[unit.records[0] ?? 0];
        summaries.push({
          index: summaries.length,
          title: titleOf(reading),
          steps: stepCount(reading),
          line: lineOf(unit, reading.record),
          ...(unit.records.length === 1 && place?.bytes ? { bytes: place.bytes } : {}),
        });
        entries.push({ unit, nth: nth++ });
      }
    }
  };
  const fetchUnit = async (unit: Unit) => {
    const records: Json[] = [];
    for (const record of unit.records) {
      const place = places[record];
      const value = place === undefined ? undefined : await fetch(record, place);
      records.push(value ?? null);
    }
    return records;
  };

  return {
    summaries,
    problems: problems.list,
    add(record, place) {
      const number = places.push(place) - 1;
      const key = reader.group?.(record);
      if (key === undefined) {
        list({ records: [number] }, [record]);
        return;
      }
      const group = groups.get(key);
      if (group) {
        group.records.push(number);
      } else {
        groups.set(key, { records: [number] });
      }
    },
    async finish(signal) {
      for (const unit of groups.values()) {
        signal?.throwIfAborted();
        list(unit, await fetchUnit(unit));
      }
      problems.finish();
    },
    async load(index) {
      const entry = entries[index];
      if (!entry) {
        return { problem: { file, line: 1, message: `There is no trajectory number ${index + 1}.` } };
      }
      const { unit, nth } = entry;
      if (last?.unit !== unit) {
        const readings = [...safely(reader, await fetchUnit(unit))];
        last = { unit, found: readings.filter((reading): reading is Success => !("problem" in reading)) };
      }
      const found = last.found[nth];
      if (!found) {
        return {
          problem: { file, line: lineOf(unit), message: "The file has changed since it was opened." },
        };
      }
      const line = lineOf(unit, found.record);
      return {
        trajectory:
          "trajectory" in found
            ? found.trajectory
            : toTrajectory(await withPictures(found.conversation, () => fetchUnit(unit)), reader.id, {
                file,
                line,
              }),
      };
    },
  };
}

/** A file whose records are listed in a catalogue. */
export function openedFrom(
  source: TrajectorySource,
  { id, title }: RecordReader,
  catalogue: Catalogue,
): OpenedTrajectories {
  return {
    file: source.name,
    format: { id, title },
    summaries: catalogue.summaries,
    problems: catalogue.problems,
    load: (index) => catalogue.load(index),
    close: () => source.close(),
  };
}

/** A reader's readings. Whatever a defect in it throws becomes a problem instead of losing the file. */
function* safely(reader: RecordReader, records: readonly Json[]): Iterable<Reading> {
  try {
    yield* reader.read(records);
  } catch (error) {
    yield { problem: `this could not be read (${error instanceof Error ? error.message : String(error)})` };
  }
}

/** What is wrong with one file, up to the limit; then how much more there was. */
export interface Problems {
  readonly file: string;
  readonly list: readonly Problem[];
  add(problem: Omit<Problem, "file">): void;
  finish(): void;
}

export function createProblems(file: string): Problems {
  const list: Problem[] = [];
  let omitted = 0;
  return {
    file,
    list,
    add(problem) {
      if (list.length < limits.problems) {
        list.push({ file, ...problem });
      } else {
        omitted += 1;
      }
    },
    finish() {
      if (omitted > 0) {
        list.push({ file, line: 1, message: `… and ${omitted} more problems in this file` });
        omitted = 0;
      }
    },
  };
}
