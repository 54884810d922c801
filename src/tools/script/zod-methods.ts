import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { staticJson } from "../../syntax/static-json.ts";
import { allows, anyOf, nullable } from "../schema-parts.ts";
import type { Link } from "./zod-chain.ts";
import { objectMethod } from "./zod-objects.ts";
import type { ZodReader, ZodSchema } from "./zod-reader.ts";

const formats: Readonly<Record<string, string>> = {
  email: "email",
  url: "uri",
  uuid: "uuid",
  guid: "uuid",
  datetime: "date-time",
  date: "date",
  time: "time",
  duration: "duration",
  ip: "ipv4",
  ipv4: "ipv4",
  ipv6: "ipv6",
};

/** Applies one call of the chain to what stands before it. Calls that only check or change values change nothing. */
export function zodMethod(reader: ZodReader, before: ZodSchema, link: Link): ZodSchema {
  const { name, arguments: list } = link;
  const [first] = list;
  const { schema, optional } = before;
  switch (name) {
    case "optional":
    case "exactOptional":
      return { schema, optional: true };
    case "nullable":
      return { schema: nullable(schema), optional };
    case "nullish":
      return { schema: nullable(schema), optional: true };
    case "default":
    case "prefault":
    case "catch":
      return { schema: withDefault(reader.document, schema, first), optional: true };
    case "describe":
      return { schema: described(reader, schema, first), optional };
    case "meta":
    case "openapi":
      return { schema: withMeta(reader, schema, first), optional };
    case "array":
      return { schema: { type: "array", items: schema }, optional: false };
    case "or":
      return {
        schema: anyOf([schema, ...(first === undefined ? [] : [reader.read(first).schema])]),
        optional,
      };
    case "and":
      return {
        schema: { allOf: [schema, ...(first === undefined ? [] : [reader.read(first).schema])] },
        optional,
      };
    case "unwrap":
      return { schema, optional: false };
    default:
      return (
        objectMethod(reader, before, link) ?? { schema: constrained(reader, schema, name, first), optional }
      );
  }
}

function withDefault(document: CodeDocument, schema: JsonObject, node: Node | undefined): JsonObject {
  const missing = new Set<string>();
  const json = node === undefined ? undefined : staticJson(document, node, missing);
  return json === undefined || missing.size > 0 ? schema : { ...schema, default: json };
}

function described(reader: ZodReader, schema: JsonObject, node: Node | undefined): JsonObject {
  const text = node === undefined ? undefined : reader.document.values.text(node)?.text.trim();
  return text === undefined || text === "" ? schema : { ...schema, description: text };
}

function withMeta(reader: ZodReader, schema: JsonObject, node: Node | undefined): JsonObject {
  const json = node === undefined ? undefined : staticJson(reader.document, node, new Set());
  if (!isJsonObject(json)) {
    return schema;
  }
  const kept = ["title", "description", "examples"].filter((key) => json[key] !== undefined);
  return { ...schema, ...Object.fromEntries(kept.map((key) => [key, json[key] ?? null])) };
}

function constrained(
  reader: ZodReader,
  schema: JsonObject,
  name: string,
  node: Node | undefined,
): JsonObject {
  const format = formats[name];
  if (format !== undefined && allows(schema, "string")) {
    return { ...schema, format };
  }
  if (name === "int" || name === "safe") {
    return name === "int" && schema.type === "number" ? { ...schema, type: "integer" } : schema;
  }
  if (name === "regex" && node !== undefined) {
    const pattern = /^\/(.*)\/[a-z]*$/s.exec(reader.document.textOf(node))?.[1];
    return pattern === undefined ? schema : { ...schema, pattern };
  }
  const signs: Readonly<Record<string, JsonObject>> = {
    positive: { exclusiveMinimum: 0 },
    negative: { exclusiveMaximum: 0 },
    nonnegative: { minimum: 0 },
    nonpositive: { maximum: 0 },
  };
  if (signs[name] !== undefined) {
    return { ...schema, ...signs[name] };
  }
  if (name === "nonempty") {
    return { ...schema, [allows(schema, "array") ? "minItems" : "minLength"]: 1 };
  }
  const limit = node === undefined ? undefined : reader.document.values.scalar(node);
  return typeof limit === "number" ? { ...schema, ...bound(schema, name, limit) } : schema;
}

function bound(schema: JsonObject, name: string, limit: number): JsonObject {
  const kind = allows(schema, "string") ? "Length" : allows(schema, "array") ? "Items" : "";
  const number: Readonly<Record<string, string>> = {
    min: "minimum",
    gte: "minimum",
    max: "maximum",
    lte: "maximum",
    gt: "exclusiveMinimum",
    lt: "exclusiveMaximum",
    multipleOf: "multipleOf",
    step: "multipleOf",
  };
  if (kind === "") {
    const keyword = number[name];
    return keyword === undefined ? {} : { [keyword]: limit };
  }
  if (name === "length") {
    return { [`min${kind}`]: limit, [`max${kind}`]: limit };
  }
  return name === "min" || name === "max" ? { [`${name}${kind}`]: limit } : {};
}
