import type { CodeDocument } from "./code-document.ts";
import type { Node, Tree } from "./node.ts";

/**
 * Remembers answers by the node they are about. For questions whose answer stays the same as long as the node's tree: formats and
 * rules ask them of the same nodes again and again.
 */
export function byNode<Answer>(answer: (node: Node) => Answer): (node: Node) => Answer {
  const trees = new WeakMap<Tree, Map<number, Answer>>();
  return (node) => {
    const known = trees.get(node.tree) ?? new Map<number, Answer>();
    trees.set(node.tree, known);
    const before = known.get(node.id);
    if (before !== undefined || known.has(node.id)) {
      return before as Answer;
    }
    const found = answer(node);
    known.set(node.id, found);
    return found;
  };
}

/** As `byNode`, for questions whose answer depends on the document as well: a turn of a region has other values than the file. */
export function byNodeIn<Answer>(
  answer: (document: CodeDocument, node: Node) => Answer,
): (document: CodeDocument, node: Node) => Answer {
  const documents = new WeakMap<CodeDocument, (node: Node) => Answer>();
  return (document, node) => {
    const known = documents.get(document) ?? byNode((one) => answer(document, one));
    documents.set(document, known);
    return known(node);
  };
}
