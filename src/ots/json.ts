import * as z from "./zod.ts";

/** Any value that JSON can express. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Far deeper than any value with a meaning; what lies above would overflow the stack of some program down the line. */
const deepest = 2000;

/**
 * Where `value` holds something that JSON cannot express, as the keys on the way there; undefined when it holds nothing of the kind. A value
 * that goes too deep, as one that holds itself does, is told of at the depth where it was given up.
 */
function strangeIn(value: unknown, depth = 0): PropertyKey[] | undefined {
  if (value === null || typeof value !== "object") {
    const isJson =
      value === null ||
      typeof value === "string" ||
      typeof value === "boolean" ||
      (typeof value === "number" && Number.isFinite(value));
    return isJson ? undefined : [];
  }
  if (depth === deepest) {
    return [];
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const path = strangeIn(value[i], depth + 1);
      if (path) {
        return [i, ...path];
      }
    }
    return undefined;
  }
  // Every record that is written is looked at: `in` makes no list of the names.
  for (const key in value) {
    const path = Object.hasOwn(value, key) && strangeIn((value as Record<string, unknown>)[key], depth + 1);
    if (path) {
      return [key, ...path];
    }
  }
  return undefined;
}

// One walk instead of a schema for every kind of value, tried one after the other at each place: records are full of JSON.
export const jsonSchema: z.ZodType<Json> = z.custom<Json>().check((context) => {
  const path = strangeIn(context.value);
  if (path) {
    const message = "Invalid input: expected a JSON value";
    context.issues.push({ code: "custom", message, input: context.value, path });
  }
});
export const jsonObjectSchema: z.ZodType<JsonObject> = z
  .custom<JsonObject>()
  .check((context) => {
    const path = isJsonObject(context.value) ? strangeIn(context.value) : [];
    if (path) {
      const message =
        path.length === 0 ? "Invalid input: expected a JSON object" : "Invalid input: expected a JSON value";
      context.issues.push({ code: "custom", message, input: context.value, path });
    }
  })
  .meta({ type: "object" });

/**
 * JSON with object keys in code-unit order, so that equal values give equal text whatever built them.
 * @throws RangeError when `value` is nested deeper than the call stack allows (validate depth first).
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort();
    const members = keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}

/** True for a plain JSON object (not an array, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
