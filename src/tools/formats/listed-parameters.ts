import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { staticJson } from "../../syntax/static-json.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { inputSchemaOf } from "../input-schema.ts";
import { isListedAs, keyPattern, type LiteralObject, literalTool, objectsWith } from "../literal-objects.ts";

const framework = "tool-objects";
const keys = [["name"], ["description"], ["parameters", "params", "args", "arguments", "inputs"]].map(
  (names) => keyPattern(names),
);
const typeNames =
  /^(?:string|str|text|number|float|integer|int|boolean|bool|array|list|object|dict|enum|any)$/i;

/**
 * Tools of a program's own table that list their parameters: `{ name, description, parameters: [{ name, type, description }] }`.
 * The table must be called after tools, since commands and forms are described so as well.
 */
export const listedParametersFormat: CodeFormat = {
  kind: "code",
  id: "listed-parameters",
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: [/\b(?:parameters|params|args|arguments|inputs)["']?\s*[:=]\s*\[/],
  needs: ["description", /tool/i],
  find: (document) => objectsWith(document, ...keys).flatMap((object) => listed(document, object) ?? []),
};

function listed(document: CodeDocument, object: LiteralObject): FoundTool | undefined {
  const { node, members } = object;
  const list = ["parameters", "params", "args", "arguments", "inputs"].flatMap(
    (key) => members.get(key) ?? [],
  )[0];
  const items = list === undefined ? undefined : document.values.items(list)?.items;
  if (items === undefined || items.length === 0 || !isListedAs(document, node, /tool/i)) {
    return undefined;
  }
  const reasons = new Set<string>();
  const read = items.map((item) => staticJson(document, item, reasons));
  const parameters = read.flatMap((json) => parameterOf(json) ?? []);
  return parameters.length < items.length
    ? undefined
    : literalTool(
        document,
        framework,
        object,
        inputSchemaOf(
          {
            type: "object",
            properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
            required: parameters.flatMap(({ name, isRequired }) => (isRequired ? [name] : [])),
          },
          [...reasons],
        ),
      );
}

function parameterOf(json: Json | undefined) {
  if (!isJsonObject(json) || typeof json.name !== "string" || typeof json.type !== "string") {
    return undefined;
  }
  const schema: JsonObject = typeNames.test(json.type) ? { type: typeOf(json.type) } : {};
  if (typeof json.description === "string") {
    schema.description = json.description;
  }
  return { name: json.name, schema, isRequired: json.required === true };
}

const types: Readonly<Record<string, string>> = {
  str: "string",
  text: "string",
  enum: "string",
  float: "number",
  int: "integer",
  bool: "boolean",
  list: "array",
  dict: "object",
};

function typeOf(name: string): string {
  return types[name.toLowerCase()] ?? name.toLowerCase();
}
