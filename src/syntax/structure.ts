import type { Node } from "./node.ts";

// A hostile file can hold millions of calls; text within the length limit that people or their bundlers wrote does not.
const maxNodes = 500_000;

/** Collects the nodes of the types, in document order. */
export type NodeQuery = (types: readonly string[]) => readonly Node[];

/** Queries over one tree, each answered once: formats and rules ask for the same types. */
export function createNodeQuery(root: Node): NodeQuery {
  const answers = new Map<string, readonly Node[]>();
  return (types) => {
    const key = types.join();
    const answer = answers.get(key) ?? root.namedDescendantsOfType(types).slice(0, maxNodes);
    answers.set(key, answer);
    return answer;
  };
}
