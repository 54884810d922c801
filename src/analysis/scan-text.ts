import type { CodeDocument } from "../syntax/code-document.ts";
import { CodeLimitError } from "../syntax/parsed.ts";
import type { Problem } from "../syntax/problem.ts";
import type { SourceText, TextDiscovery } from "../tools/discover.ts";
import { type MachineMade, machineMade } from "../tools/machine-made.ts";
import { createParsing, type Parsing } from "../tools/parsing.ts";
import { isDataLanguage, isNotebook, toolLanguageOf } from "../tools/tool-language.ts";
import { type AnalyzeOptions, analyzeText } from "./analyze.ts";
import type { Finding } from "./finding.ts";
import { byPlace, type RawFinding, stampFingerprints } from "./fingerprints.ts";
import type { Fix } from "./fix.ts";
import type { Rule } from "./rule.ts";
import type { RuleInfo } from "./rule-info.ts";
import { scanNotebook } from "./scan-notebook.ts";
import type { Policy } from "./settings/policy.ts";
import { applySuppressions, type Silenced } from "./suppressions/apply.ts";
import { codeComments, commentSyntaxOf, textComments } from "./suppressions/comments.ts";
import { codeExtents, dataExtents } from "./suppressions/extents.ts";
import { housekeepingRules } from "./suppressions/housekeeping.ts";
import { readSuppressions, type SuppressionReading, suppressionMark } from "./suppressions/suppression.ts";

/** What is to be told about one text: graded by the project's settings, without what comments and settings silence. */
export interface TextScan {
  findings: Finding[];
  silenced: Silenced<Finding>[];
  discovery: TextDiscovery;
  problems: readonly Problem[];
  /** The ways out of a finding of this very scan, safe rewrites first. Not after `dispose`. */
  fixesOf(finding: Finding): readonly Fix[];
  /** Frees the trees. */
  dispose(): void;
}

export interface ScanOptions extends AnalyzeOptions {
  policy: Policy;
  /** Ids of every rule there is; a suppression that names another is a mistake. */
  known: ReadonlySet<string>;
}

/**
 * Discovers, checks and suppresses in one text; one parse serves all three. Rejects for no text. Of a program that no person
 * wrote only the tool definitions are checked, which a problem tells, unless the user named the very file.
 */
export async function scanText(source: SourceText, options: ScanOptions): Promise<TextScan> {
  if (isNotebook(source.file)) {
    return scanNotebook(source, options, scanText);
  }
  const { policy, known } = options;
  const { file, text } = source;
  const parsing = options.parsing ?? createParsing(source);
  const applying = options.rules.filter((rule) => policy.applies(rule.id, file));
  const made = options.named === true ? undefined : machineMade(file, text);
  const rules = made === undefined ? applying : applying.flatMap(onDefinitions);
  const analysis = await analyzeText(source, { ...options, rules, parsing, tables: policy.tables });
  const reading = await readSuppressionsOf(source, parsing);
  const byId = new Map<string, Pick<RuleInfo, "severity">>(
    [...rules, ...housekeepingRules].map((rule) => [rule.id, rule]),
  );
  const graded = (finding: RawFinding) => {
    const rule = byId.get(finding.ruleId);
    return rule === undefined ? finding : policy.graded(rule, finding);
  };
  const fixes = new Map<Finding, () => readonly Fix[]>();
  const stamp = (raws: readonly RawFinding[], lines: string) =>
    stampAll(raws.map(graded), lines, (finding, index) => {
      const raw = raws[index];
      if (raw !== undefined) {
        fixes.set(finding, () => analysis.fixesOf(raw));
      }
    });
  const stamped = stamp(
    analysis.findings.filter((finding) => finding.file === file),
    text,
  );
  const settled = policy.silence(file, stamped, parsing.data);
  const ran = new Set(rules.filter((rule) => applying.includes(rule)).map(({ id }) => id));
  const applied = applySuppressions(settled.left, reading, { file, text, ran, known });
  const notes = applied.notes.filter(({ finding }) => policy.applies(finding.ruleId, file));
  const stampedNotes = stampAll(
    notes.map(({ finding }) => graded(finding)),
    text,
    (finding, index) => {
      fixes.set(finding, () => notes[index]?.fixes ?? []);
    },
  );
  const left = [...applied.left, ...stampedNotes];
  const silenced = [...settled.silenced, ...applied.silenced];
  // A sink in an imported helper: what its own file says of it holds, not what this one says.
  for (const [other, raws] of Map.groupBy(analysis.findings, (finding) => finding.file)) {
    if (other === file || !policy.isScanned(other)) {
      continue;
    }
    const there = { file: other, text: parsing.project.sources.host.read(other) ?? "" };
    const wanted = raws.filter(({ ruleId }) => policy.applies(ruleId, other));
    const unsettled = policy.silence(other, stamp(wanted, there.text), () => undefined);
    const own = createParsing(there, parsing.project);
    try {
      const marks = await readSuppressionsOf(there, own);
      const result = applySuppressions(unsettled.left, marks, { ...there, ran, known });
      left.push(...result.left);
      silenced.push(...unsettled.silenced, ...result.silenced);
    } finally {
      own.dispose();
    }
  }
  return {
    findings: left.sort(byPlace),
    silenced,
    discovery: analysis.discovery,
    problems: [
      ...analysis.discovery.problems,
      ...analysis.problems,
      ...(made === undefined ? [] : [leftOut(file, made)]),
    ],
    fixesOf: (finding) => fixes.get(finding)?.() ?? [],
    dispose: analysis.dispose,
  };
}

