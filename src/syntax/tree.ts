import type { Node } from "./node.ts";

/** The child in a named field of the grammar. */
export function field(node: Node, name: string): Node | undefined {
  return node.childForFieldName(name) ?? undefined;
}

/** Named children without comments. */
export function namedChildren(node: Node): readonly Node[] {
  return node.solidChildren;
}

/** The first named child of one of the types. */
export function childOfType(node: Node, ...types: readonly string[]): Node | undefined {
  return namedChildren(node).find((child) => types.includes(child.type));
}
