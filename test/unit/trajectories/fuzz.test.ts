import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/ots/json.ts";
import { trajectorySchema } from "../../../src/ots/trajectory.ts";
import type { RecordReader } from "../../../src/trajectories/reader.ts";
import { trajectoryReaders } from "../../../src/trajectories/readers.ts";
import { tableRecords } from "../../../src/trajectories/table.ts";
import { damaged, random } from "../fuzz/damage.ts";
import { expected } from "./expected.ts";
import { fixture, openText } from "./support.ts";

const strange: Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  "x",
  [],
  {},
  [[]],
  [null],
  { a: null },
  "attachment://0",
  "[1",
  [[0, 1e9]],
  "__proto__",
];

/** Every object and list in the value. */
function containers(value: Json): (Json[] | { [key: string]: Json })[] {
  const found: (Json[] | { [key: string]: Json })[] = [];
  const pending: Json[] = [value];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item !== null && typeof item === "object") {
      found.push(item);
      pending.push(...Object.values(item));
    }
  }
  return found;
}

/** Changes a few places: another value, nothing, a copy of something else, deep nesting. */
function mutate(value: Json, next: (below: number) => number): Json {
  const copy = structuredClone(value);
  for (let times = 1 + next(3); times > 0; times--) {
    const all = containers(copy);
    const target = all[next(all.length)] ?? [];
    const keys = Object.keys(target);
    const key = keys[next(Math.max(1, keys.length))] ?? "0";
    const put = (made: Json) => Reflect.set(target, key, made);
    switch (next(4)) {
      case 0:
        Reflect.deleteProperty(target, key);
        break;
      case 1:
        put(structuredClone(all[next(all.length)] ?? null));
        break;
      default:
        put(structuredClone(strange[next(strange.length)] ?? null));
    }
  }
  if (next(8) === 0) {
    bury(copy, next);
  }
  return copy;
}

/** Puts a value nested thousands of levels deep somewhere. */
function bury(value: Json, next: (below: number) => number): void {
  const all = containers(value);
  const target = all[next(all.length)] ?? [];
  let deep: Json = "bottom";
  for (let level = 0; level < 3_000; level++) {
    deep = level % 2 === 0 ? [deep] : { content: deep };
  }
  const keys = Object.keys(target);
  Reflect.set(target, keys[next(Math.max(1, keys.length))] ?? "0", deep);
}

function recordsOf(name: string): Json[] {
  const text = Buffer.from(fixture(name))
    .toString("utf8")
    .replaceAll("NaN", '"NaN"')
    .replaceAll("Infinity", '"Infinity"');
  if (name.endsWith(".csv")) {
    return tableRecords(text).map(({ record }) => record);
  }
  const lines = text.trim().split("\n");
  return name.endsWith(".jsonl") ? lines.map((line) => JSON.parse(line)) : [JSON.parse(text)];
}

const readers = trajectoryReaders.filter((reader): reader is RecordReader => reader.kind === "records");
const files = Object.keys(expected);

describe("no reader throws, whatever the records hold", () => {
  it.each(files)("%s with values changed", (name) => {
    const records = recordsOf(name);
    const next = random(name.length);
    for (let run = 0; run < 150; run++) {
      const mutated = records.map((record) => (next(2) === 0 ? mutate(record, next) : record));
      // Every reader gets every format: files lie about what they are.
      for (const reader of readers) {
        for (const record of mutated) {
          const score = reader.sniff(record);
          expect(score >= 0 && score <= 1).toBe(true);
          reader.group?.(record);
        }
        for (const input of [mutated, mutated.slice(0, 1)]) {
          expect([...reader.read(input)].length).toBeLessThan(10_000);
        }
      }
    }
  });

  it("on values that are no records at all", () => {
    for (const reader of readers) {
      for (const value of strange) {
        expect(reader.sniff(value)).toBeLessThan(0.5);
        expect([...reader.read([value])]).not.toEqual([]);
        reader.group?.(value);
      }
      expect([...reader.read([])].every((reading) => "problem" in reading)).toBe(true);
    }
  });
});

describe("no file makes opening or loading throw", () => {
  it.each(files)("%s cut off, with bytes changed, with a piece twice", async (name) => {
    const whole = fixture(name);
    const next = random(name.length + 7);
    for (let run = 0; run < 60; run++) {
      const bytes = damaged(whole, run, next);
      const opened = await openText(name, bytes);
      expect(opened.summaries.length + opened.problems.length).toBeGreaterThan(0);
      for (const { index } of opened.summaries) {
        const loaded = await opened.load(index);
        if ("trajectory" in loaded) {
          expect(trajectorySchema.safeParse(loaded.trajectory).error).toBeUndefined();
        }
      }
    }
  });
});
