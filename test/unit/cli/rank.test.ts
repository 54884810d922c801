import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPreferences } from "../../../src/dataset/preferences/read.ts";
import { autosafe as drive, temporaryFolder } from "./drive.ts";

const tara = [
  {
    id: 1,
    question: "What is 17 * 23?",
    pos_answer: {
      answer: "17 * 23 = 391",
      score: 4,
      actions: "Thought: …",
      score_agent: { explanation: "", score: 4 },
    },
    neg_answer: {
      answer: "17 * 23 = 401",
      score: 1,
      actions: {},
      score_agent: { explanation: "", score: 1 },
    },
  },
  {
    id: 2,
    question: "What day of the week is 14 March 2025?",
    pos_answer: { answer: "Friday" },
    neg_answer: { answer: "Monday" },
  },
];
const dpo = {
  prompt: "How many days has February 2024?",
  chosen: "It has 29 days.",
  rejected: "It has 28 days.",
};
const swapped = { prompt: "What is 2 + 2?", chosen: "2 + 2 = 5", rejected: "2 + 2 = 4" };

const autosafe = (cwd: string, ...args: string[]) => drive(cwd, args);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, value: unknown) => {
  writeFileSync(join(folder, name), typeof value === "string" ? value : JSON.stringify(value));
};

describe("autosafe rank", () => {
  it("shows both ways side by side, by tool, and what is not ranked right", async () => {
    write("tara.json", tara);
    const { code, out } = await autosafe(folder, "rank", "tara.json");
    expect(code).toBe(0);
    expect(out).toContain("(tara)");
    expect(out).toMatch(/with tools\s+2\s+100\.0 %/);
    expect(out).toMatch(/reading only\s+2\s+0\.0 %/);
    expect(out).toMatch(/calculator\s+1/);
    expect(out).toMatch(/calendar\s+1/);
  });

  it("gives one JSON document with rewards and traces", async () => {
    write("pairs.jsonl", `${JSON.stringify(dpo)}\n${JSON.stringify(swapped)}\nno json\n`);
    const { code, out, err } = await autosafe(folder, "rank", "pairs.jsonl", "--json");
    expect(code).toBe(1);
    expect(err).toContain("line 3: no JSON");
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      format: "dpo",
      withTools: { pairs: 2, right: 1, wrong: 1 },
      readingOnly: { tied: 2 },
      unread: 1,
    });
    expect(report.pairs[0]).toMatchObject({
      selection: "keep",
      chosen: { trace: [{ tool: "calendar", observation: "29" }] },
    });
    expect(report.pairs[1]).toMatchObject({ selection: "review" });
    const [only] = [JSON.parse((await autosafe(folder, "rank", "pairs.jsonl", "--json", "--no-tools")).out)];
    expect(only.withTools).toBeNull();
  });

  it("writes lines that it reads back", async () => {
    write("pairs.jsonl", `${JSON.stringify(dpo)}\n${JSON.stringify(swapped)}\n`);
    const { err } = await autosafe(folder, "rank", "pairs.jsonl", "--out", "ranked.jsonl", "--margin", "0.2");
    expect(err).toContain("1 to keep, 1 for a person to review");
    const text = readFileSync(join(folder, "ranked.jsonl"), "utf8");
    const { preferences, format } = readPreferences(text);
    expect(format).toBe("autosafe");
    expect(preferences.map(({ stated }) => (stated?.chosen ?? 0) > (stated?.rejected ?? 0))).toEqual([
      true,
      false,
    ]);
    expect((await autosafe(folder, "rank", "ranked.jsonl")).out).toMatch(/with tools\s+2\s+50\.0 %/);
  });

  it("says what it cannot take", async () => {
    write("other.json", { hello: 1 });
    expect(await autosafe(folder, "rank", "other.json")).toMatchObject({
      code: 2,
      err: expect.stringContaining("no preference pairs"),
    });
    expect(await autosafe(folder, "rank", "missing.json")).toMatchObject({ code: 2 });
    expect(await autosafe(folder, "rank", "other.json", "--margin", "9")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--margin"),
    });
  });
});
