import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import { excerpt, staticJson } from "../../syntax/static-json.ts";
import { type InputSchema, inputSchemaOf, unknownArguments } from "../input-schema.ts";
import { classSchema } from "./models.ts";
import { laidOut } from "./schema-helpers.ts";
import { createTypeReader } from "./types.ts";

/** The schema an expression names: a class of the file, `Model.model_json_schema()`, or a literal JSON Schema. */
export function modelSchema(document: CodeDocument, expression: Node): InputSchema {
  const call = /^(\w+)\.(?:model_json_schema|schema)\(\)$/.exec(document.textOf(expression));
  const classNode = call === null ? expression : expression.descendantsOfType("identifier")[0];
  const definition = classNode ? definitionOf(document, classNode, "class") : undefined;
  const reasons = new Set<string>();
  if (definition !== undefined) {
    return inputSchemaOf(classSchema(createTypeReader(document, reasons), definition), [...reasons]);
  }
  const made = laidOut(document, expression);
  const json = staticJson(made?.document ?? document, made?.node ?? expression, reasons);
  return json === undefined
    ? unknownArguments(`\`${excerpt(document, expression)}\` is not defined in this file`)
    : inputSchemaOf(json, [...reasons]);
}
