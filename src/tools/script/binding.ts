import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field, namedChildren } from "../../syntax/tree.ts";

const maxDepth = 6;

/** The parameters of a function, or of what builds the objects of a class. */
export function parametersOf(region: Node): readonly Node[] {
  const body = /^class/.test(region.type) ? field(region, "body") : undefined;
  const callable =
    body === undefined
      ? region
      : namedChildren(body).find(
          (member) => member.type === "method_definition" && field(member, "name")?.text === "constructor",
        );
  const single = callable && field(callable, "parameter");
  const list = callable && field(callable, "parameters");
  return single !== undefined ? [single] : list === undefined ? [] : namedChildren(list);
}

/** What names stand for, by the id of the node that binds each. */
type Bound = Map<number, Node>;

/** Notes in `bound` what the parameters stand for when these arguments are given; what stands behind a spread is not known. */
export function bindAll(
  document: CodeDocument,
  bound: Bound,
  parameters: readonly Node[],
  given: readonly Node[],
): void {
  const spread = given.findIndex(({ type }) => type === "spread_element");
  const known = spread < 0 ? given : given.slice(0, spread);
  for (const [index, parameter] of parameters.entries()) {
    // TypeScript wraps each parameter to carry its type; JavaScript has the bare pattern.
    const pattern = field(parameter, "pattern") ?? parameter;
    bind(document, bound, pattern, known[index] ?? field(parameter, "value"));
  }
}

/** Notes what the names of a pattern take out of a value. */
export function bind(
  document: CodeDocument,
  bound: Bound,
  pattern: Node,
  value: Node | undefined,
  depth = 0,
): void {
  if (depth > maxDepth) {
    return;
  }
  if (pattern.type === "assignment_pattern" || pattern.type === "object_assignment_pattern") {
    const left = field(pattern, "left");
    if (left !== undefined) {
      bind(document, bound, left, value ?? field(pattern, "right"), depth + 1);
    }
  } else if (pattern.type === "object_pattern") {
    const members = value && document.values.members(value);
    for (const part of namedChildren(pattern)) {
      const inner = part.type === "object_assignment_pattern" ? (field(part, "left") ?? part) : part;
      const key = document.textOf(field(inner, "key") ?? inner);
      bind(document, bound, field(part, "value") ?? part, members?.get(key), depth + 1);
    }
  } else if (pattern.type === "array_pattern") {
    const items = value && document.values.items(value)?.items;
    for (const [index, part] of namedChildren(pattern).entries()) {
      bind(document, bound, part, items?.[index], depth + 1);
    }
  } else if (value !== undefined && /identifier/.test(pattern.type)) {
    bound.set(pattern.id, value);
  }
}
