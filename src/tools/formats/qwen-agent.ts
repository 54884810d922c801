import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { staticJson } from "../../syntax/static-json.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat } from "../format.ts";
import { type InputSchema, inputSchemaOf, noArguments, unknownArguments } from "../input-schema.ts";
import { pythonCode } from "../python/code.ts";
import { argument } from "../python/keyword.ts";
import { comesFrom } from "../python/origins.ts";
import { type ToolClass, toolClasses } from "../python/tool-classes.ts";

const framework = "qwen-agent";
const baseClass = /^qwen_agent(\.\w+)*\.BaseTool\w*$/;
const registration = /^qwen_agent(\.\w+)*\.register_tool$/;

/**
 * Qwen-Agent: `@register_tool("name") class X(BaseTool)` with a `description` and `parameters`, a JSON Schema or a list of
 * `{name, type, description, required}` (Qwen-Agent documentation, "Tool").
 */
export const qwenAgentFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["qwen_agent"],
  find: (document) =>
    toolClasses(document, baseClass).flatMap((tool) => {
      const registered = decoratedOf(document, tool.definition).decorators.find((decorator) =>
        comesFrom(document, calleeOf(decorator), registration),
      );
      const stated = registered && argument(pythonArguments(document, registered), 0, "name");
      const named = nameFrom(document, stated ?? tool.setting("name"));
      const description = tool.setting("description");
      return named === undefined
        ? []
        : codeTool(document, {
            framework,
            node: tool.node,
            named,
            description: descriptionFrom(document, description) || tool.documentation,
            schema: parametersOf(document, tool),
            code: pythonCode(document, {
              nameNode: named.node,
              description,
              definition: tool.method("call"),
              documented: tool.definition,
              model: tool.setting("parameters"),
              signature: { hiddenNames: ["params"] },
            }),
          });
    }),
};

function parametersOf(document: CodeDocument, tool: ToolClass): InputSchema {
  const node = tool.setting("parameters");
  return node === undefined ? noArguments() : listedParameters(document, node);
}

/** A JSON Schema, or the list of parameters that stands for one. */
function listedParameters(document: CodeDocument, node: Node): InputSchema {
  const reasons = new Set<string>();
  const json = staticJson(document, node, reasons);
  if (isJsonObject(json)) {
    return inputSchemaOf(json, [...reasons]);
  }
  if (!Array.isArray(json)) {
    return unknownArguments("`parameters` is not static");
  }
  const properties: Record<string, JsonObject> = {};
  const required: string[] = [];
  for (const entry of json) {
    if (isJsonObject(entry) && typeof entry.name === "string") {
      const { name, required: isRequired, ...schema } = entry;
      properties[name] = schema;
      if (isRequired === true) {
        required.push(name);
      }
    }
  }
  return inputSchemaOf({ type: "object", properties, required }, [...reasons]);
}
