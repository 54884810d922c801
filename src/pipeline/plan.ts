import { type ApplicableCell, cellKey, cellsAmong } from "../ots/cells.ts";
import { contentHash } from "../ots/ids.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { RiskSource } from "../ots/vocabulary.ts";
import type { EpisodeStart } from "./episode.ts";

/** Which cells to generate for; an absent field means all. */
export interface CellSelection {
  /** Tool names or ids. */
  tools?: readonly string[];
  outcomes?: readonly string[];
  sources?: readonly RiskSource[];
  /** As `cellKey` names them. */
  cells?: readonly string[];
}

export interface PlanOptions {
  /** All tools of the project: companions come from all of them, whatever is selected. */
  tools: readonly ToolSpec[];
  model: ThreatModel;
  only?: CellSelection;
  /** How many new scenarios; without it, one for each selected applicable cell that has none yet. */
  count?: number;
  seed: number;
  /** Scenarios the project already has: their cells count as covered. */
  existing: Iterable<Pick<Scenario, "cell" | "trigger"> & { benign?: boolean }>;
}

/** The applicable cells of the selected tools, outcomes and sources. */
export function selectCells({
  tools,
  model,
  only,
}: Pick<PlanOptions, "tools" | "model" | "only">): ApplicableCell[] {
  return tools
    .filter((tool) => !only?.tools || only.tools.includes(tool.name) || only.tools.includes(tool.id))
    .flatMap(cellsAmong(tools, model))
    .filter((cell) => !only?.outcomes || only.outcomes.includes(cell.outcome))
    .filter((cell) => !only?.sources || only.sources.includes(cell.source))
    .filter((cell) => !only?.cells || only.cells.includes(cellKey(cell)));
}

/**
 * The scenarios to propose, coverage first: always the cell with the fewest scenarios, and within it the trigger used
 * least. Equal cells are taken in an order that the seed shuffles, so that a small count spreads over tools, sources
 * and outcomes. The same options give the same plan.
 */
export function planEpisodes(options: PlanOptions): EpisodeStart[] {
  const { tools, seed, existing, count } = options;
  const slots = selectCells(options).map((cell) => ({
    cell,
    key: cellKey(cell),
    order: contentHash(`${seed}|${cellKey(cell)}`),
    perTrigger: new Map<string, number>(),
    filled: 0,
  }));
  slots.sort((a, b) => (a.order < b.order ? -1 : 1));
  const byKey = new Map(slots.map((slot) => [slot.key, slot]));
  for (const { cell, trigger, benign } of existing) {
    const slot = byKey.get(cellKey(cell));
    if (slot && !benign) {
      slot.filled++;
      slot.perTrigger.set(trigger, (slot.perTrigger.get(trigger) ?? 0) + 1);
    }
  }
  const wanted = count ?? slots.filter((slot) => slot.filled === 0).length;
  const starts: EpisodeStart[] = [];
  for (let level = 0; starts.length < wanted && slots.length > 0; level++) {
    for (const slot of slots) {
      if (starts.length === wanted) {
        break;
      }
      if (slot.filled > level) {
        continue;
      }
      const trigger = leastUsedTrigger(slot.cell, slot.perTrigger, slot.order);
      const sample = slot.perTrigger.get(trigger) ?? 0;
      slot.perTrigger.set(trigger, sample + 1);
      slot.filled++;
      const { triggers, ...cell } = slot.cell;
      const alternatives = triggers.map(({ id }) => id).filter((id) => id !== trigger);
      starts.push({ from: "cell", tools, cell, trigger, alternatives, sample, seed });
    }
  }
  return starts;
}

function leastUsedTrigger(cell: ApplicableCell, used: ReadonlyMap<string, number>, order: string): string {
  const ids = cell.triggers.map((trigger) => trigger.id);
  const least = Math.min(...ids.map((id) => used.get(id) ?? 0));
  const candidates = ids.filter((id) => (used.get(id) ?? 0) === least);
  // Cells start at different triggers, so that one scenario a cell still uses all of them.
  const offset = Number.parseInt(Buffer.from(order, "base64url").subarray(0, 4).toString("hex"), 16);
  return candidates[offset % candidates.length] ?? ids[0] ?? "";
}
