import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { PythonArguments } from "../../syntax/python/calls.ts";
import type { InputSchema } from "../input-schema.ts";
import { modelSchema } from "./model-schema.ts";

/** What programs call the schema of a tool's arguments where they hand it to a registry of their own. */
export const schemaKeys = [
  "parameters",
  "input_schema",
  "inputSchema",
  "args_schema",
  "parameters_schema",
  "json_schema",
  "arguments_model",
  "args_model",
  "input_model",
  "params_model",
  "schema",
];
export const descriptionKeys = ["description", "desc"];
export const approvalKeys = [
  "requires_approval",
  "requires_confirmation",
  "needs_approval",
  "require_approval",
];

/** The schema a call or decorator states, when it is one that can be read. */
export function statedSchema(document: CodeDocument, { named }: PythonArguments): InputSchema | undefined {
  const node = schemaKeys.flatMap((key) => named.get(key) ?? [])[0];
  return node && readableSchema(document, node);
}

/** The schema an expression is, when it is one of which something can be read. */
export function readableSchema(document: CodeDocument, node: Node): InputSchema | undefined {
  const schema = modelSchema(document, node);
  const isRead = schema.inputSchema.properties !== undefined || isEmptyObject(document, node);
  return schema.schemaCompleteness.level !== "none" && isRead ? schema : undefined;
}

/** `{"type": "object"}`: no arguments, but a schema. */
function isEmptyObject(document: CodeDocument, node: Node): boolean {
  const type = document.values.members(node)?.get("type");
  return type !== undefined && document.values.string(type) === "object";
}
