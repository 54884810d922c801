import { describe, expect, it } from "vitest";
import { compareWithBaseline, readBaseline, writeBaseline } from "../../../src/analysis/baseline.ts";
import type { Finding } from "../../../src/analysis/finding.ts";

const range = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 1 };
const finding = (file: string, ruleId: string, fingerprint: string): Finding => ({
  ruleId,
  severity: "error",
  confidence: "pattern",
  message: 'a "quoted" message',
  file,
  range,
  related: [],
  fingerprint,
});
const a = finding("b.py", "rule-a", "1");
const b = finding("a.py", "rule-b", "2");
const c = finding("a.py", "rule-a", "3");

describe("the baseline file", () => {
  it("is sorted, one finding a line, whatever order they come in", () => {
    const text = writeBaseline([a, b, c]);
    expect(writeBaseline([c, b, a])).toBe(text);
    const lines = text.split("\n").filter((line) => line.includes("fingerprint"));
    expect(lines.map((line) => JSON.parse(line.replace(/,$/, "")).fingerprint)).toEqual(["3", "2", "1"]);
  });

  it("is read back, and parts known findings from new ones", () => {
    const { known, problems } = readBaseline("baseline.json", writeBaseline([a, c]));
    expect(problems).toEqual([]);
    expect(compareWithBaseline([a, b, c], known)).toEqual({ fresh: [b], known: [a, c] });
    expect(readBaseline("x", writeBaseline([])).known.size).toBe(0);
  });

  it.each([
    ["", /x:1:1: the file is empty/],
    ["{", /x:1/],
    ['{ "schemaVersion": 1 }', /findings: missing; an array is needed/],
    ['{ "schemaVersion": 2, "findings": [] }', /x:1:20: schemaVersion: 2 is not allowed; use 1/],
    ['{ "schemaVersion": 1,\n "findings": [{ "fingerprint": 3 }] }', /x:2:32: findings\[0\]\.fingerprint/],
  ])("says what is wrong with %j", (text, message) => {
    const { known, problems } = readBaseline("x", text);
    expect(known.size).toBe(0);
    expect(problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join("\n")).toMatch(message);
  });
});
