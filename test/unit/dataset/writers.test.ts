import { execFile } from "node:child_process";
import {
  appendFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { scenario } from "../pipeline/scripted.ts";
import { freshFolder, linesOf, open } from "./stored.ts";

const run = promisify(execFile);
const writer = (directory: string, ...args: string[]) =>
  run(process.execPath, [join(import.meta.dirname, "writer.ts"), directory, ...args]);

describe("several processes on one folder", () => {
  it("lose and mix no record, also while they compact the file under each other", async () => {
    const directory = freshFolder();
    const mine = await open(directory);
    await Promise.all([
      writer(directory, "one", "40", "5"),
      writer(directory, "two", "40", "5"),
      (async () => {
        for (let i = 0; i < 60; i++) {
          await mine.put({ scenarios: [scenario(`mine-${i}`)] });
          await mine.compact();
        }
      })(),
    ]);
    const store = await open(directory);
    expect(store.problems).toEqual([]);
    expect(store.scenarios.size).toBe(140);
    const others = [...store.scenarios.values()].filter(({ id }) => !id.startsWith("mine"));
    expect(new Set(others.map(({ title }) => title))).toEqual(new Set(["5"]));
    await mine.reload();
    expect(mine.scenarios.size).toBe(140);
  });
});

describe("a store that others write to", () => {
  const good = (id: string) => `${JSON.stringify(scenario(id))}\n`;

  /** Large enough that only the index is checked on opening, and only the tail read when it grows. */
  function largeFile(): { directory: string; file: string; count: number } {
    const directory = freshFolder();
    const file = join(directory, "scenarios.jsonl");
    const count = 1500;
    const ballast = "b".repeat(3000);
    writeFileSync(
      file,
      Array.from(
        { length: count },
        (_, i) => `${JSON.stringify(scenario(`s${i}`, { goal: ballast }))}\n`,
      ).join(""),
    );
    return { directory, file, count };
  }

  it("reads only what a large file has gained", async () => {
    const { directory, file, count } = largeFile();
    const store = await open(directory);
    appendFileSync(file, `${good("new")}${JSON.stringify({ schemaVersion: 1, id: "s3", deleted: true })}\n`);
    expect(await store.reload()).toBe(true);
    expect(store.scenarios.size).toBe(count);
    expect(store.scenarios.get("new")).toEqual(scenario("new"));
    expect(store.scenarios.has("s3")).toBe(false);
    expect(await store.reload()).toBe(false);
  });

  it("sees a large file that was rewritten with more in it", async () => {
    const { directory, file } = largeFile();
    const store = await open(directory);
    const lines = linesOf(file);
    writeFileSync(file, `${good("first")}${lines.join("\n")}\n`);
    expect(await store.reload()).toBe(true);
    expect([...store.scenarios.keys()].slice(0, 2)).toEqual(["first", "s0"]);
    expect(store.scenarios.get("s1499")?.id).toBe("s1499");
  });

  it("reports a record of a large file that is not valid when it is read, and keeps it", async () => {
    const { directory, file, count } = largeFile();
    appendFileSync(file, `${JSON.stringify({ ...scenario("bad"), context: "none" })}\n`);
    const store = await open(directory);
    expect(store.problems).toEqual([]);
    expect(store.scenarios.get("bad")).toBeUndefined();
    expect(store.problems).toEqual([{ file, line: count + 1, message: expect.stringContaining("context") }]);
    expect(store.scenarios.has("bad")).toBe(false);
    await store.put({ scenarios: [scenario("s0")] });
    await store.compact();
    expect(linesOf(file).some((line) => line.includes('"bad"'))).toBe(true);
  });

  it("does not let a bad line of a large file replace a good record", async () => {
    const { directory, file } = largeFile();
    appendFileSync(file, `${JSON.stringify({ ...scenario("s0"), context: "none" })}\n`);
    const store = await open(directory);
    expect(store.problems).toHaveLength(1);
    expect(store.scenarios.get("s0")?.context).toEqual([]);
  });

  it("waits for a line that another process is still writing", async () => {
    const { directory, file } = largeFile();
    const store = await open(directory);
    const line = good("late");
    appendFileSync(file, line.slice(0, 100));
    await store.reload();
    expect(store.problems).toEqual([expect.objectContaining({ message: expect.stringContaining("torn") })]);
    appendFileSync(file, line.slice(100));
    await store.reload();
    expect(store.problems).toEqual([]);
    expect(store.scenarios.get("late")).toEqual(scenario("late"));
  });

  it("stands by what it has read when the file is swapped, until it looks again", async () => {
    const directory = freshFolder();
    const store = await open(directory);
    await store.put({ scenarios: [scenario("a"), scenario("b")] });
    const file = join(directory, "scenarios.jsonl");
    writeFileSync(`${file}.new`, good("c"));
    renameSync(`${file}.new`, file);
    expect(store.scenarios.get("b")).toEqual(scenario("b"));
    expect(await store.reload()).toBe(true);
    expect([...store.scenarios.keys()]).toEqual(["c"]);
  });

  it("calls no record bad because somebody wrote over the file", async () => {
    const { directory, file } = largeFile();
    const store = await open(directory);
    writeFileSync(file, "x".repeat(statSync(file).size - 10));
    expect(store.scenarios.get("s7")).toBeUndefined();
    expect(store.problems).toEqual([]);
    await store.reload();
    expect(store.scenarios.size).toBe(0);
  });

  it("goes on in a folder that was deleted meanwhile", async () => {
    const directory = join(freshFolder(), ".autosafe");
    const store = await open(directory);
    await store.put({ scenarios: [scenario("a")] });
    rmSync(directory, { recursive: true });
    await store.put({ scenarios: [scenario("b")] });
    expect([...store.scenarios.keys()]).toEqual(["b"]);
    expect([...(await open(directory)).scenarios.keys()]).toEqual(["b"]);
  });

  it("writes its lines again when they came to stand behind half a line of a writer that died", async () => {
    const directory = freshFolder();
    const file = join(directory, "scenarios.jsonl");
    const store = await open(directory);
    await store.put({ scenarios: [scenario("a")] });
    // Half a line that our look at the file cannot tell from what we wrote: same size, same time.
    const { size, mtime } = statSync(file);
    truncateSync(file, size - 20);
    appendFileSync(file, "x".repeat(20));
    utimesSync(file, mtime, mtime);
    await store.put({ scenarios: [scenario("b")] });
    const again = await open(directory);
    expect(again.scenarios.get("b")).toEqual(scenario("b"));
  });

  it("has nothing to say after it was closed", async () => {
    const directory = freshFolder();
    const store = await open(directory);
    const writing = store.put({ scenarios: [scenario("a")] });
    await store.close();
    await writing;
    await expect(store.put({ scenarios: [scenario("b")] })).rejects.toThrow("closed");
    expect(() => store.scenarios.get("a")).toThrow("closed");
    expect(linesOf(join(directory, "scenarios.jsonl"))).toHaveLength(1);
  });
});
