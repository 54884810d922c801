import type { ToolDefinition } from "../../ots/tool.ts";
import type { RunReport } from "../../pipeline/runner.ts";
import type { Project } from "../project/project.ts";

/** What a run is asked to do, and on what. */
export type RunRequest =
  | { kind: "generate"; project: Project; tools: readonly string[] }
  /** One more scenario in each cell, by `cellKey`; `tools` when more is known of some than their definitions say. */
  | { kind: "cells"; project: Project; cells: readonly string[]; tools?: readonly ToolDefinition[] }
  | { kind: "pipeline"; project: Project; tools: readonly string[] }
  | { kind: "simulate" | "reflect" | "finish"; project: Project; scenarios: readonly string[] };

export interface RunProgress {
  finished: number;
  total: number;
  /** What a language model has used so far. */
  note?: string;
}

export interface RunOutcome {
  report: RunReport;
  /** Only of runs with a language model: the report on disk, what was used, and why it ended early. */
  reportFile?: string;
  used?: string;
  stopped?: string;
}

export type { RunReport };
