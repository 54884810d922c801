import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { methodParts } from "./calls.ts";

/** A loop over a list or table. */
export interface Loop {
  /** The name or pattern that is bound. */
  binding: Node;
  over: Node;
}

/** The loop a node is, or the function of: `for (… of list)`, `list.forEach(…)`, `list.map(…)`. */
export function loopAt(document: CodeDocument, node: Node): Loop | undefined {
  if (node.type === "for_in_statement") {
    const binding = field(node, "left");
    const over = field(node, "right");
    const isOf = document.textOf(field(node, "operator") ?? node) === "of";
    return binding === undefined || over === undefined || !isOf ? undefined : { binding, over };
  }
  const call = /^(arrow_function|function_expression)$/.test(node.type) ? node.parent?.parent : undefined;
  const callee = call?.type === "call_expression" ? field(call, "function") : undefined;
  const parts = callee && methodParts(document, callee);
  if (parts === undefined || !/^(forEach|map|flatMap)$/.test(parts.method)) {
    return undefined;
  }
  const list = field(node, "parameters");
  const first = field(node, "parameter") ?? (list && namedChildren(list)[0]);
  const binding = first && (field(first, "pattern") ?? first);
  return binding && { binding, over: parts.receiver };
}

/** The object of `Object.entries(object)` and its like. */
export function tableOf(
  document: CodeDocument,
  over: Node,
): { object: Node; gives: "entries" | "keys" | "values" } | undefined {
  const call = unwrap(over);
  const callee = call.type === "call_expression" ? field(call, "function") : undefined;
  const list = field(call, "arguments");
  const gives = callee && /^Object\.(entries|keys|values)$/.exec(document.textOf(callee))?.[1];
  const object = list === undefined || list.type === "template_string" ? undefined : namedChildren(list)[0];
  return object !== undefined && (gives === "entries" || gives === "keys" || gives === "values")
    ? { object, gives }
    : undefined;
}
