import { readFileSync } from "node:fs";
import { applicableCells } from "../../../src/ots/cells.ts";
import type { RiskCell } from "../../../src/ots/scenario.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import type { CapabilityLabel } from "../../../src/ots/vocabulary.ts";

interface FixtureTool {
  name: string;
  description: string;
  inputSchema: ToolSpec["inputSchema"];
  labels: CapabilityLabel[];
  annotations?: ToolSpec["annotations"];
  approval?: ToolSpec["approval"];
  httpVerb?: string;
}

export interface Project {
  project: string;
  tools: ToolSpec[];
}

/** Tool definitions of made-up projects in many fields, the strange ones last. */
export function projects(): Project[] {
  const file = new URL("../../fixtures/simulators/tools.json", import.meta.url);
  const raw = JSON.parse(readFileSync(file, "utf8")) as { project: string; tools: FixtureTool[] }[];
  return raw.map(({ project, tools }) => ({
    project,
    tools: tools.map(({ labels, ...tool }) => ({
      id: `tool-${project}-${tool.name}`,
      ...tool,
      capabilities: labels.map((label) => ({ label, evidence: [{ kind: "name", text: tool.name }] })),
    })) as ToolSpec[],
  }));
}

export interface Slot {
  tools: readonly ToolSpec[];
  tool: ToolSpec;
  cell: RiskCell;
  trigger: string;
}

/** Every applicable cell of every tool of a project with each of its triggers. */
export function slotsOf(project: Project): Slot[] {
  return project.tools.flatMap((tool) =>
    applicableCells(tool, project.tools, builtinThreatModel).flatMap(({ triggers, ...cell }) =>
      triggers.map((trigger) => ({ tools: project.tools, tool, cell, trigger: trigger.id })),
    ),
  );
}
