import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/analysis/finding.ts";
import type { Report } from "../../../src/analysis/reports/report.ts";
import { reportWriters } from "../../../src/analysis/reports.ts";
import { rulePage } from "../../../src/analysis/rule-page.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { knownRules } from "../../../src/analysis/scan-text.ts";

const at = (line: number, start: number, end: number) => ({
  startLine: line,
  startColumn: start,
  endLine: line,
  endColumn: end,
});
const plain: Finding = {
  ruleId: "approval-disabled",
  severity: "error",
  confidence: "pattern",
  message: "`delete_branch` deletes and runs without asking.",
  file: "src/tools.py",
  range: at(1, 15, 35),
  related: [],
  tool: { id: "tool-1", name: "delete_branch" },
  fingerprint: "abcdefghijklmnop",
};
const flow: Finding = {
  ...plain,
  confidence: "proven",
  severity: "warning",
  range: at(3, 1, 5),
  related: [
    { message: "tool `ping`", file: "src/tools.py", range: at(0, 0, 4) },
    { message: "parameter `host`", file: "src/a file.py", range: at(2, 0, 4) },
    { message: "reaches a shell", file: "src/tools.py", range: at(3, 1, 5) },
  ],
  fingerprint: "ponmlkjihgfedcba",
};
/** Everything an attacker may write into a name or message. */
const hostile: Finding = {
  ...plain,
  severity: "info",
  file: "src/ü b&<c>.py",
  message: "\u001b[31m::error::x%0A\n::stop]]>&<>\"' \u0000 \u202e",
};

function report(findings: readonly Finding[], more: Partial<Report> = {}): Report {
  const lines = [
    "from agents import function_tool",
    "@function_tool(needs_approval=False)",
    "\tdef x():",
    " shell(host)",
  ];
  return {
    findings,
    silenced: [],
    baselined: [],
    problems: [],
    rules: knownRules(rules),
    stats: { files: 2, milliseconds: 1234 },
    fixOf: (finding) =>
      finding === plain
        ? {
            title: "Ask first",
            kind: "safe",
            edits: [{ file: plain.file, range: plain.range, newText: "True" }],
          }
        : undefined,
    lineOf: (_file, line) => lines[line],
    ...more,
  };
}

const full = report([plain, flow, hostile], {
  silenced: [
    { finding: plain, reason: "mirrored", by: "comment" },
    { finding: flow, reason: "", by: "settings" },
  ],
  baselined: [flow],
  problems: [{ file: "b.py", line: 3, message: "the file cannot be read: no permission" }],
});
const written = (id: string, of: Report, colour = false) =>
  reportWriters.find((writer) => writer.id === id)?.write(of, { colour }) ?? "";

describe("the text report", () => {
  it("shows place, severity, message, rule, the code and the path of a flow", () => {
    const text = written("text", report([plain, flow]));
    expect(text).toContain("src/tools.py:2:16: error `delete_branch` deletes");
    expect(text).toContain(
      " 2 | @function_tool(needs_approval=False)\n   |                ^^^^^^^^^^^^^^^^^^^^\n",
    );
    expect(text).toContain("      src/a file.py:3:1: parameter `host`");
    expect(text).toMatch(/1 error, 1 warning, 0 info in 2 files \(1 fixable with --fix\), 1\.23 s\n$/);
  });

  it("counts what it does not show", () => {
    expect(written("text", full)).toMatch(/2 suppressed, 1 in the baseline, 1 problem\)/);
    expect(written("text", report([]))).toBe("No findings in 2 files, 1.23 s\n");
  });

  it("uses colours only when told to, and never passes on control characters", () => {
    expect(written("text", full)).not.toMatch(/[^\P{Cc}\t\n]|\p{Cf}/u);
    expect(written("text", full, true)).toContain("\u001b[1;31merror\u001b[0m");
  });

  it("shows a part of a very long line", () => {
    const long = { ...plain, range: at(0, 5_000, 5_004) };
    const text = written(
      "text",
      report([long], { lineOf: (_f, line) => (line === 0 ? "x".repeat(10_000) : undefined) }),
    );
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(200);
    expect(text).toContain("^^^^");
  });
});

