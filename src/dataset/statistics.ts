import { cellKey, cellsAmong } from "../ots/cells.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import {
  endStates,
  type RiskSource,
  riskSources,
  type Severity,
  type Strategy,
  severities,
  strategies,
} from "../ots/vocabulary.ts";
import { countPairs } from "./pairs.ts";
import { type ScenarioState, scenarioStates } from "./state.ts";
import type { Store } from "./store.ts";

export interface Statistics {
  tools: number;
  scenarios: number;
  /** Of them: benign twins, which cover no cell. */
  benign: number;
  trajectories: number;
  pairs: number;
  humanVerdicts: number;
  /** Every state, also the ones with none; they add up to `scenarios`. */
  states: Record<ScenarioState, number>;
  /**
   * Applicable cells of the tools given, and how many of them have a scenario. `outside` counts the scenarios in no such
   * cell: their tool was changed or removed since.
   */
  cells: { applicable: number; covered: number; outside: number };
  /** Scenarios by risk source, outcome, trigger and severity; each adds up to `scenarios`. */
  sources: Record<RiskSource, number>;
  outcomes: Record<string, number>;
  triggers: Record<string, number>;
  severities: Record<Severity, number>;
  /** Strategies of the accepted reflections, one for each safe trajectory that has one. */
  strategies: Record<Strategy, number>;
}

/** Counts over the whole store. `tools` are the project's tools as found now: the denominator of coverage. */
export function statistics(store: Store, tools: readonly ToolSpec[], model: ThreatModel): Statistics {
  const known = scenarioStates(store);
  const applicable = new Set(tools.flatMap(cellsAmong(tools, model)).map(cellKey));
  const covered = new Set<string>();
  let outside = 0;
  const states = tally<ScenarioState>(["proposed", "unsafe", ...endStates]);
  const sources = tally<RiskSource>(riskSources);
  const outcomes = tally(model.outcomes.map(({ id }) => id));
  const triggers = tally(model.triggers.map(({ id }) => id));
  const bySeverity = tally<Severity>(severities);
  let twins = 0;
  for (const { id, cell, trigger, severity, benign } of store.scenarios.summaries()) {
    states.add(known.get(id) ?? "proposed");
    sources.add(cell.source);
    outcomes.add(cell.outcome);
    triggers.add(trigger);
    bySeverity.add(severity);
    const key = cellKey(cell);
    twins += benign ? 1 : 0;
    if (applicable.has(key)) {
      if (!benign) {
        covered.add(key);
      }
    } else {
      outside++;
    }
  }
  return {
    tools: tools.length,
    scenarios: store.scenarios.size,
    benign: twins,
    trajectories: store.trajectories.size,
    pairs: countPairs(store),
    humanVerdicts: store.humanVerdicts.size,
    states: states.counts(),
    cells: { applicable: applicable.size, covered: covered.size, outside },
    sources: sources.counts(),
    outcomes: outcomes.counts(),
    triggers: triggers.counts(),
    severities: bySeverity.counts(),
    strategies: strategyCounts(store),
  };
}

function strategyCounts(store: Store): Record<Strategy, number> {
  const counted = tally<Strategy>(strategies);
  for (const { id, kind } of store.trajectories.summaries()) {
    const accepted = kind === "safe" ? store.trajectories.get(id)?.reflections?.at(-1) : undefined;
    if (accepted) {
      counted.add(accepted.strategy);
    }
  }
  return counted.counts();
}

/** Counts by word. The words given are there from the start; others, which a file may hold, are added as they come. */
function tally<W extends string>(words: readonly W[]) {
  const counts = new Map<W, number>(words.map((word) => [word, 0]));
  return {
    add: (word: W) => {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    },
    // A word may be `__proto__`: `fromEntries` makes a plain member of it.
    counts: () => Object.fromEntries(counts) as Record<W, number>,
  };
}
