import type { CodeDocument, Members } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { excerpt, staticJson } from "../../syntax/static-json.ts";
import { field } from "../../syntax/tree.ts";
import { type InputSchema, inputSchemaOf, noArguments, unknownArguments } from "../input-schema.ts";
import { methodParts, scriptCall } from "./calls.ts";
import { type LaidOut, laidOut } from "./laid-out.ts";
import { typeboxSchema } from "./typebox.ts";
import { createZodReader, isZod } from "./zod.ts";

const maxWrappers = 4;

/** Functions that hand a schema on in another form: `zodToJsonSchema(X)`, `z.toJSONSchema(X)`, `jsonSchema({…})`. */
const converters = /(?:json_?schema|zodSchema|asSchema|toSchema|standardSchema)\w*$/i;

/** True for an object literal that is a JSON Schema of an object rather than a shape of zod schemas. */
export function isJsonSchema(document: CodeDocument, node: Node): boolean {
  const members = document.values.members(node);
  if (members === undefined) {
    return false;
  }
  const type = members.get("type");
  const typeName = type === undefined ? undefined : document.values.string(type);
  if (typeName !== undefined) {
    return /^object$/i.test(typeName);
  }
  const properties = members.get("properties");
  return (
    properties !== undefined &&
    document.values.members(properties) !== undefined &&
    !isZod(document, properties)
  );
}

/** True unless every member is a plain value: schemas are calls, or names of something made elsewhere. */
function mayBeShape(document: CodeDocument, { entries }: Members): boolean {
  const made =
    /^(call_expression|ternary_expression|identifier|shorthand_property_identifier|member_expression)$/;
  return entries.length === 0 || entries.some(({ value }) => made.test(document.values.resolve(value).type));
}

/** A schema that is chosen at run time: the first side that can be read, said to be one of several. */
function chosenSchema(document: CodeDocument, node: Node): InputSchema {
  const sides = ["consequence", "alternative"].flatMap((name) => field(node, name) ?? []);
  const read = sides.map((side) => schemaFrom(document, side));
  const known = read.find(({ schemaCompleteness }) => schemaCompleteness.level !== "none") ?? read[0];
  const reason = "the schema depends on a condition";
  return known === undefined
    ? unknownArguments(reason)
    : {
        ...known,
        schemaCompleteness: {
          level: known.schemaCompleteness.level === "none" ? "none" : "partial",
          reasons: [reason, ...known.schemaCompleteness.reasons],
        },
      };
}

/** `schemas.list` where `schemas` is what a function lays out. */
function partLaidOut(document: CodeDocument, node: Node): LaidOut | undefined {
  const parts = node.type === "member_expression" ? methodParts(document, node) : undefined;
  const laid = parts && laidOut(document, parts.receiver);
  const part = laid?.document.values.members(laid.node)?.get(parts?.method ?? "");
  return laid === undefined || part === undefined ? undefined : { document: laid.document, node: part };
}

function unreadable(document: CodeDocument, expression: Node): InputSchema {
  return unknownArguments(`\`${excerpt(document, expression)}\` is not a schema this file defines`);
}

/**
 * The arguments' schema an expression states: a JSON Schema literal, zod, a raw shape of zod schemas, TypeBox, or any
 * of them inside a converter. Undefined means that the tool takes no arguments.
 */
export function schemaFrom(document: CodeDocument, expression: Node | undefined): InputSchema {
  if (expression === undefined) {
    return noArguments();
  }
  let node = document.values.resolve(expression);
  for (let depth = 0; depth < maxWrappers; depth++) {
    const call = scriptCall(node);
    const [inner] = call?.arguments ?? [];
    if (call === undefined || inner === undefined || !converters.test(document.textOf(call.callee))) {
      break;
    }
    node = document.values.resolve(inner);
  }
  const scalar = document.values.scalar(node);
  if (scalar === null || document.textOf(node) === "undefined") {
    return noArguments();
  }
  if (node.type === "ternary_expression") {
    return chosenSchema(document, node);
  }
  const laid = laidOut(document, node) ?? partLaidOut(document, node);
  if (laid !== undefined && !isZod(document, node)) {
    const schema = schemaFrom(laid.document, laid.node);
    return schema.schemaCompleteness.level === "none" ? unreadable(document, expression) : schema;
  }
  const reasons = new Set<string>();
  const typebox = typeboxSchema(document, node, reasons);
  if (typebox !== undefined) {
    return inputSchemaOf(typebox, [...reasons]);
  }
  const members = document.values.members(node);
  if (members !== undefined && isJsonSchema(document, node)) {
    return inputSchemaOf(staticJson(document, node, reasons, laidOut) ?? {}, [...reasons]);
  }
  const isShape = members !== undefined && mayBeShape(document, members);
  if (!isShape && !isZod(document, node)) {
    return unreadable(document, expression);
  }
  const reader = createZodReader(document, reasons);
  const schema = isShape ? reader.shape(node) : reader.read(node).schema;
  return inputSchemaOf(schema, [...reasons]);
}
