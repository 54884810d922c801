import { isJsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { staticJson } from "../../syntax/static-json.ts";
import type { CodeFormat } from "../format.ts";
import { type InputSchema, inputSchemaOf, unknownArguments } from "../input-schema.ts";
import { classTool } from "../python/class-tool.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { comesFrom } from "../python/origins.ts";
import { type ToolClass, toolClasses } from "../python/tool-classes.ts";

const framework = "smolagents";
const decoratorName = /^(smolagents|transformers)(\.\w+)*\.tool$/;
const baseClass = /^(smolagents|transformers)(\.\w+)*\.Tool$/;

/** smolagents: `@tool` and `Tool` subclasses with `inputs` and `forward`. */
export const smolagentsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["smolagents", "transformers"],
  find(document) {
    const functions = decoratedFunctions(document).flatMap(({ node, definition, decorator }) =>
      comesFrom(document, decorator, decoratorName)
        ? (functionTool(document, { framework, node, definition }) ?? [])
        : [],
    );
    const classes = toolClasses(document, baseClass).flatMap(
      (tool) =>
        classTool(document, tool, { framework, methods: ["forward"], schema: inputs(document, tool) }) ?? [],
    );
    return [...functions, ...classes];
  },
};

/** `inputs` maps names to schemas; a nullable one may be left out. */
function inputs(document: CodeDocument, tool: ToolClass): InputSchema | undefined {
  const node = tool.setting("inputs");
  if (node === undefined) {
    return undefined;
  }
  const reasons = new Set<string>();
  const json = staticJson(document, node, reasons);
  if (!isJsonObject(json)) {
    return unknownArguments("`inputs` is not static");
  }
  const required = Object.entries(json).flatMap(([name, schema]) =>
    isJsonObject(schema) && schema.nullable === true ? [] : [name],
  );
  return inputSchemaOf({ type: "object", properties: json, required }, [...reasons]);
}
