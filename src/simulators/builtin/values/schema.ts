import { isJsonObject, type Json, type JsonObject } from "../../../ots/json.ts";

/** Schemas are hostile input: a definition with more than this many nodes is cut, and nothing recurses deeper. */
const maxNodes = 4000;
const maxDepth = 12;
const types = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/**
 * A schema with references written out, `allOf` laid together and whatever JSON Schema does not know left out, so that
 * what samples values never has to look elsewhere. Recursive references end as a schema that allows anything.
 */
export function resolved(schema: JsonObject): JsonObject {
  const budget = { nodes: maxNodes };
  return resolve(schema, schema, 0, budget, []);
}

/** Stands for what a schema says of itself: optional parts of it are left out, lists of it are empty. */
const endless: JsonObject = { "x-endless": true };

export const isEndless = (schema: JsonObject) => schema["x-endless"] === true;

function resolve(
  node: Json | undefined,
  root: JsonObject,
  depth: number,
  budget: { nodes: number },
  open: readonly string[],
): JsonObject {
  if (!isJsonObject(node) || depth > maxDepth || budget.nodes-- <= 0) {
    return {};
  }
  const { $ref: reference } = node;
  if (typeof reference === "string") {
    const target = open.includes(reference) ? undefined : lookUp(reference, root);
    const { $ref: _, ...rest } = node;
    return target === undefined
      ? endless
      : resolve({ ...target, ...rest }, root, depth + 1, budget, [...open, reference]);
  }
  const again = (child: Json | undefined) => resolve(child, root, depth + 1, budget, open);
  let result: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    switch (key) {
      case "properties":
      case "patternProperties":
        if (isJsonObject(value)) {
          result[key] = Object.fromEntries(
            Object.entries(value)
              .slice(0, 200)
              .map(([name, child]) => [name, again(child)]),
          );
        }
        break;
      case "items":
        result[key] = Array.isArray(value) ? value.map(again) : again(value);
        break;
      case "prefixItems":
      case "oneOf":
      case "anyOf":
        if (Array.isArray(value)) {
          result[key] = value.slice(0, 20).map(again);
        }
        break;
      case "if":
      case "then":
      case "else":
      case "not":
      case "contains":
      case "additionalProperties":
        result[key] = isJsonObject(value) ? again(value) : value;
        break;
      case "type": {
        const known = (Array.isArray(value) ? value : [value]).filter(
          (type) => typeof type === "string" && types.has(type),
        );
        const real = known.filter((type) => type !== "null");
        const only = real[0] ?? known[0];
        if (only !== undefined) {
          result[key] = real.length > 1 ? real : only;
        }
        break;
      }
      case "required":
        if (Array.isArray(value)) {
          result[key] = value.filter((name) => typeof name === "string");
        }
        break;
      case "allOf":
      case "$defs":
      case "definitions":
        break;
      default:
        result[key] = value;
    }
  }
  if (Array.isArray(node.allOf)) {
    for (const part of node.allOf.slice(0, 20)) {
      result = merged(result, again(part));
    }
  }
  return result;
}

function lookUp(reference: string, root: JsonObject): JsonObject | undefined {
  if (!reference.startsWith("#")) {
    return undefined;
  }
  let at: Json | undefined = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const key = part.replace(/~1/g, "/").replace(/~0/g, "~");
    at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return isJsonObject(at) ? at : undefined;
}

/** Both schemas at once: properties and required names together, the tighter limit of each kind. */
export function merged(a: JsonObject, b: JsonObject): JsonObject {
  const result: JsonObject = { ...a, ...b };
  if (isJsonObject(a.properties) && isJsonObject(b.properties)) {
    const [left, right] = [a.properties, b.properties];
    result.properties = Object.fromEntries(
      [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => {
        const [l, r] = [left[name], right[name]];
        return [name, isJsonObject(l) && isJsonObject(r) ? merged(l, r) : (r ?? l ?? {})];
      }),
    );
  }
  if (Array.isArray(a.required) && Array.isArray(b.required)) {
    result.required = [...new Set([...a.required, ...b.required])];
  }
  for (const [key, tighter] of [
    ["minimum", Math.max],
    ["minLength", Math.max],
    ["maximum", Math.min],
    ["maxLength", Math.min],
  ] as const) {
    const [l, r] = [a[key], b[key]];
    if (typeof l === "number" && typeof r === "number") {
      result[key] = tighter(l, r);
    }
  }
  if (Array.isArray(a.enum) && Array.isArray(b.enum)) {
    const other = b.enum;
    result.enum = a.enum.filter((value) => other.includes(value));
  }
  return result;
}

/** The names in `properties`, never inherited ones. */
export function propertiesOf(schema: JsonObject): [string, JsonObject][] {
  const { properties } = schema;
  return isJsonObject(properties)
    ? Object.entries(properties).map(([name, child]) => [name, isJsonObject(child) ? child : {}])
    : [];
}

export function requiredOf(schema: JsonObject): readonly string[] {
  const { required } = schema;
  return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
}

/** The one type to make a value of: the stated one, or what the keywords imply. */
export function typeOf(schema: JsonObject): string | undefined {
  const { type } = schema;
  const stated = Array.isArray(type) ? type.find((entry) => entry !== "null") : type;
  if (typeof stated === "string") {
    return stated;
  }
  if (isJsonObject(schema.properties) || "additionalProperties" in schema || "patternProperties" in schema) {
    return "object";
  }
  if ("items" in schema || "prefixItems" in schema || "minItems" in schema) {
    return "array";
  }
  if ("pattern" in schema || "format" in schema || "minLength" in schema || "maxLength" in schema) {
    return "string";
  }
  return "minimum" in schema || "maximum" in schema || "multipleOf" in schema ? "number" : undefined;
}

/** The branches of `oneOf` or `anyOf`, each laid over the schema around it; the schema itself when there are none. */
export function branchesOf(schema: JsonObject): JsonObject[] {
  const choices = [schema.oneOf, schema.anyOf].find((value) => Array.isArray(value) && value.length > 0);
  if (!Array.isArray(choices)) {
    return [schema];
  }
  const { oneOf: _one, anyOf: _any, ...around } = schema;
  return choices
    .filter(isJsonObject)
    .filter((choice) => choice.type !== "null")
    .map((choice) => merged(around, choice));
}
