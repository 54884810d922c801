import { describe, expect, it } from "vitest";
import { rules } from "../../../src/analysis/rules.ts";
import { knownRules, scanText } from "../../../src/analysis/scan-text.ts";
import { customRules } from "../../../src/analysis/settings/custom-rules.ts";
import { patternProblem } from "../../../src/analysis/settings/pattern.ts";
import { createPolicy } from "../../../src/analysis/settings/policy.ts";
import { readRulesFile } from "../../../src/analysis/settings/read.ts";
import type { RulesFile } from "../../../src/analysis/settings/schema.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { formatProblem } from "../../../src/syntax/problem.ts";

const builtin = new Set(knownRules(rules).map(({ id }) => id));
const read = (text: string) => readRulesFile("rules.json", text, builtin);
const problemsOf = (text: string) => read(text).problems.map(formatProblem).join("\n");

async function scanned(file: string, text: string, settings: Omit<RulesFile, "schemaVersion">) {
  const own = customRules(settings.customRules);
  const all = [...rules, ...own];
  const known = new Set(knownRules(all).map(({ id }) => id));
  const policy = createPolicy({ schemaVersion: 1, ...settings });
  const scan = await scanText({ file, text }, { model, rules: all, known, policy });
  scan.dispose();
  return scan;
}
const found = async (...args: Parameters<typeof scanned>) =>
  (await scanned(...args)).findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`);

const tool = `from agents import function_tool
@function_tool(needs_approval=False)
def delete_branch(name: str) -> str:
    """Delete a branch for good."""
