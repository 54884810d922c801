import type { Json, JsonObject } from "../../ots/json.ts";
import { isJsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";

/** Formats of strings that hold nothing but what they name. */
const plainFormats = /^(uuid|date|date-time|time|ipv4|ipv6)$/;

/** The schema of an argument, or of a member of it. */
function schemaAt(root: JsonObject, path: readonly string[]): JsonObject | undefined {
  let schema: JsonObject = root;
  for (const name of path) {
    const properties = schema.properties;
    const next: Json | undefined = isJsonObject(properties) ? properties[name] : undefined;
    if (!isJsonObject(next)) {
      return undefined;
    }
    schema = resolved(root, next);
  }
  return schema;
}

function resolved(root: JsonObject, schema: JsonObject): JsonObject {
  const name =
    typeof schema.$ref === "string"
      ? /^#\/(?:\$defs|definitions)\/([^/]+)$/.exec(schema.$ref)?.[1]
      : undefined;
  const definitions = root.$defs ?? root.definitions;
  const target = name !== undefined && isJsonObject(definitions) ? definitions[name] : undefined;
  return isJsonObject(target) ? target : schema;
}

function isHarmless(root: JsonObject, schema: JsonObject, depth: number): boolean {
  const { type, format, enum: choices, pattern } = schema;
  if (depth > 6) {
    return false;
  }
  if (Array.isArray(choices) || schema.const !== undefined) {
    return true;
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(options) && options.length > 0) {
    return options.every(
      (option) => isJsonObject(option) && isHarmless(root, resolved(root, option), depth + 1),
    );
  }
  if (Array.isArray(type)) {
    return type.every((one) => /^(integer|number|boolean|null)$/.test(String(one)));
  }
  if (type === "array") {
    return isJsonObject(schema.items) && isHarmless(root, resolved(root, schema.items), depth + 1);
  }
  if (type === "string") {
    // A dot between things that are no dots leads nowhere.
    const plain =
      typeof pattern === "string" ? pattern.replace(/(?<=[+}\])\w])\\\.(?=[[(\w]|\\[wd])/g, "") : "";
    const isNarrow =
      /^\^[^.]*\$$/.test(plain) && !/\\[SWD]|\[\^|[;|&`$<> ]/.test(plain.slice(1, -1)) && !/\//.test(plain);
    return (typeof format === "string" && plainFormats.test(format)) || isNarrow;
  }
  return type === "integer" || type === "number" || type === "boolean" || type === "null";
}

/**
 * True when the declared type of an argument leaves nothing to smuggle: numbers, booleans, a choice of constants, ids.
 * Frameworks check arguments against the schema before the handler runs.
 */
export function isHarmlessType({ inputSchema }: ToolDefinition, path: readonly string[]): boolean {
  // What is harmless has harmless members: the value of a choice.
  return path.some((_, index) => {
    const schema = schemaAt(inputSchema, path.slice(0, index + 1));
    return schema !== undefined && isHarmless(inputSchema, schema, 0);
  });
}
