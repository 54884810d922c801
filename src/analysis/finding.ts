import type { SourceRange } from "../ots/tool.ts";

/** Severities, gravest first. `error`: a proven flow or an explicit off-switch; `info`: hygiene. */
export const findingSeverities = ["error", "warning", "info"] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** `proven`: a flow with its path; `likely`: a weak or unknown guard stands in between; `pattern`: no flow involved. */
export type FindingConfidence = "proven" | "likely" | "pattern";

/** A place that explains a finding: the tool, the parameter, each hop of a flow, the sink. */
export interface RelatedPlace {
  message: string;
  /** Workspace-relative, forward slashes. */
  file: string;
  range: SourceRange;
}

/** One defect at one place. Plain data: it crosses to the editor, SARIF and the baseline as it is. */
export interface Finding {
  ruleId: string;
  severity: FindingSeverity;
  confidence: FindingConfidence;
  /** What, and why it matters for an agent; one line, at most 120 characters. */
  message: string;
  /** Workspace-relative, forward slashes. */
  file: string;
  /** The smallest unsafe range. */
  range: SourceRange;
  /** Empty for findings without a flow; else in the order source, steps, sink. */
  related: RelatedPlace[];
  /** The discovered tool it is about. */
  tool?: { id: string; name: string };
  /** Stable when lines move: rule, file, tool, the text of the finding's line and its ordinal among equals. */
  fingerprint: string;
}