/** A rule as far as it looks at definitions of tools. */
function onDefinitions(rule: Rule): Rule[] {
  const checks = rule.checks.filter(({ kind }) => kind === "tools");
  return checks.length === rule.checks.length ? [rule] : checks.length === 0 ? [] : [{ ...rule, checks }];
}

function leftOut(file: string, made: MachineMade): Problem {
  const message = `${made} code: only its tool definitions were checked; name the file itself to check all of it`;
  return { file, line: 1, message };
}

/** Fingerprints for all, telling which finding came of which. */
function stampAll(
  findings: readonly RawFinding[],
  text: string,
  tell: (finding: Finding, index: number) => void,
): Finding[] {
  const order = findings
    .map((_, index) => index)
    .sort((a, b) => {
      const [one, other] = [findings[a], findings[b]];
      return one && other ? byPlace(one, other) : 0;
    });
  const stamped = stampFingerprints(findings, text);
  stamped.forEach((finding, place) => {
    tell(finding, order[place] ?? place);
  });
  return stamped;
}

/** The suppressions of a text. Its comments are only looked for when it holds the word. */
async function readSuppressionsOf({ file, text }: SourceText, parsing: Parsing): Promise<SuppressionReading> {
  if (!text.includes(suppressionMark)) {
    return { suppressions: [], mistakes: [] };
  }
  const language = toolLanguageOf(file);
  if (language !== undefined && !isDataLanguage(language)) {
    const document = await openCode(parsing, language);
    return document === undefined
      ? { suppressions: [], mistakes: [] }
      : readSuppressions(text, codeComments(document), codeExtents(document));
  }
  const document = parsing.data();
  return readSuppressions(
    text,
    textComments(text, commentSyntaxOf(file)),
    document === undefined ? undefined : dataExtents(document),
  );
}

async function openCode(
  parsing: Parsing,
  language: Parameters<Parsing["code"]>[0],
): Promise<CodeDocument | undefined> {
  try {
    return await parsing.code(language);
  } catch (error) {
    if (error instanceof CodeLimitError) {
      return undefined; // such a file has no findings either
    }
    throw error;
  }
}

/** What rules are there in all: those given, and those that speak about suppressions. */
export function knownRules(rules: readonly Rule[]): RuleInfo[] {
  return [...rules, ...housekeepingRules];
}