describe("the SARIF report", () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../fixtures/sarif/sarif-2.1.0.schema.json"), "utf8"),
  );
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema);
  const log = (of: Report) => JSON.parse(written("sarif", of));

  it.each([
    ["nothing", report([])],
    ["everything", full],
  ])("is valid for %s", (_, of) => {
    validate(log(of));
    expect(validate.errors).toBe(null);
    expect(validate({ ...log(of), version: "3" })).toBe(false);
  });

  it("shows the path of a flow as a code flow, and nothing for a pattern", () => {
    const [run] = log(full).runs;
    const [first, second] = run.results;
    expect(first.codeFlows).toBeUndefined();
    const { locations } = second.codeFlows[0].threadFlows[0];
    expect(locations.map(({ kinds }: { kinds: string[] }) => kinds[0])).toEqual(["source", "step", "sink"]);
    expect(locations[1].location.physicalLocation).toEqual({
      artifactLocation: { uri: "src/a%20file.py", uriBaseId: "%SRCROOT%" },
      region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 },
    });
    expect(first.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe("True");
  });

  it("carries fingerprints, suppressions, the baseline, rules with help and what could not be read", () => {
    const [run] = log(full).runs;
    expect(
      run.results.map((result: { suppressions?: { kind: string }[] }) => result.suppressions?.[0]?.kind),
    ).toEqual([undefined, undefined, undefined, "external", "inSource", "external"]);
    expect(run.results[0].partialFingerprints).toEqual({ "autosafe/v1": plain.fingerprint });
    expect(run.results[3].baselineState).toBe("unchanged");
    const rule = run.tool.driver.rules[run.results[0].ruleIndex];
    expect(rule.id).toBe("approval-disabled");
    expect(rule.help.markdown).toBe(
      rules
        .filter(({ id }) => id === rule.id)
        .map(rulePage)
        .join(),
    );
    expect(rule.properties.tags).toContain("external/cwe/cwe-862");
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
  });
});

describe("the other reports", () => {
  it("writes one JSON document with one-based places", () => {
    const document = JSON.parse(written("json", full));
    expect(document.summary).toMatchObject({
      error: 1,
      warning: 1,
      info: 1,
      suppressed: 2,
      baselined: 1,
      files: 2,
    });
    expect(document.findings[0]).toMatchObject({
      ruleId: "approval-disabled",
      line: 2,
      column: 16,
      fixable: true,
    });
    expect(document.findings[1].related[1]).toMatchObject({ file: "src/a file.py", line: 3 });
    expect(document.suppressed[0]).toMatchObject({ reason: "mirrored", by: "comment" });
  });

  it("writes GitHub annotations that foreign text cannot add to", () => {
    const lines = written("github", full).trim().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe(
      "::error file=src/tools.py,line=2,endLine=2,col=16,endColumn=36,title=autosafe approval-disabled::`delete_branch` deletes and runs without asking.",
    );
    expect(lines[2]).toContain("::notice file=src/ü b&<c>.py");
    expect(lines[2]).toContain("x%250A%0A::stop");
  });

  it("writes JUnit XML that is whole whatever the text", () => {
    const xml = written("junit", full);
    const tags = [
      ...xml.matchAll(/<(\/?)(testsuites|testsuite|testcase|failure|skipped|system-out)\b[^>]*?(\/?)>/g),
    ];
    const depth = tags.reduce((sum, [, close, , alone]) => sum + (alone ? 0 : close ? -1 : 1), 0);
    expect(depth).toBe(0);
    expect(xml).toContain('tests="4" failures="2"');
    expect(xml).not.toMatch(/[^\P{Cc}\t\n]/u);
    expect(xml).not.toContain("c>.py");
    expect(written("junit", report([]))).toContain('tests="1" failures="0"');
  });
});

describe("rule pages", () => {
  it.each(knownRules(rules).map((rule) => [rule.id, rule] as const))(
    "%s has title, examples and a way out",
    (_, rule) => {
      const page = rulePage(rule);
      for (const part of [
        `# ${rule.title}`,
        "## Unsafe",
        "## Safe",
        `autosafe-ignore-next-line ${rule.id}`,
      ]) {
        expect(page).toContain(part);
      }
      expect(rule.explanation.length).toBeGreaterThan(80);
      expect(rule.title.length).toBeLessThan(90);
    },
  );
});
