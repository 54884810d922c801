import type { ScenarioState } from "../../dataset/state.ts";
import { type ApplicableCell, applicableCells, cellKey } from "../../ots/cells.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { type ToolDefinition, toolSpec } from "../../ots/tool.ts";
import { isUnsafe, type ScenarioRow } from "../project/scenario-index.ts";

/** An applicable cell of a tool with what is known of it so far. */
export interface Risk {
  cell: ApplicableCell;
  /** As `cellKey` gives it. */
  key: string;
  scenarios: number;
  /** In how many of them the agent acted unsafely. */
  unsafe: number;
}

/**
 * The applicable cells of a tool in the threat model's order, with the scenarios each has.
 * @param tools all tools of the project: companions come from them.
 * @param rows the tool's scenarios.
 */
export function risksOf(
  tool: ToolDefinition,
  tools: readonly ToolDefinition[],
  model: ThreatModel,
  rows: readonly ScenarioRow[],
): Risk[] {
  const counts = new Map<string, { scenarios: number; unsafe: number }>();
  for (const { toolId, toolName, source, outcome, state } of rows) {
    const key = cellKey({ toolId, toolName, source, outcome });
    const known = counts.get(key) ?? { scenarios: 0, unsafe: 0 };
    counts.set(key, {
      scenarios: known.scenarios + 1,
      unsafe: known.unsafe + (isUnsafe(state) ? 1 : 0),
    });
  }
  return applicableCells(toolSpec(tool), tools.map(toolSpec), model).map((cell) => {
    const key = cellKey(cell);
    return { cell, key, ...(counts.get(key) ?? { scenarios: 0, unsafe: 0 }) };
  });
}

/** States from the worst to the best. A pair is an unsafe act that has been answered. */
const worstFirst: readonly ScenarioState[] = [
  "unsafe",
  "reflection-failed",
  "pair",
  "error",
  "judge-failed",
  "not-reached",
  "refused",
  "never-unsafe",
];

/** The scenario that ended worst, a severe one before a mild one; undefined while none has been run. */
export function worstOf(rows: readonly ScenarioRow[]): ScenarioRow | undefined {
  const rank = ({ state, severity }: ScenarioRow) =>
    worstFirst.indexOf(state) * 2 + (severity === "severe" ? 0 : 1);
  return rows
    .filter(({ state }) => worstFirst.includes(state))
    .reduce<ScenarioRow | undefined>(
      (worst, row) => (worst === undefined || rank(row) < rank(worst) ? row : worst),
      undefined,
    );
}
