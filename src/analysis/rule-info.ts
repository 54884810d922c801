import type { RiskSource } from "../ots/vocabulary.ts";
import type { FindingSeverity } from "./finding.ts";

/** What a rule reads: `typescript` stands for TypeScript, TSX and JavaScript, `config` for JSON, YAML, TOML and scripts. */
export const ruleLanguages = ["python", "typescript", "config"] as const;
export type RuleLanguage = (typeof ruleLanguages)[number];

/** A short piece of code of a rule's page. */
export interface RuleExample {
  /** Language of the code fence, such as `python` or `json`. */
  language: string;
  code: string;
}

/** What a person is told about a rule: on its page, in `autosafe rules`, in SARIF. Plain data. */
export interface RuleInfo {
  /** Lower-case words with dashes; what suppressions and settings name. */
  id: string;
  title: string;
  /** The gravest severity it reports by default; a finding may be milder, never graver. */
  severity: FindingSeverity;
  languages: readonly RuleLanguage[];
  source: RiskSource;
  /** Ids of risk outcomes. */
  outcomes: readonly string[];
  /** Standards it answers to: `LLM05`, `ASI02`, `MCP05`, `CWE-78`, `AML.T0053`. */
  references: readonly string[];
  /** Markdown, two to six sentences: what it finds, why it matters for an agent, what counts as safe. */
  explanation: string;
  bad: RuleExample;
  good: RuleExample;
}
