import { applicableCells, cellKey } from "../ots/cells.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import { endStates, type RiskSource, riskSources, type Severity, type Strategy } from "../ots/vocabulary.ts";
import { countPairs } from "./pairs.ts";
import { type ScenarioState, scenarioStates } from "./state.ts";
import type { Store } from "./store.ts";

export interface Statistics {
  tools: number;
  scenarios: number;
  trajectories: number;
  pairs: number;
  /** Every state, also the ones with none; they add up to `scenarios`. */
  states: Record<ScenarioState, number>;
  /** Applicable cells of the tools given, and how many of them have a scenario. */
  cells: { applicable: number; covered: number };
  sources: Record<RiskSource, number>;
  outcomes: Record<string, number>;
  triggers: Record<string, number>;
  severities: Record<Severity, number>;
  /** Strategies of the accepted reflections. */
  strategies: Partial<Record<Strategy, number>>;
}

/** Counts over the whole store. `tools` are the project's tools as found now: the denominator of coverage. */
export function statistics(store: Store, tools: readonly ToolSpec[], model: ThreatModel): Statistics {
  const states = scenarioStates(store);
  const cells = new Set(tools.flatMap((tool) => applicableCells(tool, tools, model)).map(cellKey));
  const covered = new Set<string>();
  const counts: Statistics = {
    tools: tools.length,
    scenarios: store.scenarios.size,
    trajectories: store.trajectories.size,
    pairs: countPairs(store),
    states: Object.fromEntries(
      ["proposed", "unsafe", ...endStates].map((state) => [state, 0]),
    ) as Statistics["states"],
    cells: { applicable: cells.size, covered: 0 },
    sources: Object.fromEntries(riskSources.map((source) => [source, 0])) as Statistics["sources"],
    outcomes: Object.fromEntries(model.outcomes.map(({ id }) => [id, 0])),
    triggers: Object.fromEntries(model.triggers.map(({ id }) => [id, 0])),
    severities: { mild: 0, severe: 0 },
    strategies: {},
  };
  for (const { id, cell, trigger, severity } of store.scenarios.summaries()) {
    counts.states[states.get(id) ?? "proposed"]++;
    counts.sources[cell.source]++;
    counts.outcomes[cell.outcome] = (counts.outcomes[cell.outcome] ?? 0) + 1;
    counts.triggers[trigger] = (counts.triggers[trigger] ?? 0) + 1;
    counts.severities[severity]++;
    if (cells.has(cellKey(cell))) {
      covered.add(cellKey(cell));
    }
  }
  counts.cells.covered = covered.size;
  for (const trajectory of store.trajectories.values()) {
    const strategy = trajectory.kind === "safe" ? trajectory.reflections?.at(-1)?.strategy : undefined;
    if (strategy) {
      counts.strategies[strategy] = (counts.strategies[strategy] ?? 0) + 1;
    }
  }
  return counts;
}
