import type { BeltTool } from "../../../judge/toolbelt/tool.ts";
import type { JsonObject } from "../../../ots/json.ts";
import * as z from "../../../ots/zod.ts";
import type { ChatBody } from "../chat.ts";

function parametersOf({ input }: BeltTool): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(input) as JsonObject;
  return schema;
}

/** The belt as function tools. */
export function beltFunctions(tools: readonly BeltTool[]): NonNullable<ChatBody["tools"]> {
  return tools.map((tool) => ({
    type: "function",
    function: { name: tool.id, description: tool.description, parameters: parametersOf(tool) },
  }));
}

/** The same in words, for servers that take no function tools. */
export function beltInWords(tools: readonly BeltTool[]): string {
  return [
    'To look something up, answer with one JSON object {"thought": "…", "tool": "ID", "input": {…}} and nothing else; when nothing more is needed, with {"tool": "none"}. The tools:',
    ...tools.map((tool) => `${tool.id}: ${tool.description} Input: ${JSON.stringify(parametersOf(tool))}`),
  ].join("\n");
}
