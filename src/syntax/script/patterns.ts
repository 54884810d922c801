import type { CodeDocument } from "../code-document.ts";
import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";

/** One identifier that a pattern binds; `key` when it is taken out of an object by name. */
export interface Bound {
  node: Node;
  key?: string;
}

/** The identifiers bound by `x`, `{ a, b: c, d = 1, ...e }` or `[a, b]`. Nested patterns lose their key. */
export function boundNames(document: CodeDocument, pattern: Node, depth = 0): Bound[] {
  if (depth > 12) {
    return [];
  }
  const inner = (node: Node | undefined) =>
    node === undefined ? [] : boundNames(document, node, depth + 1).map((bound) => ({ node: bound.node }));
  switch (pattern.type) {
    case "identifier":
      return [{ node: pattern }];
    case "shorthand_property_identifier_pattern":
      return [{ node: pattern, key: document.textOf(pattern) }];
    case "object_assignment_pattern":
    case "assignment_pattern": {
      const left = field(pattern, "left");
      return left === undefined ? [] : boundNames(document, left, depth + 1);
    }
    case "pair_pattern": {
      const key = field(pattern, "key");
      const value = field(pattern, "value");
      if (key?.type === "property_identifier" && value?.type === "identifier") {
        return [{ node: value, key: document.textOf(key) }];
      }
      return inner(value);
    }
    case "object_pattern":
      return depth === 0
        ? namedChildren(pattern).flatMap((child) => boundNames(document, child, depth + 1))
        : namedChildren(pattern).flatMap(inner);
    case "array_pattern":
    case "rest_pattern":
      return namedChildren(pattern).flatMap(inner);
    default:
      return [];
  }
}
