import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { Node } from "../../syntax/node.ts";
import { excerpt, staticJson } from "../../syntax/static-json.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { anyOf, nullable, oneOfValues } from "../schema-parts.ts";
import type { Link } from "./zod-chain.ts";
import type { ZodReader, ZodSchema } from "./zod-reader.ts";

const text = (format?: string): JsonObject =>
  format === undefined ? { type: "string" } : { type: "string", format };

/** Factories without arguments that matter. */
const plain: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ["string", text()],
  ["number", { type: "number" }],
  ["int", { type: "integer" }],
  ["int32", { type: "integer" }],
  ["uint32", { type: "integer", minimum: 0 }],
  ["float32", { type: "number" }],
  ["float64", { type: "number" }],
  ["bigint", { type: "integer" }],
  ["boolean", { type: "boolean" }],
  ["stringbool", text()],
  ["date", text("date-time")],
  ["null", { type: "null" }],
  ["any", {}],
  ["unknown", {}],
  ["json", {}],
  ["email", text("email")],
  ["url", text("uri")],
  ["httpUrl", text("uri")],
  ["uuid", text("uuid")],
  ["uuidv4", text("uuid")],
  ["guid", text("uuid")],
  ["ipv4", text("ipv4")],
  ["ipv6", text("ipv6")],
  ["hostname", text("hostname")],
  ["datetime", text("date-time")],
  ["time", text("time")],
  ["duration", text("duration")],
  ["base64", text()],
  ["base64url", text()],
  ["nanoid", text()],
  ["cuid", text()],
  ["cuid2", text()],
  ["ulid", text()],
  ["jwt", text()],
  ["emoji", text()],
  ["hex", text()],
  ["hash", text()],
  ["e164", text()],
  ["templateLiteral", text()],
]);

const given = (schema: JsonObject): ZodSchema => ({ schema, optional: false });

/** What `z.name(arguments)` makes; undefined for a name that is no factory of zod. */
export function zodFactory(
  reader: ZodReader,
  { name, arguments: list }: Link,
  prefix: string,
): ZodSchema | undefined {
  const [first, second] = list;
  const read = (node: Node | undefined) => (node === undefined ? given({}) : reader.read(node));
  if (name === "date" && prefix === "iso") {
    return given(text("date"));
  }
  const known = plain.get(name);
  if (known !== undefined) {
    return { schema: { ...known }, optional: false };
  }
  switch (name) {
    case "undefined":
    case "void":
      return { schema: {}, optional: true };
    case "literal":
      return given(literal(reader, first));
    case "enum":
    case "nativeEnum":
      return given(enumeration(reader, first));
    case "object":
    case "interface":
    case "looseObject":
      return given(first === undefined ? { type: "object" } : reader.shape(first));
    case "strictObject":
      return given({
        ...(first === undefined ? { type: "object" } : reader.shape(first)),
        additionalProperties: false,
      });
    case "array":
      return given({ type: "array", items: read(first).schema });
    case "set":
      return given({ type: "array", items: read(first).schema, uniqueItems: true });
    case "tuple": {
      const items = alternatives(reader, first).map((item) => reader.read(item).schema);
      return given({ type: "array", prefixItems: items, minItems: items.length, maxItems: items.length });
    }
    case "record":
    case "partialRecord":
    case "looseRecord":
    case "map": {
      const values = read(second ?? first).schema;
      return given({
        type: "object",
        ...(Object.keys(values).length === 0 ? {} : { additionalProperties: values }),
      });
    }
    case "union":
    case "xor":
      return union(reader, first);
    case "discriminatedUnion":
      return union(reader, second);
    case "intersection":
      return given({ allOf: [read(first).schema, read(second).schema] });
    case "optional":
      return { ...read(first), optional: true };
    case "nullable":
    case "nullish": {
      const inner = read(first);
      return { schema: nullable(inner.schema), optional: inner.optional || name === "nullish" };
    }
    case "lazy": {
      const body = first === undefined ? undefined : field(first, "body");
      return body === undefined ? undefined : reader.read(body);
    }
    case "preprocess":
      return read(second);
    case "pipe":
      return read(first);
    case "custom":
    case "instanceof":
    case "transform":
    case "function":
    case "promise":
    case "symbol":
    case "file":
    case "never":
      reader.reasons.add(`\`z.${name}\` has no JSON Schema`);
      return given({});
    default:
      return undefined;
  }
}

function alternatives(reader: ZodReader, node: Node | undefined): readonly Node[] {
  const list = node === undefined ? undefined : reader.document.values.items(node);
  if (list?.complete !== true) {
    reader.reasons.add("the members of a union or tuple are not static");
  }
  return list?.items ?? [];
}

function union(reader: ZodReader, node: Node | undefined): ZodSchema {
  const options = alternatives(reader, node).map((option) => reader.read(option));
  return {
    schema: anyOf(options.map(({ schema }) => schema)),
    optional: options.some(({ optional }) => optional),
  };
}

function literal(reader: ZodReader, node: Node | undefined): JsonObject {
  const json: Json | undefined =
    node === undefined ? undefined : staticJson(reader.document, node, reader.reasons);
  const values = Array.isArray(json) ? json : [json];
  const scalars = values.filter(
    (value) => value !== undefined && !isJsonObject(value) && !Array.isArray(value),
  );
  return scalars.length === 0 ? {} : oneOfValues(scalars as (string | number | boolean | null)[]);
}

/** `z.enum([…])`, `z.enum(Enum)` and `z.nativeEnum(Enum)` of an enum or object of the file. */
function enumeration(reader: ZodReader, node: Node | undefined): JsonObject {
  const { document, reasons } = reader;
  const values = node === undefined ? undefined : enumValues(reader, node);
  const known = values?.filter((value) => value !== undefined) ?? [];
  if (node === undefined || values === undefined || known.length < values.length || known.length === 0) {
    reasons.add(
      `the values of the enum \`${node === undefined ? "" : excerpt(document, node)}\` are not static`,
    );
    return values === undefined ? {} : { type: "string" };
  }
  return oneOfValues(known);
}

type Scalar = string | number | boolean | null;

function enumValues(reader: ZodReader, node: Node): (Scalar | undefined)[] | undefined {
  const { values } = reader.document;
  const list = values.items(node);
  if (list !== undefined) {
    return list.complete ? list.items.map((item) => values.scalar(item)) : undefined;
  }
  const members = values.members(node);
  if (members !== undefined) {
    return members.complete ? members.entries.map(({ value }) => values.scalar(value)) : undefined;
  }
  const declaration = values.resolve(node);
  const body = declaration.type === "enum_declaration" ? field(declaration, "body") : undefined;
  if (body === undefined) {
    return undefined;
  }
  let next = 0;
  return namedChildren(body).map((member) => {
    const value = field(member, "value");
    const scalar = value === undefined ? next : values.scalar(value);
    next = typeof scalar === "number" ? scalar + 1 : next;
    return scalar;
  });
}
