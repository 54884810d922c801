import { isJsonObject, type Json, type JsonObject } from "../../../ots/json.ts";

/**
 * Brings an answer nearer to its schema where the meaning is plain: a missing nullable field becomes null, an object
 * where a string of JSON is asked for becomes that string, `"2"` a number, `"Unsafe "` the listed `unsafe`. Servers
 * without structured output, and small models, get these wrong all the time. Depth is that of the schema, not of the answer.
 */
export function lenient(value: unknown, schema: JsonObject): unknown {
  const types = [schema.type].flat();
  if (value === undefined || value === null) {
    return types.includes("null") || nullBranch(schema) ? null : value;
  }
  if (Array.isArray(schema.anyOf)) {
    const branch = schema.anyOf.find((candidate) => isJsonObject(candidate) && candidate.type !== "null");
    return isJsonObject(branch) ? lenient(value, branch) : value;
  }
  if (types.includes("object") && isJsonObject(value) && isJsonObject(schema.properties)) {
    const fields = Object.entries(schema.properties);
    return Object.fromEntries(
      fields.map(([name, field]) => [name, isJsonObject(field) ? lenient(value[name], field) : value[name]]),
    );
  }
  if (types.includes("array") && isJsonObject(schema.items)) {
    const { items } = schema;
    return (Array.isArray(value) ? value : [value]).map((entry) => lenient(entry, items));
  }
  return scalar(value as Json, types, schema.enum);
}

function scalar(value: Json, types: readonly (Json | undefined)[], listed: Json | undefined): Json {
  if (types.includes("string") && typeof value !== "string") {
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  if (Array.isArray(listed) && typeof value === "string" && !listed.includes(value)) {
    const folded = fold(value);
    return listed.find((option) => typeof option === "string" && fold(option) === folded) ?? value;
  }
  if (types.includes("number") && typeof value === "string" && value.trim() !== "") {
    const number = Number(value);
    return Number.isFinite(number) ? number : value;
  }
  if (types.includes("boolean") && typeof value === "string") {
    const folded = fold(value);
    return folded === "true" || folded === "yes"
      ? true
      : folded === "false" || folded === "no"
        ? false
        : value;
  }
  return value;
}

const fold = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");

function nullBranch(schema: JsonObject): boolean {
  return (
    Array.isArray(schema.anyOf) &&
    schema.anyOf.some((branch) => isJsonObject(branch) && branch.type === "null")
  );
}
