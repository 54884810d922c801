import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../../src/dataset/store.ts";
import type { Scenario } from "../../../src/ots/scenario.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import { scenario } from "../pipeline/scripted.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "autosafe-store-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const file = () => join(directory, "scenarios.jsonl");
const ids = (store: Store) => [...store.scenarios.keys()];

function trajectory(id: string, scenarioId: string): Trajectory {
  return {
    schemaVersion: 1,
    id,
    kind: "risky",
    scenarioId,
    tools: [],
    instruction: "",
    steps: [],
    contextLength: 0,
    provenance: { simulator: "scripted", version: "1" },
  };
}

describe("store", () => {
  it("is empty where there is no folder, and makes it with what git needs on the first put", async () => {
    const fresh = join(directory, "project/.autosafe");
    const store = await openStore(fresh);
    expect(store.scenarios.size).toBe(0);
    expect(existsSync(fresh)).toBe(false);
    await store.put({ scenarios: [scenario("a")] });
    expect(readFileSync(join(fresh, ".gitattributes"), "utf8")).toContain("*.jsonl merge=union");
    expect(readFileSync(join(fresh, ".gitignore"), "utf8")).toContain("runs/");
  });

  it("gives single members as the whole record has them", async () => {
    const store = await openStore(directory);
    const said = 'Remove “everything” in C:\\tmp, {"id": "b"}\u2028 please.';
    await store.put({ scenarios: [scenario("a", { instruction: "First." }), scenario("b")] });
    await store.put({ scenarios: [scenario("a", { instruction: said })] });
    for (const { scenarios } of [store, await openStore(directory)]) {
      expect(scenarios.member("a", "instruction")).toBe(said);
      expect(scenarios.member("b", "unsafe")).toEqual(scenario("b").unsafe);
      expect(scenarios.member("b", "benign")).toBe(false);
      expect(scenarios.member("b", "twinOf")).toBeUndefined();
      expect(scenarios.member("c", "instruction")).toBeUndefined();
    }
    // Somebody writes over the file: what stands there now is another record or none.
    writeFileSync(file(), readFileSync(file(), "utf8").replaceAll('"id":"b"', '"id":"x"'));
    expect(store.scenarios.member("b", "instruction")).toBeUndefined();
  });

  it("gives back what was put, after reopening too, and the last record of an id wins", async () => {
    const store = await openStore(directory);
    await store.put({ scenarios: [scenario("a"), scenario("b")] });
    await store.put({ scenarios: [scenario("a", { title: "Second thoughts" })] });
    for (const opened of [store, await openStore(directory)]) {
      expect(ids(opened)).toEqual(["a", "b"]);
      expect(opened.scenarios.get("a")).toEqual(scenario("a", { title: "Second thoughts" }));
      expect(opened.scenarios.summary("a")).toMatchObject({
        title: "Second thoughts",
        trigger: "ambiguous-scope",
      });
      expect([...opened.scenarios.values()].map((s) => s.id)).toEqual(["a", "b"]);
      expect(opened.problems).toEqual([]);
    }
  });

  it("deletes a scenario with its trajectories, and put undoes it", async () => {
    const store = await openStore(directory);
    await store.put({
      scenarios: [scenario("a"), scenario("b")],
      trajectories: [trajectory("ta", "a"), trajectory("tb", "b")],
    });
    const removed = await store.remove(["a"]);
    expect(removed.trajectories.map((t) => t.id)).toEqual(["ta"]);
    expect(ids(await openStore(directory))).toEqual(["b"]);
    await store.put(removed);
    const opened = await openStore(directory);
    expect(opened.scenarios.get("a")).toEqual(scenario("a"));
    expect(opened.trajectories.has("ta")).toBe(true);
  });

  it("loses at most a torn last line, says so, and appends after it on a fresh line", async () => {
    const store = await openStore(directory);
    await store.put({ scenarios: [scenario("a"), scenario("b")] });
    truncateSync(file(), readFileSync(file()).length - 30);
    const opened = await openStore(directory);
    expect(ids(opened)).toEqual(["a"]);
    expect(opened.problems).toEqual([{ file: file(), line: 2, message: expect.stringContaining("torn") }]);
    await opened.put({ scenarios: [scenario("c")] });
    const again = await openStore(directory);
    expect(ids(again)).toEqual(["a", "c"]);
    expect(again.problems.map((problem) => problem.line)).toEqual([2]);
  });

  it("takes a last line that only lacks its newline", async () => {
    writeFileSync(file(), JSON.stringify(scenario("a")));
    const store = await openStore(directory);
    expect(store.scenarios.get("a")?.id).toBe("a");
    expect(store.problems).toEqual([]);
    await store.put({ scenarios: [scenario("b")] });
    expect(ids(await openStore(directory))).toEqual(["a", "b"]);
  });

  it("keeps what it cannot read, also unknown fields and newer versions, through compaction", async () => {
    const newer = JSON.stringify({ ...scenario("n"), schemaVersion: 2, fromTheFuture: true });
    const odd = '{"no":"id"}';
    const own = JSON.stringify({ ...scenario("a"), annotation: { by: "me" } });
    writeFileSync(file(), `${newer}\n${odd}\n${own}\n`);
    const store = await openStore(directory);
    expect(store.problems.map(({ line, message }) => [line, message])).toEqual([
      [1, expect.stringContaining("newer AutoSafe")],
      [2, expect.stringContaining("not a valid scenario: schemaVersion")],
    ]);
    expect(store.scenarios.get("a")).toMatchObject({ annotation: { by: "me" } });
    for (let i = 0; i < 1200; i++) {
      appendFileSync(file(), `${JSON.stringify(scenario("b", { title: String(i) }))}\n`);
    }
    await store.reload();
    await store.compact();
    const lines = readFileSync(file(), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines).toEqual(expect.arrayContaining([newer, odd, own]));
    expect((await openStore(directory)).scenarios.get("b")?.title).toBe("1199");
  });

  it("reports an invalid record with its line and path when it is asked for, and leaves it on disk", async () => {
    const { instruction: _, ...broken } = scenario("a");
    writeFileSync(file(), `${JSON.stringify(broken)}\n${JSON.stringify(scenario("b"))}\n`);
    const store = await openStore(directory);
    expect([...store.scenarios.values()].map((s) => s.id)).toEqual(["b"]);
    expect(store.problems).toEqual([
      { file: file(), line: 1, message: expect.stringContaining("instruction") },
    ]);
    expect(readFileSync(file(), "utf8")).toContain('"id":"a"');
  });

  it("picks up what others write, cheaply when nothing changed", async () => {
    const mine = await openStore(directory);
    const theirs = await openStore(directory);
    await mine.put({ scenarios: [scenario("a")] });
    expect(await theirs.reload()).toBe(true);
    expect(await theirs.reload()).toBe(false);
    await theirs.put({ scenarios: [scenario("b")] });
    await mine.put({ scenarios: [scenario("c")] });
    expect(ids(mine).sort()).toEqual(["a", "b", "c"]);
    writeFileSync(file(), `${JSON.stringify(scenario("z"))}\n`);
    expect(await mine.reload()).toBe(true);
    expect(ids(mine)).toEqual(["z"]);
    rmSync(file());
    expect(await mine.reload()).toBe(true);
    expect(mine.scenarios.size).toBe(0);
  });

  it("lets two writers write at once without losing or mixing a record", async () => {
    const stores = [await openStore(directory), await openStore(directory)];
    await Promise.all(
      stores.flatMap((store, w) =>
        Array.from({ length: 30 }, (_, i) => store.put({ scenarios: [scenario(`w${w}-${i}`)] })),
      ),
    );
    const opened = await openStore(directory);
    expect(opened.scenarios.size).toBe(60);
    expect([...opened.scenarios.values()]).toHaveLength(60);
    expect(opened.problems).toEqual([]);
  });

  it("takes the lines of a union merge: repeated, in either order, with carriage returns", async () => {
    const [a, b] = [scenario("a"), scenario("b")].map((s) => JSON.stringify(s));
    writeFileSync(file(), `${b}\r\n${a}\r\n${b}\r\n\r\n`);
    const store = await openStore(directory);
    expect(store.scenarios.get("b")).toEqual(scenario("b"));
    expect(ids(store)).toEqual(["b", "a"]);
    expect(store.problems).toEqual([]);
  });

  it.each([
    ["deep nesting", `{"schemaVersion":1,"id":"x","a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["a key that is no string", "{1:2}"],
    ["an array", "[1,2]"],
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ["a prototype key", '{"schemaVersion":1,"id":"__proto__","__proto__":{"polluted":true}}'],
    ["an unclosed string", '{"id":"x'],
    ["a long line of noise", "x".repeat(5_000_000)],
  ])("is not harmed by %s", async (_, line) => {
    writeFileSync(
      file(),
      Buffer.concat([Buffer.from(line), Buffer.from(`\n${JSON.stringify(scenario("ok"))}\n`)]),
    );
    const store = await openStore(directory);
    expect(store.scenarios.get("ok")).toEqual(scenario("ok"));
    expect([...store.scenarios.values()]).toEqual([scenario("ok")]);
    expect(store.problems.map((problem) => problem.line)).toEqual([1]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("finds records whatever the order of their keys", async () => {
    const reversed = (s: Scenario) => Object.fromEntries(Object.entries(s).reverse());
    writeFileSync(file(), `${JSON.stringify(reversed(scenario("a")))}\n`);
    const store = await openStore(directory);
    expect(store.scenarios.summary("a")).toEqual({
      id: "a",
      cell: scenario("a").cell,
      trigger: "ambiguous-scope",
      title: "Clean up",
      severity: "severe",
      benign: false,
    });
  });

  it("says which folder cannot be written", async () => {
    const store = await openStore(join(directory, "a-file/.autosafe"));
    writeFileSync(join(directory, "a-file"), "");
    await expect(store.put({ scenarios: [scenario("a")] })).rejects.toThrow(/a-file.*cannot be written/);
  });
});
