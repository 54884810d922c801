import type { JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { pythonArguments } from "../../syntax/python/calls.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import { excerpt } from "../../syntax/static-json.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { anyOf, nullable, oneOfValues } from "../schema-parts.ts";
import { applyMetadata } from "./fields.ts";
import { arrayTypes, knownTypes, mapTypes, setTypes, tupleTypes, wrapperTypes } from "./known-types.ts";
import { classSchema } from "./models.ts";
import { dottedOrigins } from "./origins.ts";
import type { TypeParts, TypeReader } from "./type-reader.ts";

const maxTypes = 2_000;
const maxDepth = 30;

/** `a.b[c, d]` as base and arguments, whatever of the grammar's three forms it takes. */
export function typeParts(node: Node): TypeParts {
  if (node.type === "type" || node.type === "parenthesized_expression") {
    const inner = namedChildren(node)[0];
    return inner === undefined ? { base: node, parts: [] } : typeParts(inner);
  }
  if (node.type === "generic_type") {
    const [base = node, list] = namedChildren(node);
    return { base, parts: list === undefined ? [] : namedChildren(list) };
  }
  if (node.type === "subscript") {
    const parts = node.childrenForFieldName("subscript").filter((part) => part !== null);
    return { base: field(node, "value") ?? node, parts };
  }
  return { base: node, parts: [] };
}

/** The last part of a type's name, through imports under another name. */
export function typeName(document: CodeDocument, base: Node): string {
  const origin = dottedOrigins(document, base)[0] ?? document.textOf(base);
  return origin.slice(origin.lastIndexOf(".") + 1);
}

/** The operands of `A | B | C`. */
function alternatives(node: Node): Node[] {
  const found: Node[] = [];
  let left: Node | undefined = node;
  while (left?.type === "binary_operator" || left?.type === "union_type") {
    const right: Node | undefined = field(left, "right") ?? namedChildren(left).at(-1);
    if (right !== undefined) {
      found.push(right);
    }
    left = field(left, "left") ?? namedChildren(left)[0];
  }
  return left === undefined ? found : [...found, left].reverse();
}

/** Reads the types of one tool's parameters. */
export function createTypeReader(document: CodeDocument, reasons: Set<string>): TypeReader {
  let spent = 0;
  let depth = 0;
  const reader: TypeReader = {
    document,
    reasons,
    open: [],
    spend: () => spent++ < maxTypes,
    read(type) {
      if (depth >= maxDepth || !reader.spend()) {
        reasons.add("the types are nested too deeply or too many");
        return {};
      }
      depth++;
      try {
        return readType(reader, type);
      } finally {
        depth--;
      }
    },
  };
  return reader;
}

function readType(reader: TypeReader, type: Node): JsonObject {
  const { document } = reader;
  const { base, parts } = typeParts(type);
  if (base.type === "none") {
    return { type: "null" };
  }
  if (base.type === "binary_operator" || base.type === "union_type") {
    return anyOf(alternatives(base).map(reader.read));
  }
  if (base.type === "string") {
    return forwardReference(reader, base);
  }
  if (base.type !== "identifier" && base.type !== "attribute") {
    return unknown(reader, base);
  }
  const definition = definitionOf(document, base, "class");
  if (definition !== undefined) {
    return classSchema(reader, definition);
  }
  return generic(reader, typeName(document, base), parts) ?? named(reader, base);
}

/** Types that take arguments. */
function generic(reader: TypeReader, name: string, parts: readonly Node[]): JsonObject | undefined {
  const [first, second] = parts;
  if (name === "Optional") {
    return first === undefined ? {} : nullable(reader.read(first));
  }
  if (name === "Union") {
    return anyOf(parts.map(reader.read));
  }
  if (name === "Literal") {
    return literal(reader, parts);
  }
  if (name === "Annotated") {
    return first === undefined ? {} : applyMetadata(reader, reader.read(first), parts.slice(1)).schema;
  }
  if (wrapperTypes.has(name) && first !== undefined) {
    return reader.read(first);
  }
  if (arrayTypes.has(name) || setTypes.has(name)) {
    const unique = setTypes.has(name) ? { uniqueItems: true } : {};
    return { type: "array", items: first === undefined ? {} : reader.read(first), ...unique };
  }
  if (tupleTypes.has(name)) {
    return tuple(reader, parts);
  }
  if (mapTypes.has(name)) {
    const values = second === undefined ? {} : reader.read(second);
    return { type: "object", ...(Object.keys(values).length === 0 ? {} : { additionalProperties: values }) };
  }
  return undefined;
}

function tuple(reader: TypeReader, parts: readonly Node[]): JsonObject {
  const fixed = parts.filter((part) => typeParts(part).base.type !== "ellipsis");
  if (fixed.length === 0 || fixed.length < parts.length) {
    return { type: "array", items: fixed[0] === undefined ? {} : reader.read(fixed[0]) };
  }
  const count = { minItems: fixed.length, maxItems: fixed.length };
  return { type: "array", prefixItems: fixed.map(reader.read), ...count };
}

function literal(reader: TypeReader, parts: readonly Node[]): JsonObject {
  const values = parts.map((part) => reader.document.values.scalar(part));
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length) {
    reader.reasons.add("a value of a Literal is not static");
    return known.length === 0 ? {} : { type: "string" };
  }
  return oneOfValues(known);
}

/** A type name on its own: a type everybody knows, or an alias in the file. */
function named(reader: TypeReader, base: Node): JsonObject {
  const { document } = reader;
  const imported = dottedOrigins(document, base).length > 0;
  const local = document.names.lookup(document.textOf(base), base);
  const known = imported || local.length === 0 ? knownTypes.get(typeName(document, base)) : undefined;
  if (known !== undefined) {
    return { ...known };
  }
  const alias = document.values.resolve(base);
  if (alias.id === base.id) {
    return unknown(reader, base);
  }
  if (alias.type === "call") {
    const { positional } = pythonArguments(document, alias);
    const isNewType = typeName(document, field(alias, "function") ?? alias) === "NewType";
    return isNewType && positional[1] !== undefined ? reader.read(positional[1]) : unknown(reader, base);
  }
  return reader.read(alias);
}

/** `"Model"` in quotes; anything else in quotes would need a parse of its own. */
function forwardReference(reader: TypeReader, node: Node): JsonObject {
  const { document } = reader;
  const name = document.values.string(node) ?? "";
  const optional = /^Optional\[(\w+)\]$|^(\w+) \| None$/.exec(name);
  const simple = optional?.[1] ?? optional?.[2] ?? name;
  const definition = document.names.lookup(simple, node).find(({ kind }) => kind === "class")?.value;
  const schema = definition === undefined ? knownTypes.get(simple) : classSchema(reader, definition);
  if (schema === undefined) {
    return unknown(reader, node);
  }
  return optional === null ? { ...schema } : nullable(schema);
}

function unknown(reader: TypeReader, node: Node): JsonObject {
  reader.reasons.add(`the type \`${excerpt(reader.document, node)}\` is not known from this file`);
  return {};
}
