import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { excerpt, staticJson } from "../../syntax/static-json.ts";
import { anyOf, oneOfValues } from "../schema-parts.ts";
import { methodParts, type ScriptCall, scriptCall } from "./calls.ts";

const module = /^(@sinclair\/typebox|typebox)(\/|$)/;
const maxDepth = 24;

const plain: Readonly<Record<string, JsonObject>> = {
  String: { type: "string" },
  Number: { type: "number" },
  Integer: { type: "integer" },
  Boolean: { type: "boolean" },
  Null: { type: "null" },
  Any: {},
  Unknown: {},
};

interface TypeBoxSchema {
  schema: JsonObject;
  optional: boolean;
}

/** The call when it is one of TypeBox's `Type.…(…)`. */
function typeCall(document: CodeDocument, expression: Node): { name: string; call: ScriptCall } | undefined {
  const call = scriptCall(document.values.resolve(expression));
  const parts = call && methodParts(document, call.callee);
  const isType =
    parts !== undefined &&
    document.names.origins(parts.receiver).some((origin) => module.test(origin.module));
  return call === undefined || parts === undefined || !isType ? undefined : { name: parts.method, call };
}

/** The JSON Schema of a TypeBox expression; undefined when it is none. What is not static goes into `reasons`. */
export function typeboxSchema(
  document: CodeDocument,
  expression: Node,
  reasons: Set<string>,
): JsonObject | undefined {
  return typeCall(document, expression) === undefined
    ? undefined
    : read(document, expression, reasons, 0).schema;
}

function read(document: CodeDocument, expression: Node, reasons: Set<string>, depth: number): TypeBoxSchema {
  const found = depth < maxDepth ? typeCall(document, expression) : undefined;
  if (found === undefined) {
    reasons.add(`\`${excerpt(document, expression)}\` is not a schema this file defines`);
    return { schema: {}, optional: false };
  }
  const { name, call } = found;
  const [first, second] = call.arguments;
  const inner = (node: Node | undefined) =>
    node === undefined ? { schema: {}, optional: false } : read(document, node, reasons, depth + 1);
  const list = (node: Node | undefined) =>
    node === undefined ? [] : (document.values.items(node)?.items ?? []);
  const withOptions = (schema: JsonObject, options: Node | undefined): TypeBoxSchema => {
    const json = options === undefined ? undefined : staticJson(document, options, reasons);
    return { schema: isJsonObject(json) ? { ...schema, ...json } : schema, optional: false };
  };
  const known = plain[name];
  if (known !== undefined) {
    return withOptions(known, first);
  }
  switch (name) {
    case "Optional":
      return { ...inner(first), optional: true };
    case "Readonly":
      return inner(first);
    case "Array":
      return withOptions({ type: "array", items: inner(first).schema }, second);
    case "Record":
      return withOptions({ type: "object", additionalProperties: inner(second).schema }, call.arguments[2]);
    case "Union":
      return withOptions(anyOf(list(first).map((item) => inner(item).schema)), second);
    case "Literal": {
      const value = first === undefined ? undefined : document.values.scalar(first);
      return withOptions(value === undefined ? {} : oneOfValues([value]), second);
    }
    case "Object": {
      const members = first === undefined ? undefined : document.values.members(first);
      const entries = (members?.entries ?? []).map(({ key, value }) => ({ key, ...inner(value) }));
      const required = entries.filter(({ optional }) => !optional).map(({ key }) => key);
      const properties = Object.fromEntries(entries.map(({ key, schema }) => [key, schema]));
      return withOptions(
        { type: "object", properties, ...(required.length === 0 ? {} : { required }) },
        second,
      );
    }
    default:
      reasons.add(`\`Type.${name}\` is not read`);
      return { schema: {}, optional: false };
  }
}
