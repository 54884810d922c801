import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scenario } from "../pipeline/scripted.ts";
import { freshFolder, humanVerdict, linesOf, open, risky, safe } from "./stored.ts";

const text = (...lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");
const deletion = (id: string, schemaVersion = 1) => ({ schemaVersion, id, deleted: true });
const newer = (id: string) => ({ ...scenario(id), schemaVersion: 2, fromTheFuture: true });

async function opened(content: string) {
  const directory = freshFolder();
  const file = join(directory, "scenarios.jsonl");
  writeFileSync(file, content);
  return { directory, file, store: await open(directory) };
}

describe("records of a newer version", () => {
  it("are reported and hide what they replaced, and both outlive compaction", async () => {
    const { store, file } = await opened(text(scenario("a"), newer("a"), scenario("b"), scenario("b")));
    expect([...store.scenarios.keys()]).toEqual(["b"]);
    expect(store.problems).toEqual([{ file, line: 2, message: expect.stringContaining("schemaVersion 2") }]);
    await store.compact();
    expect(linesOf(file)).toEqual(linesOfText(text(scenario("a"), newer("a"), scenario("b"))));
    expect([...store.scenarios.keys()]).toEqual(["b"]);
  });

  it("stay behind when the id is written again, and when it is deleted", async () => {
    const { store, file } = await opened(text(newer("a"), newer("b")));
    await store.put({ scenarios: [scenario("a"), scenario("b")] });
    await store.remove(["b"]);
    await store.compact();
    expect([...store.scenarios.keys()]).toEqual(["a"]);
    const kept = linesOf(file).map((line) => JSON.parse(line));
    expect(kept.map(({ schemaVersion, id, deleted }) => [schemaVersion, id, deleted])).toEqual([
      [2, "a", undefined],
      [2, "b", undefined],
      [1, "a", undefined],
      // Without this line a newer AutoSafe would find the record alive again.
      [1, "b", true],
    ]);
  });

  it("may be deletions", async () => {
    const { store, file } = await opened(text(scenario("a"), deletion("a", 7)));
    expect(store.scenarios.size).toBe(0);
    await store.compact();
    expect(linesOf(file)).toHaveLength(2);
  });
});

describe("deletions", () => {
  it("take a scenario's trajectories, what was made from them, and their human verdicts; put undoes it", async () => {
    const directory = freshFolder();
    const store = await open(directory);
    const all = {
      scenarios: [scenario("a"), scenario("b")],
      trajectories: [risky("ra", "a"), safe("ra", "a"), risky("rb", "b"), safe("rb", "b")],
      humanVerdicts: [humanVerdict("va", "ra-safe"), humanVerdict("vb", "rb")],
    };
    await store.put(all);
    const removed = await store.remove(["a", "a", "no such id"]);
    expect(removed).toEqual({
      scenarios: [scenario("a")],
      trajectories: [risky("ra", "a"), safe("ra", "a")],
      humanVerdicts: [humanVerdict("va", "ra-safe")],
    });
    for (const seen of [store, await open(directory)]) {
      expect([...seen.scenarios.keys()]).toEqual(["b"]);
      expect([...seen.trajectories.keys()]).toEqual(["rb", "rb-safe"]);
      expect([...seen.humanVerdicts.keys()]).toEqual(["vb"]);
    }
    await store.put(removed);
    for (const seen of [store, await open(directory)]) {
      expect(seen.scenarios.get("a")).toEqual(scenario("a"));
      expect(seen.trajectories.size).toBe(4);
      expect(seen.humanVerdicts.get("va")).toEqual(humanVerdict("va", "ra-safe"));
    }
  });

  it("of a risky trajectory take the safe one made from it, and leave the scenario", async () => {
    const store = await open(freshFolder());
    await store.put({ scenarios: [scenario("a")], trajectories: [risky("ra", "a"), safe("ra", "a")] });
    const removed = await store.remove(["ra"]);
    expect(removed.trajectories.map(({ id }) => id)).toEqual(["ra", "ra-safe"]);
    expect(store.scenarios.size).toBe(1);
    expect(store.trajectories.size).toBe(0);
  });

  it("of nothing write nothing", async () => {
    const directory = join(freshFolder(), "untouched");
    const store = await open(directory);
    expect(await store.remove(["a"])).toEqual({ scenarios: [], trajectories: [], humanVerdicts: [] });
    await expect(open(directory)).resolves.toBeDefined();
  });

  it("count for records further up only: what a merge put behind them lives", async () => {
    const { store } = await opened(text(scenario("a"), deletion("a"), scenario("a")));
    expect(store.scenarios.has("a")).toBe(true);
    expect(store.problems).toEqual([]);
  });
});

describe("compaction", () => {
  it("happens by itself when more than half of the lines are dead", async () => {
    const { store, file } = await opened("");
    for (let round = 0; round < 10; round++) {
      await store.put({
        scenarios: Array.from({ length: 10 }, (_, i) => scenario(`s${i}`, { title: `${round}` })),
      });
    }
    expect(linesOf(file).length).toBeLessThan(60);
    expect([...store.scenarios.values()].map(({ title }) => title)).toEqual(Array(10).fill("9"));
  });

  it("keeps lines byte for byte", async () => {
    const odd = `{ "schemaVersion" : 1, ${JSON.stringify(scenario("a")).slice(1, -1)}, "mine":"\\u00e9 \u00e9" }`;
    const { store, file } = await opened(`${odd}\n${text(scenario("b"), scenario("b"))}`);
    await store.compact();
    expect(linesOf(file)).toEqual([odd, JSON.stringify(scenario("b"))]);
  });

  it("never gives up a good record for one that is not valid", async () => {
    const { store, file } = await opened(
      text(scenario("a"), { ...scenario("a"), hidden: "nothing" }, scenario("b"), scenario("b")),
    );
    expect(store.scenarios.get("a")).toEqual(scenario("a"));
    await store.compact();
    expect(linesOf(file)).toHaveLength(3);
    expect((await open(join(file, ".."))).scenarios.get("a")).toEqual(scenario("a"));
  });

  it("is given up while another process compacts", async () => {
    const { store, file, directory } = await opened(text(scenario("a"), scenario("a")));
    await store.put({ scenarios: [scenario("b")] });
    writeFileSync(join(freshRuns(directory), "scenarios.jsonl.lock"), "");
    await store.compact();
    expect(linesOf(file)).toHaveLength(3);
  });

  it("waits until a last line without its newline is followed by another", async () => {
    const { store, file } = await opened(text(scenario("b"), scenario("b")));
    appendFileSync(file, JSON.stringify(scenario("a")));
    await store.compact();
    expect(linesOf(file)).toHaveLength(3);
    await store.put({ scenarios: [scenario("c")] });
    await store.compact();
    expect(linesOf(file).map((line) => JSON.parse(line).id)).toEqual(["b", "a", "c"]);
    expect([...store.scenarios.keys()]).toEqual(["b", "a", "c"]);
  });
});

function freshRuns(directory: string): string {
  const runs = join(directory, "runs");
  mkdirSync(runs, { recursive: true });
  return runs;
}

function linesOfText(content: string): string[] {
  return content.trimEnd().split("\n");
}
