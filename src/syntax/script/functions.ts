import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";

/** Node types of functions that have a body. */
export const functions =
  /^(arrow_function|function_expression|generator_function|function_declaration|method_definition)$/;

/** What a function gives back in the end: the expression of an arrow, or its last `return`. */
export function returnedBy(callable: Node): Node | undefined {
  const body = field(callable, "body");
  if (body?.type !== "statement_block") {
    return body;
  }
  const last = namedChildren(body).findLast((statement) => statement.type === "return_statement");
  return last === undefined ? undefined : namedChildren(last)[0];
}
