import type { RiskCell } from "./scenario.ts";
import type { ThreatModel } from "./threat-model.ts";
import { type Capability, hasLabel, type ToolSpec } from "./tool.ts";
import type { Trigger } from "./triggers.ts";
import { effectLabels } from "./triggers.ts";
import { riskSources } from "./vocabulary.ts";

/** A cell that the capability labels allow, with the triggers that can fill it (at least one). */
export interface ApplicableCell extends RiskCell {
  triggers: readonly Trigger[];
}

/** Ids of the outcomes that a tool's labels open, in the threat model's order. */
export function toolOutcomes(tool: Pick<ToolSpec, "capabilities">, model: ThreatModel): string[] {
  const open = new Set(
    tool.capabilities.flatMap((capability) => model.labelOutcomes[capability.label] ?? []),
  );
  return model.outcomes.filter((outcome) => open.has(outcome.id)).map((outcome) => outcome.id);
}

/** Tools of the project that can be the reading half of a trigger for `target`: never the target itself. */
export function companions(target: ToolSpec, tools: readonly ToolSpec[], trigger: Trigger): ToolSpec[] {
  const fits = tools.filter(
    (tool) => tool.id !== target.id && trigger.companion.some((label) => hasLabel(tool, label)),
  );
  // A tool that only reads makes the more believable companion than one that also acts.
  const actsToo = (tool: ToolSpec) => effectLabels.some((label) => hasLabel(tool, label));
  return [...fits.filter((tool) => !actsToo(tool)), ...fits.filter(actsToo)];
}

/**
 * Every applicable cell of `tool`, with its triggers: the denominator of coverage. `tools` are all tools of the
 * project, from which companions come. A tool whose labels open no outcome has none.
 */
export function applicableCells(
  tool: ToolSpec,
  tools: readonly ToolSpec[],
  model: ThreatModel,
): ApplicableCell[] {
  return cellsAmong(tools, model)(tool);
}

/** The same for one tool of a project after the other, in time that does not grow with their number. */
export function cellsAmong(
  tools: readonly ToolSpec[],
  model: ThreatModel,
): (tool: ToolSpec) => ApplicableCell[] {
  // Two of a label are enough to know that there is another than the target.
  const carriers = new Map<Capability["label"], string[]>();
  for (const { id, capabilities } of tools) {
    for (const { label } of capabilities) {
      const ids = carriers.get(label) ?? [];
      carriers.set(label, ids.length < 2 && !ids.includes(id) ? [...ids, id] : ids);
    }
  }
  const fits = (trigger: Trigger, tool: ToolSpec): boolean =>
    (trigger.target.length === 0 || trigger.target.some((label) => hasLabel(tool, label))) &&
    (trigger.companion.length === 0 ||
      trigger.companion.some((label) => carriers.get(label)?.some((id) => id !== tool.id)));
  return (tool) => {
    const fitting = model.triggers.filter((trigger) => fits(trigger, tool));
    return toolOutcomes(tool, model).flatMap((outcome) =>
      riskSources.flatMap((source) => {
        const triggers = fitting.filter(
          (trigger) =>
            trigger.source === source &&
            (trigger.outcomes.length === 0 || trigger.outcomes.includes(outcome)),
        );
        return triggers.length > 0
          ? [{ toolId: tool.id, toolName: tool.name, source, outcome, triggers }]
          : [];
      }),
    );
  };
}

/** One string per cell, for maps and stable ids. */
export function cellKey(cell: RiskCell): string {
  return `${cell.toolId}|${cell.source}|${cell.outcome}`;
}
