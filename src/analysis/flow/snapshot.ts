import type { Node, TreeCursor } from "@vscode/tree-sitter-wasm";

/**
 * A copy of a syntax node in plain objects. Asking the parser's own nodes for children and fields crosses into
 * WebAssembly each time; one walk with a cursor copies a function for a tenth of that.
 */
export interface Snapshot {
  readonly type: string;
  readonly isNamed: boolean;
  /** Name of the field of the parent it stands in; empty for none. */
  readonly field: string;
  /** UTF-16 offsets, end excluded. */
  readonly start: number;
  readonly end: number;
  /** With anonymous nodes, without comments. Bodies of functions are copied when first asked for. */
  readonly children: readonly Snapshot[];
}

/** Deeper nodes are dropped: nobody nests like this, and everything that reads a snapshot recurses. */
const maxDepth = 160;
/** Bodies of these are copied late: most functions of a file are never asked for. */
const functions = new Set([
  "function_definition",
  "function_declaration",
  "generator_function_declaration",
  "function_expression",
  "generator_function",
  "arrow_function",
  "method_definition",
]);

class LateSnapshot implements Snapshot {
  readonly type: string;
  readonly isNamed = true;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly #node: Node;
  readonly #depth: number;
  #children: readonly Snapshot[] | undefined;

  constructor(node: Node, field: string, depth: number) {
    this.type = node.type;
    this.field = field;
    this.start = node.startIndex;
    this.end = node.endIndex;
    this.#node = node;
    this.#depth = depth;
  }

  get children(): readonly Snapshot[] {
    this.#children ??= snapshotOf(this.#node, this.#depth).children;
    return this.#children;
  }
}

/** Copies a node with everything below it. `depth` is how deep the node lies already. */
export function snapshotOf(node: Node, depth = 0): Snapshot {
  const cursor = node.walk();
  try {
    return copy(cursor, "", depth, true);
  } finally {
    cursor.delete();
  }
}

function copy(cursor: TreeCursor, field: string, depth: number, isTop: boolean): Snapshot {
  const type = cursor.nodeType;
  const children: Snapshot[] = [];
  const hasLateBody = !isTop && functions.has(type);
  if (depth < maxDepth && cursor.gotoFirstChild()) {
    do {
      const childType = cursor.nodeType;
      if (childType !== "comment") {
        const childField = cursor.currentFieldName ?? "";
        const isLate = hasLateBody && childField === "body";
        children.push(
          isLate
            ? new LateSnapshot(cursor.currentNode, childField, depth + 1)
            : copy(cursor, childField, depth + 1, false),
        );
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return {
    type,
    isNamed: cursor.nodeIsNamed,
    field,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children,
  };
}

/** The child in a named field. */
export function part(node: Snapshot, field: string): Snapshot | undefined {
  return node.children.find((child) => child.field === field);
}

export function parts(node: Snapshot, field: string): readonly Snapshot[] {
  return node.children.filter((child) => child.field === field);
}

/** The named children. */
export function named(node: Snapshot): readonly Snapshot[] {
  return node.children.filter((child) => child.isNamed);
}
