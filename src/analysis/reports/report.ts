import type { Problem } from "../../syntax/problem.ts";
import type { Finding, FindingSeverity } from "../finding.ts";
import type { Fix } from "../fix.ts";
import type { RuleInfo } from "../rule-info.ts";
import type { Silenced } from "../suppressions/apply.ts";

/** Everything a scan found, for whoever writes it down. */
export interface Report {
  /** To be acted on, by file and place. */
  findings: readonly Finding[];
  /** Silenced by a comment or by the project's settings. */
  silenced: readonly Silenced<Finding>[];
  /** In the baseline: there before, and not to be acted on now. */
  baselined: readonly Finding[];
  problems: readonly Problem[];
  /** Rules that ran, and those that speak about suppressions. */
  rules: readonly RuleInfo[];
  stats: { files: number; milliseconds: number };
  /** The safe rewrite of a finding, where there is one. */
  fixOf(finding: Finding): Fix | undefined;
  /** A line (zero-based) of a file with findings, as it was scanned. */
  lineOf(file: string, line: number): string | undefined;
}

export interface ReportStyle {
  /** Escape sequences may be used: the output is a terminal. */
  colour: boolean;
}

/** One way of writing a report down: a file of its own and a line in the registry. */
export interface ReportWriter {
  id: string;
  /** What it is for, in a few words. */
  purpose: string;
  write(report: Report, style: ReportStyle): string;
}

/** How many findings there are of each severity. */
export function countSeverities(findings: readonly Finding[]): Record<FindingSeverity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) {
    counts[severity] += 1;
  }
  return counts;
}

/** `1 file`, `3 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
