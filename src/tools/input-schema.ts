import type { Json, JsonObject } from "../ots/json.ts";
import { isJsonObject } from "../ots/json.ts";
import type { ToolDefinition } from "../ots/tool.ts";

const noType = " is not a type of JSON Schema";

/** The word that stands where a type should, when that is the reason for a schema to be partial. */
export function unknownType(reason: string): string | undefined {
  return reason.endsWith(noType) ? reason.slice(0, -noType.length).replaceAll('"', "") : undefined;
}

export type InputSchema = Pick<ToolDefinition, "inputSchema" | "schemaCompleteness">;

/** A schema larger than this (as JSON text) is not kept: it would travel in every record of the data set. */
const maxSchemaCharacters = 256 * 1024;

/** A tool that takes no arguments, as every format means it when it leaves the schema out. */
export function noArguments(): InputSchema {
  return {
    inputSchema: { type: "object", properties: {} },
    schemaCompleteness: { level: "full", reasons: [] },
  };
}

/** A tool whose arguments are not stated where it was found. */
export function unknownArguments(reason: string): InputSchema {
  return { inputSchema: { type: "object" }, schemaCompleteness: { level: "none", reasons: [reason] } };
}

/**
 * Makes a JSON Schema of what a definition calls its parameters: an object at the root, type names of other dialects
 * (`STRING`, `dict`, `float`, `nullable`) in JSON Schema's words, nothing that a validator would stumble over.
 * What had to be dropped is named in `reasons` and makes the schema `partial`.
 */
export function inputSchemaOf(value: Json, earlierReasons: readonly string[] = []): InputSchema {
  const reasons = new Set(earlierReasons);
  const cleaned = isJsonObject(value) ? cleanSchema(value, { root: value, reasons }) : {};
  if (!isJsonObject(cleaned)) {
    return unknownArguments("the parameters are not a JSON Schema object");
  }
  if (JSON.stringify(cleaned).length > maxSchemaCharacters) {
    return unknownArguments(`the schema is larger than ${maxSchemaCharacters / 1024} KB`);
  }
  if (cleaned.type !== undefined && cleaned.type !== "object") {
    reasons.add("the parameters are not an object");
  }
  const inputSchema: JsonObject = { ...cleaned, type: "object" };
  return {
    inputSchema,
    schemaCompleteness: { level: reasons.size === 0 ? "full" : "partial", reasons: [...reasons] },
  };
}

interface Cleaning {
  root: JsonObject;
  reasons: Set<string>;
}

