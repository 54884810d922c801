import type { Json, JsonObject } from "../../ots/json.ts";
import { isJsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, type PythonArguments, pythonArguments } from "../../syntax/python/calls.ts";
import { staticJson } from "../../syntax/static-json.ts";
import { allows } from "../schema-parts.ts";
import type { TypeReader } from "./type-reader.ts";

/** What the metadata of a field says beside its schema. */
export interface FieldFacts {
  schema: JsonObject;
  /** A default, or a factory that makes one: the field may be left out. */
  optional: boolean;
  alias?: string;
}

const numeric: Readonly<Record<string, string>> = {
  ge: "minimum",
  gt: "exclusiveMinimum",
  le: "maximum",
  lt: "exclusiveMaximum",
  multiple_of: "multipleOf",
};

/** Names of metadata classes that stand for one constraint, from `annotated_types`. */
const singleConstraints: Readonly<Record<string, string>> = {
  Ge: "ge",
  Gt: "gt",
  Le: "le",
  Lt: "lt",
  MultipleOf: "multiple_of",
  MinLen: "min_length",
  MaxLen: "max_length",
};

/** Applies `Annotated[…, metadata]`: plain strings and `Doc` describe, `Field` and its relatives constrain. */
export function applyMetadata(reader: TypeReader, schema: JsonObject, metadata: readonly Node[]): FieldFacts {
  const facts: FieldFacts = { schema: { ...schema }, optional: false };
  for (const part of metadata) {
    const node = reader.document.values.resolve(part);
    const text = reader.document.values.text(node);
    if (text !== undefined) {
      facts.schema.description ??= text.text.trim();
    } else if (node.type === "call") {
      applyCall(reader, facts, node);
    }
  }
  return facts;
}

/** Applies a `Field(…)` call, wherever it stands: as metadata, as a default, as a class attribute. */
export function applyCall(reader: TypeReader, facts: FieldFacts, call: Node): void {
  const { document } = reader;
  const name = document.textOf(calleeOf(call));
  const last = name.slice(name.lastIndexOf(".") + 1);
  const { positional, named } = pythonArguments(document, call);
  const single = singleConstraints[last];
  if (single !== undefined && positional[0] !== undefined) {
    constrain(document, facts.schema, new Map([[single, positional[0]]]));
    return;
  }
  if (last === "Doc" || last === "WithJsonSchema") {
    const json =
      positional[0] === undefined ? undefined : staticJson(document, positional[0], reader.reasons);
    Object.assign(
      facts.schema,
      typeof json === "string" ? { description: json } : isJsonObject(json) ? json : {},
    );
    return;
  }
  constrain(document, facts.schema, named);
  describe(reader, facts, named);
  readDefault(reader, facts, { positional, named, complete: true });
}

function describe(reader: TypeReader, facts: FieldFacts, named: ReadonlyMap<string, Node>): void {
  const { document, reasons } = reader;
  const description = named.get("description") ?? named.get("help");
  const text = description === undefined ? undefined : document.values.text(description)?.text.trim();
  if (text !== undefined && text !== "") {
    facts.schema.description = text;
  }
  const examples = named.get("examples");
  const values = examples === undefined ? undefined : staticJson(document, examples, new Set());
  if (Array.isArray(values) && values.length > 0) {
    facts.schema.examples = values;
  }
  const extra = named.get("json_schema_extra");
  const more = extra === undefined ? undefined : staticJson(document, extra, reasons);
  if (isJsonObject(more)) {
    Object.assign(facts.schema, more);
  }
  const alias = named.get("validation_alias") ?? named.get("alias");
  const aliasText = alias === undefined ? undefined : document.values.string(alias);
  if (aliasText !== undefined) {
    facts.alias = aliasText;
  }
}

function readDefault(reader: TypeReader, facts: FieldFacts, { positional, named }: PythonArguments): void {
  const node = named.get("default") ?? positional[0];
  if (named.has("default_factory") || named.has("factory")) {
    facts.optional = true;
  } else if (node !== undefined && node.type !== "ellipsis") {
    facts.optional = true;
    setDefault(reader.document, facts.schema, node);
  }
}

/** Adds a default to the schema when it is static; a field whose default is not stays optional without one. */
export function setDefault(document: CodeDocument, schema: JsonObject, node: Node): void {
  const missing = new Set<string>();
  const json: Json | undefined = staticJson(document, node, missing);
  if (json !== undefined && missing.size === 0) {
    schema.default = json;
  }
}

function constrain(document: CodeDocument, schema: JsonObject, named: ReadonlyMap<string, Node>): void {
  const scalar = (key: string) => {
    const node = named.get(key);
    return node === undefined ? undefined : document.values.scalar(node);
  };
  for (const [key, keyword] of Object.entries(numeric)) {
    const value = scalar(key);
    if (typeof value === "number") {
      schema[keyword] = value;
    }
  }
  const [min, max] = allows(schema, "array") ? ["minItems", "maxItems"] : ["minLength", "maxLength"];
  for (const [keyword, keys] of [
    [min, ["min_length", "min_items"]],
    [max, ["max_length", "max_items"]],
  ] as const) {
    const value = keys.map(scalar).find((candidate) => candidate !== undefined);
    if (typeof value === "number" && keyword !== undefined) {
      schema[keyword] = value;
    }
  }
  const pattern = scalar("pattern") ?? scalar("regex");
  if (typeof pattern === "string") {
    schema.pattern = pattern;
  }
}
