import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/analysis/finding.ts";
import { applyEdits } from "../../../src/analysis/fix.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { scanText } from "../../../src/analysis/scan-text.ts";
import { withRuleOff, withSuppressed } from "../../../src/analysis/settings/edit.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { ignoreFile, ignoreLine, takesComments } from "../../../src/analysis/suppressions/write.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { ruleCases } from "./fixtures.ts";

async function findingsIn(file: string, text: string, settings?: string): Promise<Finding[]> {
  const inForce = rulesInForce(".autosafe/rules.json", settings);
  expect(inForce.problems).toEqual([]);
  const scan = await scanText({ file, text }, { ...inForce, model });
  scan.dispose();
  return scan.findings;
}

/** What is left of the rule's findings, and how many there are of others. */
const of = (findings: readonly Finding[], ruleId: string) => findings.filter((one) => one.ruleId === ruleId);

const cases = rules.flatMap((rule) =>
  ruleCases(rule.id, "bad").flatMap(({ name, files }) =>
    files
      .filter(({ marked }) => marked.length > 0)
      .map((file) => ({ title: `${rule.id}: ${name}`, rule, file })),
  ),
);

describe("silencing findings", () => {
  it.each(cases.filter(({ file }) => takesComments(file.file)))(
    "by comments, line by line, and by one for the file: $title",
    async ({ rule, file: { file, text } }) => {
      let current = text;
      const before = of(await findingsIn(file, text), rule.id).length;
      for (let round = 0; round < before; round++) {
        const [first] = of(await findingsIn(file, current), rule.id);
        const fix = first && (await ignoreLine(current, first));
        current = applyEdits(current, fix?.edits ?? []);
      }
      const after = await findingsIn(file, current);
      expect(of(after, rule.id), current).toEqual([]);
      expect(
        after.filter(({ ruleId }) => /suppression/.test(ruleId)),
        current,
      ).toEqual([]);
      const whole = ignoreFile(text, { file, ruleId: rule.id });
      const silent = await findingsIn(file, applyEdits(text, whole?.edits ?? []));
      expect(of(silent, rule.id)).toEqual([]);
    },
  );

  it.each(cases.slice(0, 12))("by settings: $title", async ({ rule, file: { file, text } }) => {
    const off = withRuleOff("", rule.id);
    expect(of(await findingsIn(file, text, off), rule.id)).toEqual([]);
    const lived = withSuppressed("", { rule: rule.id, file, reason: "known" });
    expect(of(await findingsIn(file, text, lived), rule.id)).toEqual([]);
  });

  it("keeps what the settings say already", () => {
    const before =
      '{\n  // ours\n  "schemaVersion": 1,\n  "rules": { "tool-param-to-shell": { "exclude": ["a/**"] } }\n}\n';
    const text = withSuppressed(withRuleOff(before, "tool-param-to-shell"), {
      rule: "approval-disabled",
      file: "b.py",
      reason: "r",
    });
    expect(text).toContain("// ours");
    const { policy, problems } = rulesInForce("rules.json", text);
    expect(problems).toEqual([]);
    expect(policy.applies("tool-param-to-shell", "b.py")).toBe(false);
  });

  it("stays out of texts of several lines and of markup", async () => {
    const source = [
      "export const Page = () => (",
      "  <div>",
      "    {run(`",
      "      one",
      "      two`)}",
      "  </div>",
      ");",
      "",
    ].join("\n");
    const finding = {
      file: "page.tsx",
      ruleId: "approval-disabled",
      range: { startLine: 4, startColumn: 6, endLine: 4, endColumn: 9 },
    };
    const fix = await ignoreLine(source, finding);
    const text = applyEdits(source, fix?.edits ?? []);
    expect(text.split("\n")[2]).toBe("    {/* autosafe-ignore-next-line approval-disabled -- reason */}");
  });

  it("leaves alone what must stand first in a file", () => {
    const text = "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nimport os\n";
    const fix = ignoreFile(text, { file: "a.py", ruleId: "approval-disabled" });
    expect(
      applyEdits(text, fix?.edits ?? [])
        .split("\n")
        .slice(0, 2),
    ).toEqual(text.split("\n").slice(0, 2));
  });
});
