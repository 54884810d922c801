import type { CodeDocument } from "./code-document.ts";
import type { Node, Tree } from "./node.ts";

const owners = new WeakMap<Tree, CodeDocument>();

/** Remembers which document a tree belongs to, so that a node of another file of the project finds its text again. */
export function claimTree(tree: Tree, document: CodeDocument): void {
  owners.set(tree, document);
}

/**
 * The document a node stands in: `document` itself, or another file of the same project when values or names were
 * followed there.
 */
export function ownerOf(document: CodeDocument, node: Node): CodeDocument {
  return node.tree === document.root.tree ? document : (owners.get(node.tree) ?? document);
}

/** As `ownerOf`, but the whole file where `document` is a turn of one of its regions. */
export function fileOf(document: CodeDocument, node: Node): CodeDocument {
  return owners.get(node.tree) ?? document;
}
