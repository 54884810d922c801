import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";

const wrappers = new Set([
  "parenthesized_expression",
  "as_expression",
  "satisfies_expression",
  "non_null_expression",
  "await_expression",
]);

/** The expression inside parentheses, casts, `!`, `satisfies` and `await`; of `(0, f)` it is `f`. */
export function unwrap(expression: Node): Node {
  let node = expression;
  for (let depth = 0; depth < 24; depth++) {
    let inner: Node | undefined;
    if (wrappers.has(node.type)) {
      inner = namedChildren(node)[0];
    } else if (node.type === "type_assertion") {
      inner = namedChildren(node).at(-1);
    } else if (node.type === "sequence_expression") {
      inner = field(node, "right") ?? namedChildren(node).at(-1);
    }
    if (inner === undefined) {
      return node;
    }
    node = inner;
  }
  return node;
}
