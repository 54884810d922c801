import type { Node, Tree } from "../../syntax/node.ts";

/** Deeper nodes are dropped: nobody nests like this, and everything that reads a snapshot recurses. */
const maxDepth = 160;

/** A syntax node as the lowering reads it: comments left out, read once and let go. */
export class Snapshot {
  readonly #tree: Tree;
  readonly #row: number;
  readonly #depth: number;

  /** @param depth how deep the node lies below the one that the lowering started from. */
  constructor(tree: Tree, row: number, depth: number) {
    this.#tree = tree;
    this.#row = row;
    this.#depth = depth;
  }

  get type(): string {
    return this.#tree.grammar.types[this.#kind] ?? "";
  }

  get isNamed(): boolean {
    return this.#tree.grammar.named[this.#kind] === 1;
  }

  /** Name of the field of the parent it stands in; empty for none. */
  get field(): string {
    const { grammar, rows } = this.#tree;
    return this.#depth === 0 ? "" : (grammar.fieldNames[rows.fields[this.#row] ?? 0] ?? "");
  }

  /** UTF-16 offset. */
  get start(): number {
    return this.#tree.rows.starts[this.#row] ?? 0;
  }

  /** UTF-16 offset, excluded. */
  get end(): number {
    return this.#tree.rows.ends[this.#row] ?? 0;
  }

  /** With anonymous nodes. */
  get children(): readonly Snapshot[] {
    return this.select(() => true);
  }

  /** The children in the rows that are wanted. */
  select(isWanted: (tree: Tree, row: number) => boolean): readonly Snapshot[] {
    const { grammar, rows } = this.#tree;
    const end = this.#depth < maxDepth ? (rows.afters[this.#row] ?? 0) : 0;
    const found: Snapshot[] = [];
    for (let row = this.#row + 1; row < end; row = rows.afters[row] ?? end) {
      if (grammar.types[rows.kinds[row] ?? 0] !== "comment" && isWanted(this.#tree, row)) {
        found.push(new Snapshot(this.#tree, row, this.#depth + 1));
      }
    }
    return found;
  }

  get #kind(): number {
    return this.#tree.rows.kinds[this.#row] ?? 0;
  }
}

/** A node with what is below it. */
export function snapshotOf(node: Node): Snapshot {
  return new Snapshot(node.tree, node.row, 0);
}

/** The child in a named field. */
export function part(node: Snapshot, field: string): Snapshot | undefined {
  return parts(node, field)[0];
}

export function parts(node: Snapshot, field: string): readonly Snapshot[] {
  return node.select(({ grammar, rows }, row) => rows.fields[row] === grammar.fields.get(field));
}

/** The named children. */
export function named(node: Snapshot): readonly Snapshot[] {
  return node.select(({ grammar, rows }, row) => grammar.named[rows.kinds[row] ?? 0] === 1);
}
