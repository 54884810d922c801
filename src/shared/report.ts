import type { RiskSource } from "../ots/vocabulary.ts";

/** What the report page shows. Every text is in the editor's language already, and shown as text only. */
export interface ReportData {
  title: string;
  tiles: readonly ReportTile[];
  tools: readonly { id: string; name: string }[];
  outcomes: readonly { id: string; title: string }[];
  /** Only cells that apply or have scenarios. */
  cells: readonly ReportCell[];
  groups: readonly ReportGroup[];
}

export interface ReportTile {
  label: string;
  value: string;
  /** A sentence on what the figure means. */
  hint: string;
}

export interface ReportCell {
  toolId: string;
  outcome: string;
  source: RiskSource;
  applicable: boolean;
  scenarios: number;
  unsafe: number;
  pairs: number;
}

/** Counts that belong together, drawn as bars. */
export interface ReportGroup {
  title: string;
  /** A sentence under the title; may be empty. */
  note: string;
  rows: readonly { label: string; count: number; kind: "bad" | "good" | "doubtful" | "plain" }[];
}

/** Names of the page's strings; `{0}`, `{1}`, `{2}` are filled in by the page. */
export const reportStringNames = [
  "allSources",
  "asTable",
  "cellGap",
  "cellGenerate",
  "cellNone",
  "cellScenarios",
  "cellShow",
  "coverage",
  "coverageNote",
  "exportCsv",
  "exportSvg",
  "generateGaps",
  "legendFew",
  "legendGap",
  "legendMany",
  "noTools",
  "outcome",
  "source",
  "tool",
] as const;

export interface ReportStrings extends Record<(typeof reportStringNames)[number], string> {
  sources: Record<RiskSource, string>;
}

/** One cell, or all sources of a tool and an outcome. */
export interface ReportPlace {
  toolId: string;
  outcome: string;
  source?: RiskSource | undefined;
}

export type ToReport = { type: "report"; data: ReportData; strings: ReportStrings };

export type FromReport =
  | { type: "ready" }
  | { type: "generate"; places: readonly ReportPlace[] }
  | { type: "show"; place: ReportPlace }
  | { type: "export"; as: "csv" | "svg"; source?: RiskSource | undefined };
