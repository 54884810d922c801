import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { methodParts } from "./calls.ts";

/** One turn of a loop over a list or table that is written down. */
export interface Iteration {
  /** What the list holds for it. */
  item: Node;
  /** What an expression of the loop's body comes to in it; undefined for what does not depend on it or is not static. */
  valueIn(expression: Node): Node | undefined;
}

const maxUp = 40;

/** The turns of the innermost loop around a node: `for (… of list)`, `list.forEach(…)`, `Object.entries(table)`. */
export function iterationsAround(document: CodeDocument, inside: Node): Iteration[] {
  let node: Node | null = inside;
  for (let up = 0; up < maxUp && node !== null; up++) {
    const loop = loopAt(document, node);
    if (loop !== undefined) {
      return turnsOf(document, loop);
    }
    node = node.parent;
  }
  return [];
}

interface Loop {
  /** The name or pattern that is bound. */
  binding: Node;
  over: Node;
}

function loopAt(document: CodeDocument, node: Node): Loop | undefined {
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

function turnsOf(document: CodeDocument, { binding, over }: Loop): Iteration[] {
  const table = tableOf(document, over);
  if (table !== undefined) {
    return (document.values.members(table)?.entries ?? []).map(({ keyNode, value }) => {
      const names = binding.type === "array_pattern" ? namedChildren(binding) : [];
      return iteration(document, value, [
        [names[0], keyNode],
        [names[1], value],
      ]);
    });
  }
  return (document.values.items(over)?.items ?? []).map((node) => {
    const item = document.values.resolve(node);
    const bound =
      binding.type === "object_pattern" ? picked(document, binding, item) : [[binding, item] as const];
    return iteration(document, item, bound);
  });
}

/** The object of `Object.entries(object)`. */
function tableOf(document: CodeDocument, over: Node): Node | undefined {
  const call = unwrap(over);
  const callee = call.type === "call_expression" ? field(call, "function") : undefined;
  const list = field(call, "arguments");
  return callee !== undefined && list !== undefined && document.textOf(callee) === "Object.entries"
    ? namedChildren(list)[0]
    : undefined;
}

/** `{ name, schema: shape }`: the names that are bound, with what they take from the item. */
function picked(document: CodeDocument, pattern: Node, item: Node): (readonly [Node, Node | undefined])[] {
  const members = document.values.members(item);
  return namedChildren(pattern).map((part) => {
    const key = field(part, "key") ?? part;
    return [field(part, "value") ?? part, members?.get(document.textOf(key))] as const;
  });
}

function iteration(
  document: CodeDocument,
  item: Node,
  bound: readonly (readonly [Node | undefined, Node | undefined])[],
): Iteration {
  const values = new Map(
    bound.flatMap(([name, value]) =>
      name === undefined || value === undefined ? [] : [[document.textOf(name), value] as const],
    ),
  );
  const valueIn = (expression: Node): Node | undefined => {
    const node = unwrap(expression);
    if (node.type === "identifier" || node.type === "shorthand_property_identifier") {
      return values.get(document.textOf(node));
    }
    const parts = node.type === "member_expression" ? methodParts(document, node) : undefined;
    const owner = parts && valueIn(parts.receiver);
    if (parts === undefined || owner === undefined) {
      return undefined;
    }
    // The shape of a schema is read from the schema.
    return (
      document.values.members(owner)?.get(parts.method) ?? (parts.method === "shape" ? owner : undefined)
    );
  };
  return { item, valueIn };
}
