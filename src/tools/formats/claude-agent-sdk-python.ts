import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { pythonArguments } from "../../syntax/python/calls.ts";
import { staticJson } from "../../syntax/static-json.ts";
import { annotationsFrom } from "../code-tool.ts";
import type { CodeFormat } from "../format.ts";
import { type InputSchema, inputSchemaOf } from "../input-schema.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { modelSchema } from "../python/model-schema.ts";
import { comesFrom } from "../python/origins.ts";
import { createTypeReader } from "../python/types.ts";

const framework = "claude-agent-sdk-python";
const decoratorName = /^(claude_agent_sdk|claude_code_sdk)(\.\w+)*\.tool$/;

/** Claude Agent SDK for Python: `@tool("name", "description", {"city": str})`. */
export const claudeAgentSdkPythonFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["claude_agent_sdk", "claude_code_sdk"],
  find: (document) =>
    decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
      const input = argument(given, 2, "input_schema");
      if (!comesFrom(document, decorator, decoratorName) || input === undefined) {
        return [];
      }
      const name = argument(given, 0, "name");
      const description = argument(given, 1, "description");
      const hints = given.named.get("annotations");
      const keywords = hints && pythonArguments(document, document.values.resolve(hints)).named;
      const annotations = annotationsFrom(document, (key) => keywords?.get(key));
      const schema = inputSchema(document, input);
      return (
        functionTool(document, {
          framework,
          node,
          definition,
          name,
          description,
          schema,
          annotations,
          takesObject: true,
        }) ?? []
      );
    }),
};

/** Either a JSON Schema, a class, or names with Python types, all of them required. */
function inputSchema(document: CodeDocument, input: Node): InputSchema {
  const members = document.values.members(input);
  const isSchema =
    members?.get("type") !== undefined && document.values.string(members.get("type") ?? input) === "object";
  if (members === undefined || isSchema) {
    return modelSchema(document, input);
  }
  const reasons = new Set<string>(members.complete ? [] : ["a key or spread is not static"]);
  const reader = createTypeReader(document, reasons);
  const properties = members.entries.map(({ key, value }): [string, JsonObject] => {
    const json: Json | undefined = document.values.members(value) && staticJson(document, value, reasons);
    return [key, isJsonObject(json) ? json : reader.read(value)];
  });
  const required = members.entries.map(({ key }) => key);
  return inputSchemaOf({ type: "object", properties: Object.fromEntries(properties), required }, [
    ...reasons,
  ]);
}
