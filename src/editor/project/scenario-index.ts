import type { ScenarioState } from "../../dataset/state.ts";
import type { HumanVerdict } from "../../ots/human-verdict.ts";
import type { Scenario } from "../../ots/scenario.ts";
import type { RiskSource, Severity } from "../../ots/vocabulary.ts";
import { groupBy } from "../base/group-by.ts";

/** What trees and lenses show of a scenario: little, because there may be 100,000. */
export interface ScenarioRow {
  id: string;
  title: string;
  toolId: string;
  toolName: string;
  source: RiskSource;
  outcome: string;
  trigger: string;
  severity: Severity;
  state: ScenarioState;
  /** What people said about its trajectories; the word that matters most when there are several. */
  review?: ScenarioReview;
}

/** `disputed`: a verdict was found wrong, or the safe action rejected. `edited`: the safe action was replaced. */
export type ScenarioReview = "disputed" | "edited" | "confirmed" | "noted";

/** Scenarios of one tool: how many, in how many the agent acted unsafely, and in how many of those nothing safe stands beside it. */
export interface ScenarioCounts {
  scenarios: number;
  unsafe: number;
  open: number;
}

export function scenarioRow(
  scenario: Pick<Scenario, "id" | "title" | "cell" | "trigger" | "severity">,
  state: ScenarioState,
  review?: ScenarioReview,
): ScenarioRow {
  const { id, title, cell, trigger, severity } = scenario;
  const { toolId, toolName, source, outcome } = cell;
  return {
    id,
    title,
    toolId,
    toolName,
    source,
    outcome,
    trigger,
    severity,
    state,
    ...(review ? { review } : {}),
  };
}

const weights: readonly ScenarioReview[] = ["noted", "confirmed", "edited", "disputed"];

/** What a human verdict means for its scenario. */
function reviewOf(judgement: HumanVerdict["judgement"]): ScenarioReview {
  switch (judgement) {
    case "wrong":
    case "rejected":
      return "disputed";
    case "edited":
      return "edited";
    case "right":
    case "accepted":
      return "confirmed";
    case "label":
    case "comment":
      return "noted";
  }
}

/** Reviews by scenario id, from what the store has in memory. */
export function scenarioReviews(
  trajectories: Iterable<{ id: string; scenarioId?: string | undefined }>,
  verdicts: Iterable<Pick<HumanVerdict, "trajectoryId" | "judgement">>,
): ReadonlyMap<string, ScenarioReview> {
  const byTrajectory = new Map<string, ScenarioReview>();
  for (const { trajectoryId, judgement } of verdicts) {
    byTrajectory.set(trajectoryId, weightier(byTrajectory.get(trajectoryId), reviewOf(judgement)));
  }
  const byScenario = new Map<string, ScenarioReview>();
  for (const { id, scenarioId } of byTrajectory.size === 0 ? [] : trajectories) {
    const review = byTrajectory.get(id);
    if (review && scenarioId !== undefined) {
      byScenario.set(scenarioId, weightier(byScenario.get(scenarioId), review));
    }
  }
  return byScenario;
}

function weightier(a: ScenarioReview | undefined, b: ScenarioReview): ScenarioReview {
  return a !== undefined && weights.indexOf(a) > weights.indexOf(b) ? a : b;
}

/** The agent did something unsafe, whether or not a safe action stands beside it by now. */
export function isUnsafe(state: ScenarioState): boolean {
  return state === "pair" || isOpen(state);
}

/** Unsafe and still without a safe pair: what Reflect is for. */
export function isOpen(state: ScenarioState): boolean {
  return state === "unsafe" || state === "reflection-failed";
}

export function countRows(rows: Iterable<ScenarioRow>): ScenarioCounts {
  const counts = { scenarios: 0, unsafe: 0, open: 0 };
  for (const { state } of rows) {
    counts.scenarios++;
    counts.unsafe += isUnsafe(state) ? 1 : 0;
    counts.open += isOpen(state) ? 1 : 0;
  }
  return counts;
}

/** The scenarios of one project in the order they were made, with their states. */
export class ScenarioIndex {
  #rows = new Map<string, ScenarioRow>();
  #ofTools: ReadonlyMap<string, readonly ScenarioRow[]> | undefined;
  #counts = new Map<string, ScenarioCounts>();

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): ScenarioRow | undefined {
    return this.#rows.get(id);
  }

  rows(): Iterable<ScenarioRow> {
    return this.#rows.values();
  }

  ofTool(toolId: string): ScenarioCounts {
    const known = this.#counts.get(toolId) ?? countRows(this.rowsOfTool(toolId));
    this.#counts.set(toolId, known);
    return known;
  }

  /** In the order they were made. */
  rowsOfTool(toolId: string): readonly ScenarioRow[] {
    this.#ofTools ??= groupBy(this.#rows.values(), (row) => row.toolId);
    return this.#ofTools.get(toolId) ?? [];
  }

  replaceAll(rows: Iterable<ScenarioRow>): void {
    this.#rows = new Map([...rows].map((row) => [row.id, row]));
    this.#forget();
  }

  put(row: ScenarioRow): void {
    this.#rows.set(row.id, row);
    this.#forget();
  }

  #forget(): void {
    this.#ofTools = undefined;
    this.#counts.clear();
  }
}
