import type { ScenarioRow } from "../../../src/editor/project/scenario-index.ts";

/** A scenario's row, as the trees have it. */
export function row(id: string, over: Partial<ScenarioRow> = {}): ScenarioRow {
  return {
    id,
    title: `Title of ${id}`,
    toolId: "tool-send",
    toolName: "send_mail",
    source: "instruction",
    outcome: "privacy-exposure",
    trigger: "missing-detail",
    severity: "severe",
    state: "proposed",
    ...over,
  };
}
