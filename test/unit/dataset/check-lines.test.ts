import { describe, expect, it } from "vitest";
import { checkLines, lineCheckLimits } from "../../../src/dataset/check-lines.ts";
import { deletionLine } from "../../../src/dataset/record-file.ts";

const good = deletionLine("scenario-1");
const check = (text: string, isComplete = true, limits = lineCheckLimits) =>
  checkLines(".autosafe/scenarios.jsonl", text, isComplete, limits);

describe("checking the lines of a file of the store", () => {
  it("names line and member, and leaves good, blank and deleted lines alone", async () => {
    const wrong = JSON.stringify({ schemaVersion: 1, id: "a", title: 7 });
    const found = await check(`\ufeff${good}\r\n\n${wrong}\n{"half\n${good}`);
    expect(found?.problems.map(({ line }) => line)).toEqual([3, 4]);
    expect(found?.problems[0]?.message).toMatch(/not a valid scenario: \w+: .+/);
    expect(found?.problems[1]?.message).toMatch(/^not JSON/);
    expect(found?.uncheckedFrom).toBeUndefined();
  });

  it("judges each file by the records it holds", async () => {
    const line = JSON.stringify({ schemaVersion: 1, id: "a" });
    const messages = await Promise.all(
      ["scenarios", "trajectories", "verdicts"].map((name) => checkLines(`${name}.jsonl`, line, true)),
    );
    expect(messages.map((one) => one?.problems[0]?.message.split(":")[0])).toEqual([
      "not a valid scenario",
      "not a valid trajectory",
      "not a valid human verdict",
    ]);
    expect(await checkLines("notes.jsonl", "{", true)).toBeUndefined();
  });

  it("tells merge marks, newer versions and lines nested beyond reason", async () => {
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    const found = await check(`<<<<<<< ours\n{"schemaVersion":999,"id":"a"}\n{"a":${deep}}\n`);
    expect(found?.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("a mark that an unfinished"),
      expect.stringContaining("newer AutoSafe"),
      expect.any(String),
    ]);
  });

  it("stops at its limits and says where", async () => {
    const lines = `${good}\n`.repeat(10);
    expect(await check(lines, true, { maxText: 3 * (good.length + 1), maxProblems: 9 })).toEqual({
      problems: [],
      uncheckedFrom: 4,
    });
    const bad = await check("x\n".repeat(10), true, { maxText: 1000, maxProblems: 4 });
    expect([bad?.problems.length, bad?.uncheckedFrom]).toEqual([4, 5]);
    expect(await check(`${good}\n${good.slice(0, 9)}`, false)).toEqual({ problems: [], uncheckedFrom: 2 });
  });
});
