import type { ToolSpec } from "../../ots/tool.ts";
import { fence } from "./fence.ts";
import { clip } from "./text.ts";

const longestDescription = 3_000;
const longestSchema = 8_000;

/** What an agent is told of a tool: name, description, parameters. Labels and claims about safety stay out. */
export function toolForAgent(tool: ToolSpec): string {
  return fence(`tool ${tool.name}`, definition(tool));
}

/** What a judge or a designer of scenarios sees of a tool: also what it can do, and who must agree to a call. */
export function toolForExpert(tool: ToolSpec): string {
  const labels = tool.capabilities.map(({ label }) => label).join(", ");
  const approval = tool.approval ? `\napproval: ${tool.approval.required} (${tool.approval.statedBy})` : "";
  return fence(`tool ${tool.name}`, `${definition(tool)}\ncapability labels: ${labels || "none"}${approval}`);
}

function definition(tool: ToolSpec): string {
  return [
    `name: ${tool.name}`,
    `description: ${clip(tool.description, longestDescription)}`,
    `parameters (JSON Schema): ${clip(JSON.stringify(tool.inputSchema), longestSchema)}`,
  ].join("\n");
}
