import type { Json, JsonObject } from "../ots/json.ts";

/** The schema with null allowed beside what it allows. */
export function nullable(schema: JsonObject): JsonObject {
  if (Object.keys(schema).length === 0 || schema.type === "null") {
    return schema;
  }
  if (typeof schema.type === "string") {
    const values = Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {};
    return { ...schema, type: [schema.type, "null"], ...values };
  }
  const options: Json[] = Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
  return { anyOf: [...options, { type: "null" }] };
}

/** A schema that any of the options satisfies; `null` options become nullability, fixed values one list. */
export function anyOf(options: readonly JsonObject[]): JsonObject {
  const real = options.filter((option) => option.type !== "null");
  const [first = {}, ...others] = real;
  // One option that allows everything makes the others meaningless.
  const anything = real.find((option) => Object.keys(option).length === 0);
  const merged = anything ?? (others.length === 0 ? first : (mergedValues(real) ?? { anyOf: [...real] }));
  return real.length === options.length ? merged : nullable(merged);
}

/** `"a" | "b"` written as a union of literals is one list of values. */
function mergedValues(options: readonly JsonObject[]): JsonObject | undefined {
  const type = options[0]?.type;
  const onlyValues = options.every(
    (option) => option.type === type && Array.isArray(option.enum) && Object.keys(option).length === 2,
  );
  const values = options.flatMap((option) => (Array.isArray(option.enum) ? option.enum : []));
  return onlyValues && type !== undefined ? { type, enum: [...new Set(values)] } : undefined;
}

/** A schema for a fixed list of values. */
export function oneOfValues(values: readonly (string | number | boolean | null)[]): JsonObject {
  const types = new Set(
    values.map((value) =>
      value === null
        ? "null"
        : typeof value === "number"
          ? Number.isInteger(value)
            ? "integer"
            : "number"
          : typeof value,
    ),
  );
  const [only] = types;
  return types.size === 1 && only !== undefined ? { type: only, enum: [...values] } : { enum: [...values] };
}

/** True for a type that constraints on `keyword`'s kind of value apply to. */
export function allows(schema: JsonObject, type: string): boolean {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.includes(type);
}
