import type { Json, JsonObject } from "../../ots/json.ts";
import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { candidateObjects, dataTool, nameIn, stringIn } from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { type InputSchema, inputSchemaOf } from "../input-schema.ts";

/**
 * Toolkits of ToolEmu (arXiv 2309.15817). Not JSON Schema: parameters and returns are lists of name, type and
 * description. An agent calls a tool by toolkit name and tool name in one word, such as `GmailReadEmail`.
 */
export const toolemuFormat: DataFormat = {
  kind: "data",
  id: "toolemu",
  hints: ["name_for_model"],
  find(document) {
    return candidateObjects(document).flatMap(({ node }) => {
      const toolkit = stringIn(node, "name_for_model");
      const tools = node.get("tools");
      return toolkit === undefined || tools?.kind !== "array"
        ? []
        : tools.items().flatMap((tool) => toolkitTool(document, toolkit, tool) ?? []);
    });
  },
};

function toolkitTool(document: DataDocument, toolkit: string, node: DataNode): FoundTool | undefined {
  const name = nameIn(node);
  if (name === undefined || node.get("parameters")?.kind !== "array") {
    return undefined;
  }
  const summary = stringIn(node, "summary") ?? stringIn(node, "description") ?? "";
  const returns = (node.get("returns")?.items() ?? []).map(describeReturn);
  return dataTool(document, {
    framework: "toolemu",
    node,
    name,
    nameText: `${toolkit}${String(name.value)}`,
    description: returns.length === 0 ? summary : `${summary}\nReturns: ${returns.join("; ")}`,
    schema: parameterList(node.get("parameters")),
  });
}

function describeReturn(node: DataNode): string {
  const description = stringIn(node, "description");
  const name = stringIn(node, "name") ?? "result";
  return description === undefined ? name : `${name} (${description})`;
}

function parameterList(parameters: DataNode | undefined): InputSchema {
  const properties: [string, JsonObject][] = [];
  const required: string[] = [];
  for (const parameter of parameters?.items() ?? []) {
    const name = stringIn(parameter, "name");
    if (name !== undefined) {
      const description = stringIn(parameter, "description");
      const type = stringIn(parameter, "type") ?? "string";
      properties.push([name, { type, ...(description === undefined ? {} : { description }) }]);
      if (parameter.get("required")?.value === true) {
        required.push(name);
      }
    }
  }
  return inputSchemaOf({ type: "object", properties: Object.fromEntries(properties) as Json, required });
}
