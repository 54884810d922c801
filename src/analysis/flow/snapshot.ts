import type { Node, Tree } from "../../syntax/node.ts";

/** A syntax node as the lowering reads it. */
export interface Snapshot {
  readonly type: string;
  readonly isNamed: boolean;
  /** Name of the field of the parent it stands in; empty for none. */
  readonly field: string;
  /** UTF-16 offsets, end excluded. */
  readonly start: number;
  readonly end: number;
  /** With anonymous nodes, without comments. */
  readonly children: readonly Snapshot[];
}

/** Deeper nodes are dropped: nobody nests like this, and everything that reads a snapshot recurses. */
const maxDepth = 160;

class RowSnapshot implements Snapshot {
  readonly type: string;
  readonly isNamed: boolean;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly #tree: Tree;
  readonly #row: number;
  readonly #depth: number;
  #children: readonly Snapshot[] | undefined;

  constructor(tree: Tree, row: number, depth: number) {
    const { kinds, fields, starts, ends } = tree.rows;
    const kind = kinds[row] ?? 0;
    this.type = tree.grammar.types[kind] ?? "";
    this.isNamed = tree.grammar.named[kind] === 1;
    this.field = depth === 0 ? "" : (tree.grammar.fieldNames[fields[row] ?? 0] ?? "");
    this.start = starts[row] ?? 0;
    this.end = ends[row] ?? 0;
    this.#tree = tree;
    this.#row = row;
    this.#depth = depth;
  }

  get children(): readonly Snapshot[] {
    this.#children ??= this.#depth < maxDepth ? this.#read() : [];
    return this.#children;
  }

  #read(): Snapshot[] {
    const { afters } = this.#tree.rows;
    const end = afters[this.#row] ?? 0;
    const children: Snapshot[] = [];
    for (let row = this.#row + 1; row < end; row = afters[row] ?? end) {
      const child = new RowSnapshot(this.#tree, row, this.#depth + 1);
      if (child.type !== "comment") {
        children.push(child);
      }
    }
    return children;
  }
}

/** A node with what is below it, read as far as somebody asks: most functions of a file are never asked for. */
export function snapshotOf(node: Node): Snapshot {
  return new RowSnapshot(node.tree, node.row, 0);
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
