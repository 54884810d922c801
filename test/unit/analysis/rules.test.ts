import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Analysis, analyzeText } from "../../../src/analysis/analyze.ts";
import { applyEdits } from "../../../src/analysis/fix.ts";
import type { Rule } from "../../../src/analysis/rule.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { builtinOutcomes } from "../../../src/ots/outcomes.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { parseData } from "../../../src/syntax/parse-data.ts";
import { parseCode } from "../../../src/syntax/parsed.ts";
import { isDataLanguage, toolLanguageOf } from "../../../src/tools/tool-language.ts";
import { type RuleCase, ruleCases } from "./fixtures.ts";

type CaseFile = RuleCase["files"][number];

async function analyzed<Result>(
  rule: Rule,
  { file, text }: Pick<CaseFile, "file" | "text">,
  use: (analysis: Analysis) => Result,
): Promise<Result> {
  const analysis = await analyzeText({ file, text }, { model, rules: [rule] });
  try {
    return use(analysis);
  } finally {
    analysis.dispose();
  }
}

const found = (rule: Rule, file: CaseFile) =>
  analyzed(rule, file, ({ findings }) => findings.map(({ range }) => range));

/** The text after the preferred fix of every finding that `take` lets through. */
const fixed = (rule: Rule, file: CaseFile, take: (index: number) => boolean = () => true) =>
  analyzed(rule, file, ({ findings, fixesOf }) =>
    applyEdits(
      file.text,
      findings.flatMap((finding, index) => (take(index) ? (fixesOf(finding)[0]?.edits ?? []) : [])),
    ),
  );

/** Ids of all rules that find more than a hint in a file. */
async function graveRules({ file, text }: Pick<CaseFile, "file" | "text">): Promise<string[]> {
  const analysis = await analyzeText({ file, text }, { model, rules });
  try {
    return analysis.findings.filter(({ severity }) => severity !== "info").map(({ ruleId }) => ruleId);
  } finally {
    analysis.dispose();
  }
}

async function problemsIn({ file, text }: Pick<CaseFile, "file" | "text">): Promise<number> {
  const language = toolLanguageOf(file);
  if (language === undefined) {
    return 0;
  }
  if (isDataLanguage(language)) {
    return parseData(language, text).problems.length;
  }
  const document = await parseCode(language, text);
  const { hasError } = document.root;
  return hasError ? 1 : 0;
}

describe.each(rules.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  const bad = ruleCases(id, "bad");
  const outcomes = builtinOutcomes.map((outcome) => outcome.id);

  it("names known outcomes and standards", () => {
    expect(rule.outcomes.filter((outcome) => !outcomes.includes(outcome))).toEqual([]);
    const known = /^(LLM(0[1-9]|10)|ASI(0[1-9]|10)|MCP(0[1-9]|10)|CWE-\d+|AML\.T\d{4}(\.\d{3})?)$/;
    expect(rule.references.filter((reference) => !known.test(reference))).toEqual([]);
  });

  it("has cases that must be found and cases that must not", () => {
    expect([bad.length, ruleCases(id, "good").length].every((count) => count > 0)).toBe(true);
  });

  it.each(bad.map((one) => [one.name, one] as const))("finds what is marked in %s", async (_, { files }) => {
    for (const file of files) {
      expect(await found(rule, file)).toEqual(file.marked);
    }
    const messages = await Promise.all(
      files.map((file) => analyzed(rule, file, ({ findings }) => findings.map(({ message }) => message))),
    );
    const isCut = (message: string) => message.length > 120 || /\n|…$/.test(message);
    expect(messages.flat().filter(isCut)).toEqual([]);
  });

  it.each(ruleCases(id, "good").map((one) => [one.name, one] as const))(
    "is silent on %s",
    async (_, { files }) => {
      for (const file of files) {
        expect(await found(rule, file)).toEqual([]);
      }
    },
  );

  it.each(ruleCases(id, "fixed").map((one) => [one.name, one] as const))(
    "repairs %s",
    async (name, { files }) => {
      const before = bad.find((one) => one.name === name);
      for (const file of files) {
        const source = before?.files.find((one) => one.file === file.file);
        expect(source && (await fixed(rule, source))).toBe(file.text);
        expect(await found(rule, file)).toEqual([]);
        expect(await problemsIn(file)).toBe(0);
        // A repair that another rule objects to is none.
        const reported = new Set(source === undefined ? [] : await graveRules(source));
        expect((await graveRules(file)).filter((one) => !reported.has(one))).toEqual([]);
      }
    },
  );

  it("never breaks a file by repairing only some of it", async () => {
    for (const file of bad.flatMap(({ files }) => files)) {
      const before = await problemsIn(file);
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: 255 }), async (mask) => {
          const text = await fixed(rule, file, (index) => ((mask >> (index % 8)) & 1) === 1);
          expect(await problemsIn({ file: file.file, text })).toBeLessThanOrEqual(before);
        }),
        { numRuns: 4 },
      );
    }
  });

  it("survives files cut off anywhere and hostile ones", async () => {
    const files = [...bad, ...ruleCases(id, "hostile")].flatMap((one) => one.files);
    for (const file of files) {
      const cuts = [1, 0.9, 0.5, 0.2].map((share) =>
        file.text.slice(0, Math.floor(file.text.length * share)),
      );
      for (const text of cuts) {
        const problems = await analyzed(rule, { file: file.file, text }, (analysis) => analysis.problems);
        expect(problems).toEqual([]);
      }
    }
  });
});
