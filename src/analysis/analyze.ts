import { isDeepStrictEqual } from "node:util";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { CodeDocument } from "../syntax/code-document.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import { CodeLimitError } from "../syntax/parsed.ts";
import type { Problem } from "../syntax/problem.ts";
import { createTimeLimit } from "../syntax/time-limit.ts";
import { discoverParsed, type SourceText, type TextDiscovery } from "../tools/discover.ts";
import { isInTests } from "../tools/in-tests.ts";
import { createParsing, type Parsing } from "../tools/parsing.ts";
import { isDataLanguage, toolLanguageOf } from "../tools/tool-language.ts";
import type { FindingSeverity } from "./finding.ts";
import { byPlace, type RawFinding } from "./fingerprints.ts";
import type { Fix } from "./fix.ts";
import { type FlowInput, type Flows, findFlows } from "./flow/flows.ts";
import { builtinTables, type FlowTables } from "./flow/tables.ts";
import { libraryVersions } from "./library-versions.ts";
import type { Check, CodeContext, FileContext, Rule, RuleFinding } from "./rule.ts";
import { isInBrokenCode } from "./syntax-errors.ts";
import { createWorth, isWorthChecking, reachesSources, typeImports, type Worth } from "./worth.ts";

/** What one text holds. `dispose` frees its trees; until then fixes can be asked for. */
export interface Analysis {
  findings: readonly RawFinding[];
  discovery: TextDiscovery;
  /** Rules that failed on this text, each once, and checks that ran out of time. */
  problems: readonly Problem[];
  /** The ways out of a finding of this very analysis, safe rewrites first; empty when there is none. */
  fixesOf(finding: RawFinding): readonly Fix[];
  dispose(): void;
}

export interface AnalyzeOptions {
  model: ThreatModel;
  rules: readonly Rule[];
  /** The user asked for this very file: every syntax error is worth telling. */
  named?: boolean;
  /**
   * Processor time that all checks together may take on one file. Default 30,000: the flow engine counts its work and gives up
   * long before, at the same place on every machine.
   */
  maxMilliseconds?: number;
  /** Of this text, when someone has parsed it already; it is disposed of with the analysis. */
  parsing?: Parsing;
  /** What the flow engine knows of functions outside the workspace; what is built in when absent. */
  tables?: FlowTables;
}

interface Opened {
  worth: Worth;
  context: FileContext;
  code: CodeContext | undefined;
  data(): DataDocument | undefined;
}

/**
 * Discovers and checks one text; one parse serves both. Rejects for no text: a rule that throws becomes a problem, the
 * others go on. Findings come in text order, test code lowered by one level, nothing from statements that do not parse.
 */
