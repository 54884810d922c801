import { isJsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { pythonArguments } from "../../syntax/python/calls.ts";
import { staticJson } from "../../syntax/static-json.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { type InputSchema, inputSchemaOf, unknownArguments } from "../input-schema.ts";
import { callTool } from "../python/call-tool.ts";
import { classTool } from "../python/class-tool.ts";
import { argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { toolClasses } from "../python/tool-classes.ts";

const framework = "haystack";
const toolClass = /^haystack(\.\w+)*\.Tool$/;
const classBase = /^haystack(\.\w+)*\.(?:Component|Pipeline)?Tool$/;
const factory = /^haystack(\.\w+)*\.create_tool_from_function$/;

/** Haystack's tools made by a call: `Tool(name, description, parameters, function)`, `create_tool_from_function(f)`. */
export const haystackToolsFormat: CodeFormat = {
  kind: "code",
  id: "haystack-tools",
  languages: ["python"],
  hints: [/\bhaystack\b/],
  needs: [/\b(?:Component|Pipeline)?Tool\b|create_tool_from_function/],
  find: (document) => [...built(document), ...ofFunctions(document), ...classes(document)],
};

function built(document: CodeDocument): FoundTool[] {
  return callsOf(document, toolClass).flatMap((call) => {
    const given = pythonArguments(document, call);
    const parts = {
      name: argument(given, 0, "name"),
      description: argument(given, 1, "description"),
      implementation: argument(given, 3, "function"),
      schema: schemaOf(document, argument(given, 2, "parameters")),
    };
    return callTool(document, { framework, call, ...parts }) ?? [];
  });
}

/** `class Commenter(ComponentTool)`, which hands name, description and schema up. */
function classes(document: CodeDocument): FoundTool[] {
  return toolClasses(document, classBase).flatMap((tool) => {
    const schema = schemaOf(document, tool.setting("parameters"));
    return classTool(document, tool, { framework, methods: ["invoke", "run"], schema }) ?? [];
  });
}

function ofFunctions(document: CodeDocument): FoundTool[] {
  return callsOf(document, factory).flatMap((call) => {
    const given = pythonArguments(document, call);
    const parts = {
      implementation: argument(given, 0, "function"),
      name: argument(given, 1, "name"),
      description: argument(given, 2, "description"),
    };
    return callTool(document, { framework, call, ...parts }) ?? [];
  });
}

/** A JSON Schema written out; one that is made elsewhere is not guessed. */
function schemaOf(document: CodeDocument, node: Parameters<typeof staticJson>[1] | undefined): InputSchema {
  const reasons = new Set<string>();
  const json = node && staticJson(document, node, reasons);
  return isJsonObject(json)
    ? inputSchemaOf(json, [...reasons])
    : unknownArguments("`parameters` is not static");
}
