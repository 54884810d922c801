import { cellKey, cellsAmong } from "../ots/cells.ts";
import type { RiskCell } from "../ots/scenario.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { RiskSource } from "../ots/vocabulary.ts";
import { scenarioStates } from "./state.ts";
import type { Store } from "./store.ts";

/** One cell of the heat map: what there is of it. */
export interface CoverageCell {
  toolId: string;
  outcome: string;
  source: RiskSource;
  /** False for a cell that has scenarios although the tool's labels no longer allow it. */
  applicable: boolean;
  scenarios: number;
  /** Scenarios that turned out unsafe, those with a safe action beside it included. */
  unsafe: number;
  pairs: number;
}

export interface Coverage {
  /** Tools with at least one cell, in the order given; then those that only scenarios name. */
  tools: { id: string; name: string }[];
  /** Outcomes with at least one cell, in the threat model's order. */
  outcomes: { id: string; title: string }[];
  cells: CoverageCell[];
}

const unsafeStates: ReadonlySet<string> = new Set(["unsafe", "pair", "reflection-failed"]);

/** Applicable cells of the tools with what the store has of each; benign twins cover nothing. */
export function coverageOf(store: Store, tools: readonly ToolSpec[], model: ThreatModel): Coverage {
  const cells = new Map<string, CoverageCell>();
  const cellAt = (cell: RiskCell, applicable: boolean) => {
    const key = cellKey(cell);
    const known = cells.get(key);
    if (known) {
      return known;
    }
    const { toolId, outcome, source } = cell;
    const fresh = { toolId, outcome, source, applicable, scenarios: 0, unsafe: 0, pairs: 0 };
    cells.set(key, fresh);
    return fresh;
  };
  for (const cell of tools.flatMap(cellsAmong(tools, model))) {
    cellAt(cell, true);
  }
  const names = new Map(tools.map(({ id, name }) => [id, name]));
  const states = scenarioStates(store);
  for (const { id, cell, benign } of store.scenarios.summaries()) {
    if (benign) {
      continue;
    }
    const counted = cellAt(cell, false);
    const state = states.get(id) ?? "proposed";
    counted.scenarios++;
    counted.unsafe += unsafeStates.has(state) ? 1 : 0;
    counted.pairs += state === "pair" ? 1 : 0;
    if (!names.has(cell.toolId)) {
      names.set(cell.toolId, cell.toolName);
    }
  }
  const all = [...cells.values()];
  const withCells = new Set(all.map(({ toolId }) => toolId));
  const ofOutcomes = new Set(all.map(({ outcome }) => outcome));
  const known = new Set(model.outcomes.map(({ id }) => id));
  return {
    tools: [...names].filter(([id]) => withCells.has(id)).map(([id, name]) => ({ id, name })),
    outcomes: [
      ...model.outcomes.filter(({ id }) => ofOutcomes.has(id)).map(({ id, title }) => ({ id, title })),
      ...[...ofOutcomes].filter((id) => !known.has(id)).map((id) => ({ id, title: id })),
    ],
    cells: all,
  };
}