export async function analyzeText(source: SourceText, options: AnalyzeOptions): Promise<Analysis> {
  const { model, rules, named = false, maxMilliseconds = 30_000, tables = builtinTables } = options;
  const parsing = options.parsing ?? createParsing(source);
  const discovery = await discoverParsed(source, parsing, model, { named });
  const problems: Problem[] = [];
  const { host } = parsing.project.sources;
  const read = (path: string) => (host.isFile(path) ? host.read(path) : undefined);
  const context: FileContext = {
    ...source,
    versions: libraryVersions(source.file, read),
    read,
    inTests: isInTests(source.file),
    tools: discovery.tools,
    servers: discovery.servers,
    permissions: discovery.permissions,
  };
  const worth = createWorth(source.file, parsing.project.search(source.text), parsing.project, tables);
  const document = await openCode(source, parsing, discovery, () => isWorthChecking(rules, worth));
  // Nothing below waits: the time of other files, read side by side with this one, is not counted.
  const isLate = createTimeLimit(maxMilliseconds);
  const asked: { flows?: Flows } = {};
  const reaches = reachesSources(source.file, parsing.project, tables);
  const code =
    document &&
    codeContext(
      context,
      document,
      discovery,
      { isLate, tables, reaches, isType: typeImports(parsing.project) },
      asked,
    );
  const opened: Opened = { worth, context, code, data: parsing.data };
  const found: { finding: RawFinding; fixes: RuleFinding["fixes"] }[] = [];
  for (const rule of rules) {
    if (isLate()) {
      problems.push({
        file: source.file,
        line: 1,
        message: `checked only in part: more than ${maxMilliseconds / 1000} s of processor time`,
      });
      break;
    }
    try {
      for (const raw of rule.checks.flatMap((check) => run(check, opened))) {
        if (document === undefined || raw.file !== undefined || !isInBrokenCode(document, raw.range)) {
          found.push({ finding: finished(rule, context, raw), fixes: raw.fixes });
        }
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push({ file: source.file, line: 1, message: `rule ${rule.id} failed: ${reason}` });
    }
  }
  if (asked.flows?.isPartial === true && !isLate()) {
    const message = "flows followed only in part: the code is too large or its calls are too deep";
    problems.push({ file: source.file, line: 1, message });
  }
  found.sort(({ finding: a }, { finding: b }) => byPlace(a, b));
  const fixes = new Map(found.map((one) => [one.finding, one.fixes]));
  return {
    findings: found.map(({ finding }) => finding),
    discovery,
    problems,
    fixesOf: (finding) => fixes.get(finding)?.() ?? [],
    dispose: parsing.dispose,
  };
}

function codeContext(
  context: FileContext,
  document: CodeDocument,
  { programs, tools }: TextDiscovery,
  limits: Pick<FlowInput, "isLate" | "tables" | "reaches" | "isType">,
  asked: { flows?: Flows },
): CodeContext {
  return {
    ...context,
    document,
    programs,
    get flows() {
      asked.flows ??= findFlows({ file: context.file, document, tools, programs, ...limits });
      return asked.flows;
    },
  };
}

/** The tree, when discovery has made it already or a check wants it. */
async function openCode(
  { file }: SourceText,
  parsing: Parsing,
  { parsed, tools }: TextDiscovery,
  isWorthIt: () => boolean,
): Promise<CodeDocument | undefined> {
  const language = toolLanguageOf(file);
  if (language === undefined || isDataLanguage(language)) {
    return undefined;
  }
  if (!(parsed && tools.length > 0) && !isWorthIt()) {
    return undefined;
  }
  try {
    return await parsing.code(language);
  } catch (error) {
    if (error instanceof CodeLimitError) {
      return undefined; // discovery or the caller's own reading tells
    }
    throw error;
  }
}

function run(check: Check, { worth, context, code, data }: Opened): readonly RuleFinding[] {
  switch (check.kind) {
    case "tools":
      return context.tools.length === 0 ? [] : check.check(context);
    case "code":
      return code !== undefined && worth.ofCode(check, context.tools.length > 0) ? check.check(code) : [];
    case "config":
      return worth.ofConfig(check) ? check.check({ ...context, document: data() }) : [];
  }
}

const lowered: Readonly<Record<FindingSeverity, FindingSeverity>> = {
  error: "warning",
  warning: "info",
  info: "info",
};

/** A tool may be found through a file it does not lie in; what is said at its name is said where that is. */
function homeOf({ file, tools }: FileContext, { tool, range }: RuleFinding): string {
  const source = tools.find(({ id }) => id === tool?.id)?.source;
  return source !== undefined && isDeepStrictEqual(source.nameRange, range) ? source.file : file;
}

function finished(rule: Rule, context: FileContext, raw: RuleFinding): RawFinding {
  const { inTests } = context;
  const { file = homeOf(context, raw), message, confidence, range, severity = rule.severity } = raw;
  const { related = [], tool } = raw;
  return {
    ruleId: rule.id,
    severity: inTests ? lowered[severity] : severity,
    confidence,
    message,
    file,
    range,
    related,
    ...(tool === undefined ? {} : { tool: { id: tool.id, name: tool.name } }),
  };
}
