import type { CodeDocument, Members } from "../code-document.ts";
import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";

/** What a list is made of: nodes, or a list or an object they are taken from. */
export type ListSource = { list: Node } | { keysOf: Node } | { valuesOf: Node };

/** The list behind `Object.keys(x)`, `Object.values(x)` and what only orders or copies one: `list.sort()`. */
export function listSource(document: CodeDocument, node: Node): ListSource | undefined {
  const callee = node.type === "call_expression" ? field(node, "function") : undefined;
  const list = field(node, "arguments");
  if (callee === undefined || list === undefined || list.type === "template_string") {
    return undefined;
  }
  const [given] = namedChildren(list);
  const called = /^Object\.(keys|values)$/.exec(document.textOf(callee))?.[1];
  if (called !== undefined && given !== undefined) {
    return called === "keys" ? { keysOf: given } : { valuesOf: given };
  }
  const object = field(callee, "object");
  const method = field(callee, "property");
  const isCopy =
    method !== undefined && /^(sort|toSorted|slice|reverse|toReversed)$/.test(document.textOf(method));
  return object !== undefined && isCopy && given === undefined ? { list: object } : undefined;
}

/** The keys or values of an object as a list. */
export function listOf(members: Members | undefined, part: "keyNode" | "value") {
  return members && { items: members.entries.map((entry) => entry[part]), complete: members.complete };
}
