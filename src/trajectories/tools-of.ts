import type { JsonObject } from "../ots/json.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { type ToolSpec, toolSpec } from "../ots/tool.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { inferCapabilities } from "../tools/capabilities.ts";
import { discoverInText } from "../tools/discover.ts";
import { openAiTools } from "./tool-definitions.ts";

/**
 * The tools of a trajectory, as far as they can be known: defined in the file itself, else by a tool of the same name among
 * `known`, else made up of the calls that were seen, with labels that the name suggests.
 */
export async function toolsOfTrajectory(
  trajectory: Trajectory,
  known: readonly ToolSpec[],
  model: ThreatModel,
): Promise<ToolSpec[]> {
  const definitions = openAiTools(trajectory);
  const found =
    definitions.length === 0
      ? []
      : (await discoverInText({ file: "tools.json", text: JSON.stringify(definitions) }, model)).tools;
  const byName = new Map([...known, ...found].map((tool) => [tool.name, toolSpec(tool)]));
  const called = callsByTool(trajectory);
  const names = new Set([...trajectory.tools, ...called.keys()]);
  return [...names].map((name) => byName.get(name) ?? seenTool(name, called.get(name) ?? [], model));
}

function callsByTool({ steps }: Trajectory): Map<string, JsonObject[]> {
  const calls = new Map<string, JsonObject[]>();
  for (const step of steps) {
    if (step.kind === "agent" && step.action.kind === "call") {
      const { tool, arguments: given } = step.action;
      const known = calls.get(tool);
      if (known) {
        known.push(given);
      } else {
        calls.set(tool, [given]);
      }
    }
  }
  return calls;
}

function seenTool(name: string, calls: readonly JsonObject[], model: ThreatModel): ToolSpec {
  const properties = Object.fromEntries(
    calls.flatMap((given) => Object.entries(given).map(([key, value]) => [key, typeOf(value)])),
  );
  const tool = {
    name,
    description: "",
    framework: "seen-calls",
    inputSchema: { type: "object", properties },
    schemaCompleteness: { level: "partial" as const, reasons: ["known by its calls only"] },
  };
  return toolSpec({ id: `seen-${name}`, ...tool, capabilities: inferCapabilities(tool, model) });
}

function typeOf(value: unknown): JsonObject {
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return type === "null" ? {} : { type };
}
