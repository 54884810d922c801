import type { Preference } from "../../judge/rank/preference.ts";
import { isJsonObject, type Json } from "../../ots/json.ts";
import { fitness } from "../../trajectories/fields.ts";
import { limits } from "../../trajectories/limits.ts";
import { looksLikeTable, tableRecords } from "../../trajectories/table.ts";
import { preferenceReaders } from "./readers.ts";

export interface ReadPreferences {
  preferences: Preference[];
  /** Id of the reader that took most of the records. */
  format: string | undefined;
  /** One a record that no reader takes, with its line or place, 20 at most; the rest are counted. */
  problems: string[];
  unread: number;
}

const mostProblems = 20;

/**
 * Pairs of a JSON or JSONL text (an array, an object of records by id, an object with a list under `data`, or a line a record) or of a
 * comma-separated table with names of columns.
 */
export function readPreferences(text: string): ReadPreferences {
  const { records, problems } = recordsOf(text.replace(/^\uFEFF/, ""));
  const preferences: Preference[] = [];
  const taken = new Map<string, number>();
  let unread = problems.length;
  records.forEach(({ record, place }, index) => {
    if (fitness(record, limits.argumentDepth + 20) === "deep") {
      unread++;
      problems.push(`${place}: nested too deeply`);
      return;
    }
    const reader = preferenceReaders.find((candidate) => {
      const read = candidate.read(record, index);
      if (read) {
        preferences.push(read);
      }
      return read !== undefined;
    });
    if (reader) {
      taken.set(reader.id, (taken.get(reader.id) ?? 0) + 1);
    } else {
      unread++;
      problems.push(
        `${place}: neither a pair of ours, nor TARA, nor a chosen and a rejected side with a prompt`,
      );
    }
  });
  const format = [...taken].sort(([, a], [, b]) => b - a)[0]?.[0];
  return { preferences, format, problems: problems.slice(0, mostProblems), unread };
}

interface Located {
  record: Json;
  place: string;
}

function recordsOf(text: string): { records: Located[]; problems: string[] } {
  const whole = parsed(text);
  if (whole !== undefined) {
    const list = Array.isArray(whole) ? whole : isJsonObject(whole) ? listIn(whole) : undefined;
    return {
      records: (list ?? [whole]).map((record, index) => ({ record, place: `entry ${index + 1}` })),
      problems: [],
    };
  }
  if (looksLikeTable(text)) {
    const records = tableRecords(text).map(({ record, line }) => ({ record, place: `line ${line}` }));
    return { records, problems: [] };
  }
  const problems: string[] = [];
  const records = text.split("\n").flatMap((line, index): Located[] => {
    if (line.trim() === "") {
      return [];
    }
    const record = parsed(line);
    if (record === undefined) {
      problems.push(`line ${index + 1}: no JSON`);
      return [];
    }
    return [{ record, place: `line ${index + 1}` }];
  });
  return { records, problems };
}

/** Records kept under `data` or the like, or one a key. */
function listIn(whole: { [key: string]: Json }): Json[] | undefined {
  const list = ["data", "rows", "records", "pairs", "examples"].map((key) => whole[key]).find(Array.isArray);
  const values = Object.values(whole);
  const map =
    values.length > 1 &&
    values.every(isJsonObject) &&
    values.some(
      (value) => isJsonObject(value) && (value.question !== undefined || value.chosen !== undefined),
    );
  return list ?? (map ? values : undefined);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