`;

describe("rules.json", () => {
  it("is read with comments", () => {
    const { settings, problems } = read(`{
      "schemaVersion": 1, // ours
      "rules": { "approval-disabled": "warning", "mcp-config-auto-approve": { "severity": "info", "exclude": ["legacy/"] } },
      "sinks": [{ "module": "acme.shell", "name": "run", "argument": 0, "kind": "shell" }],
    }`);
    expect(problems).toEqual([]);
    expect(settings.sinks).toHaveLength(1);
  });

  it.each([
    [
      '{ "schemaVersion": 1, "rules": { "tool-param-to-shel": "off" } }',
      /there is no rule.*did you mean "tool-param-to-shell"/,
    ],
    [
      '{ "schemaVersion": 1, "rules": { "aproval-disabled": "off" } }',
      /1:54: rules\.aproval-disabled: there is no rule.*did you mean "approval-disabled"/,
    ],
    [
      '{ "schemaVersion": 1, "rules": { "approval-disabled": "loud" } }',
      /"loud" is not allowed; use one of "error", "warning", "info", "off"/,
    ],
    ['{ "schemaVersion": 1, "colour": 1 }', /colour: there is no such property; allowed here: .*customRules/],
    [
      '{ "schemaVersion": 1, "sinks": [{ "module": "a", "name": "b", "argument": 0, "kind": "sea" }] }',
      /sinks\[0\]\.kind: "sea" is not allowed; use one of "shell"/,
    ],
    ...["d)", "(a+)+", "", "a b", "*"].map((name): [string, RegExp] => [
      JSON.stringify({
        schemaVersion: 1,
        sinks: [{ module: "a", name, argument: 0, kind: "shell" }],
      }),
      /sinks\[0\]\.name: /,
    ]),
    [
      '{ "schemaVersion": 1, "customRules": [{ "id": "x", "title": "t", "message": "m", "severity": "info" }] }',
      /customRules\[0\]: say what it looks for/,
    ],
    [
      '{ "schemaVersion": 1, "customRules": [{ "id": "x", "title": "t", "message": "m", "severity": "info", "text": { "pattern": "(a+)+" } }] }',
      /repetition inside repetition/,
    ],
    [
      '{ "schemaVersion": 1, "customRules": [{ "id": "approval-disabled", "title": "t", "message": "m", "severity": "info", "text": { "pattern": "a" } }] }',
      /there is a rule "approval-disabled" already/,
    ],
    ['{ "schemaVersion": 1, "suppress": [{ "rule": "approval-disabled", "file": "a" }] }', /reason: missing/],
    ["[]", /an object is needed/],
  ])("says what is wrong with %s", (text, message) => {
    expect(problemsOf(text)).toMatch(message);
    expect(read(text).settings).toEqual({ schemaVersion: 1 });
  });

  it("grades, switches off, and limits rules to files", async () => {
    expect(await found("a.py", tool, {})).toEqual(["error approval-disabled"]);
    expect(await found("a.py", tool, { rules: { "approval-disabled": "warning" } })).toEqual([
      "warning approval-disabled",
    ]);
    expect(await found("a.py", tool, { rules: { "approval-disabled": "off" } })).toEqual([]);
    // What the rule lowered in test code stays lower than what the settings say.
    expect(await found("tests/a.py", tool, { rules: { "approval-disabled": "error" } })).toEqual([
      "warning approval-disabled",
    ]);
    const legacy = { rules: { "approval-disabled": { exclude: ["legacy/**"] } } };
    expect(await found("legacy/a.py", tool, legacy)).toEqual([]);
    expect(await found("src/a.py", tool, legacy)).toHaveLength(1);
    const only = { rules: { "approval-disabled": { include: ["src/"] } } };
    expect(await found("src/a.py", tool, only)).toHaveLength(1);
    expect(await found("a.py", tool, only)).toEqual([]);
  });

  it("leaves files out", () => {
    const policy = createPolicy({ schemaVersion: 1, include: ["src/"], exclude: ["*.gen.py"] });
    expect(["src/a.py", "src/a.gen.py", "b.py", "../b.py"].map(policy.isScanned)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("suppresses by file and JSON pointer, where no comment can stand", async () => {
    const file = ".roo/mcp.json";
    const text = JSON.stringify({
      mcpServers: { a: { command: "x", autoApprove: ["*"] }, "b/c": { command: "x", autoApprove: ["*"] } },
    });
    const entry = { rule: "mcp-config-auto-approve", file: ".roo/*.json", reason: "lists only" };
    expect(await found(file, text, {})).toHaveLength(2);
    expect(await found(file, text, { suppress: [entry] })).toEqual([]);
    const scan = await scanned(file, text, { suppress: [{ ...entry, pointer: "/mcpServers/b~1c" }] });
    expect(scan.findings.map(({ message }) => message)).toEqual([expect.stringContaining("`a`")]);
    expect(scan.silenced.map(({ by, reason }) => `${by}: ${reason}`)).toEqual(["settings: lists only"]);
  });
});

describe("rules of a project's own", () => {
  const custom = (rest: object) => ({
    customRules: [
      { id: "ours", title: "Ours", message: "Use the wrapper.", severity: "warning" as const, ...rest },
    ],
  });

  it("find calls by where they are imported from", async () => {
    const call = { module: "acme.http", name: "raw_get" };
    expect(await found("a.py", "from acme.http import raw_get as get\nget('x')\n", custom({ call }))).toEqual(
      ["warning ours"],
    );
    expect(await found("a.py", "import acme.http\nacme.http.raw_get('x')\n", custom({ call }))).toEqual([
      "warning ours",
    ]);
    expect(await found("a.py", "from other import raw_get\nraw_get('x')\n", custom({ call }))).toEqual([]);
    expect(
      await found("a.ts", 'import { raw_get } from "acme.http";\nraw_get("x");\n', custom({ call })),
    ).toEqual(["warning ours"]);
  });

  it("test arguments", async () => {
    const text =
      "from acme import run\nrun('ls', safe=False)\nrun('ls')\nrun('rm -r /', safe=False)\nrun(**options)\n";
    const lines = async (conditions: object[]) =>
      (
        await scanned("a.py", text, custom({ call: { module: "acme", name: "run", arguments: conditions } }))
      ).findings.map(({ range }) => range.startLine);
    expect(await lines([{ argument: "safe", equals: false }])).toEqual([1, 3]);
    expect(await lines([{ argument: 0, matches: "^rm\\b" }])).toEqual([3]);
    expect(await lines([{ argument: "safe", present: false }])).toEqual([2]);
    expect(
      await lines([
        { argument: "safe", equals: false },
        { argument: 0, matches: "^ls" },
      ]),
    ).toEqual([1]);
  });

  it("find text that the model reads, where it stands", async () => {
    const text = tool.replace("a branch for good", "a\n    branch for good");
    const { findings } = await scanned(
      "a.py",
      text,
      custom({ text: { pattern: "branch for \\w+", in: ["tool-description"] } }),
    );
    const ours = findings.find(({ ruleId }) => ruleId === "ours");
    expect(ours?.range).toMatchObject({ startLine: 4, startColumn: 4 });
    expect(ours?.tool?.name).toBe("delete_branch");
    expect(await found("a.py", text, custom({ text: { pattern: "branch for", in: ["tool-name"] } }))).toEqual(
      ["error approval-disabled"],
    );
  });
});

describe("patterns of a project", () => {
  it.each(["(a+)+", "(a|b)*", "(a{2,5})+", "((a+)b)+", "(?<n>a)\\k<n>", "(a)\\1", "(x", "(?:a*)*"])(
    "refuses %s",
    (pattern) => {
      expect(patternProblem(pattern)).toBeDefined();
    },
  );
  it.each(["(?:ab)+", "a{2,5}", "^foo.*bar$", "[(a+)]+", "\\(a+\\)+", "delete_(all|every)", "(a|b)?"])(
    "takes %s",
    (pattern) => {
      expect(patternProblem(pattern)).toBeUndefined();
    },
  );
});
