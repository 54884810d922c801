import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/syntax/input-error.ts";
import { scenario } from "../pipeline/scripted.ts";
import { freshFolder, linesOf, open } from "./stored.ts";

const good = JSON.stringify(scenario("good"));

async function opened(content: string | Buffer) {
  const directory = freshFolder();
  const file = join(directory, "scenarios.jsonl");
  writeFileSync(file, content);
  return { directory, file, store: await open(directory) };
}

describe("lines nobody should have written", () => {
  it("passes over a line above the limit without reading it into memory, keeps it, and goes on behind it", async () => {
    const directory = freshFolder();
    const file = join(directory, "scenarios.jsonl");
    const fd = openSync(file, "w");
    const block = Buffer.alloc(8 * 1024 * 1024, "x");
    for (let written = 0; written < 9; written++) {
      writeSync(fd, block);
    }
    writeSync(fd, `\n${good}\n`);
    closeSync(fd);
    const store = await open(directory);
    expect([...store.scenarios.keys()]).toEqual(["good"]);
    expect(store.scenarios.get("good")).toEqual(scenario("good"));
    expect(store.problems).toEqual([{ file, line: 1, message: "longer than 64 MB, which no record is" }]);
    await store.put({ scenarios: [scenario("good", { title: "Again" })] });
    await store.compact();
    expect((await open(directory)).scenarios.get("good")?.title).toBe("Again");
  });

  it("reads a valid record of 50 MB", async () => {
    const huge = scenario("huge", { goal: "g".repeat(50 * 1024 * 1024) });
    const { store } = await opened(`${JSON.stringify(huge)}\n${good}\n`);
    expect(store.problems).toEqual([]);
    expect(store.scenarios.get("huge")?.goal).toHaveLength(50 * 1024 * 1024);
    expect(store.scenarios.get("good")).toEqual(scenario("good"));
  });

  it("takes a byte order mark, carriage returns and blank lines for what they are", async () => {
    const { store, file } = await opened(`\uFEFF${good}\r\n\r\n   \r\n${JSON.stringify(scenario("b"))}\r\n`);
    expect(store.problems).toEqual([]);
    expect([...store.scenarios.values()]).toEqual([scenario("good"), scenario("b")]);
    await store.compact();
    expect(linesOf(file)).toEqual([good, JSON.stringify(scenario("b"))]);
    expect(store.scenarios.get("b")).toEqual(scenario("b"));
  });

  it("takes a file that is nothing but a byte order mark", async () => {
    const { store } = await opened("\uFEFF");
    expect(store.scenarios.size).toBe(0);
    expect(store.problems).toEqual([]);
  });

  it.each([
    ["<<<<<<< HEAD", "git merge"],
    ['{"schemaVersion":1,"id":"x"', "not JSON"],
    [`${good}${good}`, "not JSON"],
    ["null", "not a JSON object"],
    ['{"schemaVersion":1,"id":7}', "id"],
    ['{"schemaVersion":"1","id":"x"}', "schemaVersion"],
    ['{"schemaVersion":0,"id":"x","deleted":true}', "schemaVersion"],
    [JSON.stringify(scenario("x", { severity: "fatal" as "severe" })), "severity"],
    [JSON.stringify({ ...scenario("x"), cell: { toolId: "t" } }), "cell.toolName"],
    [JSON.stringify({ ...scenario("x"), hidden: [{ fact: 1 }] }), "hidden.0.fact"],
  ])("reports %s and keeps it", async (line, words) => {
    const { store, file } = await opened(`${good}\n${line}\n`);
    expect([...store.scenarios.keys()]).toEqual(["good"]);
    expect(store.problems).toEqual([{ file, line: 2, message: expect.stringContaining(words) }]);
    await store.put({ scenarios: [scenario("good", { title: "New" })] });
    await store.compact();
    expect(linesOf(file)[0]).toBe(line);
  });

  it("finds records with ids that are names of prototypes", async () => {
    const { store } = await opened("");
    const ids = ["__proto__", "constructor", "toString", ""];
    await store.put({ scenarios: ids.map((id) => scenario(id)) });
    expect(ids.map((id) => store.scenarios.get(id)?.id)).toEqual(ids);
    expect(store.scenarios.has("hasOwnProperty")).toBe(false);
    await store.remove(["__proto__"]);
    expect([...store.scenarios.keys()]).toEqual(ids.slice(1));
  });

  it("keeps a member named __proto__ through a rewrite of its record", async () => {
    const { store, file } = await opened(`${good.slice(0, -1)},"__proto__":{"polluted":true}}\n`);
    const record = store.scenarios.get("good");
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
    await store.put({ scenarios: [{ ...scenario("good"), ...record, title: "Changed" }] });
    expect(linesOf(file)[1]).toContain('"__proto__":{"polluted":true}');
  });

  it("reads keys that are written with escapes", async () => {
    const { store } = await opened(`${good.replace('"id"', '"\\u0069d"')}\n`);
    expect(store.scenarios.get("good")).toEqual(scenario("good"));
  });

  it("caps how many problems it keeps", async () => {
    const { store } = await opened("junk\n".repeat(5000));
    expect(store.problems.length).toBeLessThan(1100);
    expect(store.problems.at(-1)?.message).toContain("further lines");
  });
});

describe("files that are none", () => {
  it("does not follow a link", async () => {
    const directory = freshFolder();
    const target = join(freshFolder(), "elsewhere.jsonl");
    writeFileSync(target, "");
    symlinkSync(target, join(directory, "scenarios.jsonl"));
    await expect(open(directory)).rejects.toThrow(InputError);
    await expect(open(directory)).rejects.toThrow(/scenarios\.jsonl: not a plain file/);
  });

  it("does not read a folder", async () => {
    const directory = freshFolder();
    mkdirSync(join(directory, "scenarios.jsonl"));
    await expect(open(directory)).rejects.toThrow(/not a plain file/);
  });

  it("says so when a file stands where the folder should be", async () => {
    const directory = join(freshFolder(), "file");
    writeFileSync(directory, "");
    await expect(open(directory)).rejects.toThrow(/a file stands where a folder is needed/);
  });
});

describe("records that cannot be stored", () => {
  it.each([
    ["too deep", { annotation: JSON.parse(`${"[".repeat(300)}${"]".repeat(300)}`) }, "200 levels"],
    ["not valid", { strategies: [] }, "strategies"],
    ["marked as deleted", { deleted: true }, "deleted"],
  ])("are refused when they are %s, and nothing of the call is written", async (_, over, words) => {
    const directory = freshFolder();
    const store = await open(directory);
    const records = [scenario("fine"), { ...scenario("odd"), ...over }];
    await expect(store.put({ scenarios: records })).rejects.toThrow(InputError);
    await expect(store.put({ scenarios: records })).rejects.toThrow(words);
    expect(store.scenarios.size).toBe(0);
  });
});