const mapsOfSchemas = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
]);
const listsOfSchemas = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const schemas = new Set([
  "items",
  "additionalProperties",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const countKeywords = new Set([
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "minimum",
  "maximum",
]);
/** What OpenAPI adds and no validator of arguments needs. */
const droppedKeywords = new Set(["xml", "externalDocs", "discriminator", "nullable"]);

function cleanSchema(value: Json, cleaning: Cleaning): Json {
  if (typeof value === "boolean") {
    return value;
  }
  if (!isJsonObject(value)) {
    cleaning.reasons.add("a part of the schema is not a schema");
    return {};
  }
  if (typeof value.$ref === "string" && !resolves(value.$ref, cleaning.root)) {
    cleaning.reasons.add(`$ref ${value.$ref} cannot be followed here`);
    const { $ref: _dropped, ...rest } = value;
    return cleanSchema(rest, cleaning);
  }
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (droppedKeywords.has(key) || key.startsWith("x-")) {
      continue;
    }
    const cleaned = cleanKeyword(key, member, cleaning);
    if (cleaned !== undefined) {
      result[key] = cleaned;
    }
  }
  return openApiBounds(nullableType(result, value.nullable === true));
}

function cleanKeyword(key: string, member: Json, cleaning: Cleaning): Json | undefined {
  if (mapsOfSchemas.has(key)) {
    const entries = isJsonObject(member) ? Object.entries(member) : [];
    return Object.fromEntries(entries.map(([name, schema]) => [name, cleanSchema(schema, cleaning)]));
  }
  if (listsOfSchemas.has(key)) {
    return Array.isArray(member) && member.length > 0
      ? member.map((schema) => cleanSchema(schema, cleaning))
      : undefined;
  }
  if (schemas.has(key)) {
    return Array.isArray(member)
      ? member.map((schema) => cleanSchema(schema, cleaning))
      : cleanSchema(member, cleaning);
  }
  if (key === "type") {
    return cleanType(member, cleaning);
  }
  if (key === "required") {
    const names = Array.isArray(member) ? member.filter((name) => typeof name === "string") : [];
    return names.length > 0 ? [...new Set(names)] : undefined;
  }
  if (key === "enum") {
    return Array.isArray(member) && member.length > 0 ? member : undefined;
  }
  if (key === "format") {
    // Gemini marks strings with choices so; validators know no such format.
    return member === "enum" ? undefined : member;
  }
  if (countKeywords.has(key)) {
    // Protocol-buffer JSON writes 64-bit counts as strings.
    const count = typeof member === "string" && member !== "" ? Number(member) : member;
    return typeof count === "number" && Number.isFinite(count) ? count : undefined;
  }
  return member;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "string",
  str: "string",
  number: "number",
  float: "number",
  double: "number",
  integer: "integer",
  int: "integer",
  long: "integer",
  boolean: "boolean",
  bool: "boolean",
  array: "array",
  list: "array",
  tuple: "array",
  object: "object",
  dict: "object",
  null: "null",
};

function cleanType(member: Json, cleaning: Cleaning): Json | undefined {
  const names = (Array.isArray(member) ? member : [member]).map((name) =>
    typeof name === "string" ? typeNames[name.toLowerCase()] : undefined,
  );
  if (names.includes(undefined)) {
    if (member !== "any" && member !== "TYPE_UNSPECIFIED") {
      cleaning.reasons.add(`${JSON.stringify(member)}${noType}`);
    }
    return undefined;
  }
  const known = [...new Set(names as string[])];
  return known.length === 1 ? (known[0] as string) : known;
}

/** OpenAPI 3.0 and Gemini write `nullable: true` where JSON Schema has a second type. */
function nullableType(schema: JsonObject, nullable: boolean): JsonObject {
  if (!nullable || typeof schema.type !== "string" || schema.type === "null") {
    return schema;
  }
  const withNull = Array.isArray(schema.enum) && !schema.enum.includes(null);
  return {
    ...schema,
    type: [schema.type, "null"],
    ...(withNull ? { enum: [...(schema.enum as Json[]), null] } : {}),
  };
}

/** OpenAPI 3.0 has `exclusiveMinimum: true` beside `minimum`; JSON Schema puts the number in its place. */
function openApiBounds(schema: JsonObject): JsonObject {
  const result = { ...schema };
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const limit = result[bound];
    if (result[exclusive] === true && typeof limit === "number") {
      result[exclusive] = limit;
      delete result[bound];
    } else if (typeof result[exclusive] === "boolean") {
      delete result[exclusive];
    }
  }
  return result;
}

/** Whether a `$ref` points at something inside the schema itself. */
function resolves(ref: string, root: JsonObject): boolean {
  if (!ref.startsWith("#")) {
    return false;
  }
  let target: Json | undefined = root;
  for (const raw of ref.slice(1).split("/").slice(1)) {
    const step = decodePointerStep(raw);
    target = isJsonObject(target) ? target[step] : Array.isArray(target) ? target[Number(step)] : undefined;
  }
  return target !== undefined;
}

/** One step of a JSON Pointer in a URI fragment (RFC 6901), decoded. */
export function decodePointerStep(step: string): string {
  let text = step;
  try {
    text = decodeURIComponent(step);
  } catch {
    // Not percent-encoding after all: taken literally.
  }
  return text.replaceAll("~1", "/").replaceAll("~0", "~");
}
