/** What nodes of one grammar are called. */
export interface Grammar {
  /** By kind; the last one is that of text that does not parse. */
  readonly types: readonly string[];
  /** Whether a kind is one of the grammar's rules, not a word or sign of the text; by kind. */
  readonly named: Uint8Array;
  readonly fields: ReadonlyMap<string, number>;
  /** By number; 0 is none. */
  readonly fieldNames: readonly string[];
}

/** The nodes of a tree, each in a row; in the order in which they begin, and what they hold behind them. */
export interface Rows {
  readonly kinds: Uint16Array;
  /** The field of the parent that a node stands in; 0 for none. */
  readonly fields: Uint16Array;
  /** UTF-16 offsets, the end excluded. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The row of the parent; the root is its own. */
  readonly parents: Uint32Array;
  /** The first row that is no longer inside of a node. */
  readonly afters: Uint32Array;
  /** Nodes that do not parse or hold something that does not; empty for most texts. */
  readonly broken: ReadonlySet<number>;
  /** Nodes the text lacks, which the parser has put in. */
  readonly missing: ReadonlySet<number>;
}

/** Zero-based; only `\n` ends a line. Columns count UTF-16 code units. */
export interface Point {
  row: number;
  column: number;
}

let used = 0;
const masks = new WeakMap<Grammar, Map<string, Uint8Array>>();

/** A syntax tree apart from the parser. Nodes come into being when somebody asks for them, each once. */
export class Tree {
  readonly grammar: Grammar;
  readonly rows: Rows;
  readonly text: string;
  readonly #base: number;
  readonly #nodes: (Node | undefined)[];
  #lines: number[] | undefined;

  constructor(grammar: Grammar, rows: Rows, text: string) {
    this.grammar = grammar;
    this.rows = rows;
    this.text = text;
    this.#base = used;
    this.#nodes = new Array(rows.kinds.length);
    used += rows.kinds.length;
  }

  get rootNode(): Node {
    return this.at(0);
  }

  /** The node in a row. */
  at(row: number): Node {
    const known = this.#nodes[row];
    if (known !== undefined) {
      return known;
    }
    const node = new Node(this, row, this.#base + row + 1);
    this.#nodes[row] = node;
    return node;
  }

  /** By kind, whether it goes by one of the names. */
  kindsOf(names: readonly string[], which: "all" | "named"): Uint8Array {
    const { types, named } = this.grammar;
    const known = masks.get(this.grammar) ?? new Map<string, Uint8Array>();
    masks.set(this.grammar, known);
    const key = `${which} ${names.join()}`;
    const isWanted = (type: string, kind: number) =>
      names.includes(type) && (which === "all" || named[kind] === 1);
    const mask = known.get(key) ?? Uint8Array.from(types, (type, kind) => (isWanted(type, kind) ? 1 : 0));
    known.set(key, mask);
    return mask;
  }

  positionAt(offset: number): Point {
    const lines = this.#lineStarts();
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { row: low, column: offset - (lines[low] ?? 0) };
  }

  offsetAt({ row, column }: Point): number {
    return (this.#lineStarts()[row] ?? this.text.length) + column;
  }

  #lineStarts(): readonly number[] {
    if (this.#lines === undefined) {
      this.#lines = [0];
      for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) {
        this.#lines.push(at + 1);
      }
    }
    return this.#lines;
  }
}

/** One node of a syntax tree. The same node is always the same object. */
export class Node {
  readonly tree: Tree;
  /** Unlike that of any other node of any tree. */
  readonly id: number;
  readonly type: string;
  /** UTF-16 offsets, the end excluded. */
  readonly startIndex: number;
  readonly endIndex: number;
  readonly row: number;
  #children: readonly Node[] | undefined;
  #named: readonly Node[] | undefined;
  #solid: readonly Node[] | undefined;

  constructor(tree: Tree, row: number, id: number) {
    const { kinds, starts, ends } = tree.rows;
    this.tree = tree;
    this.row = row;
    this.id = id;
    this.type = tree.grammar.types[kinds[row] ?? 0] ?? "";
    this.startIndex = starts[row] ?? 0;
    this.endIndex = ends[row] ?? 0;
  }

  get text(): string {
    return this.tree.text.slice(this.startIndex, this.endIndex);
  }

  /** Whether it is one of the grammar's rules, not a word or sign of the text. */
  get isNamed(): boolean {
    return this.tree.grammar.named[this.#kind] === 1;
  }

  /** Text that does not parse. */
  get isError(): boolean {
    return this.#kind === this.tree.grammar.types.length - 1;
  }

  get isMissing(): boolean {
    return this.tree.rows.missing.has(this.row);
  }

  /** Whether anything in it does not parse. */
  get hasError(): boolean {
    return this.tree.rows.broken.has(this.row);
  }

  get startPosition(): Point {
    return this.tree.positionAt(this.startIndex);
  }

  get endPosition(): Point {
    return this.tree.positionAt(this.endIndex);
  }

  get parent(): Node | null {
    return this.row === 0 ? null : this.tree.at(this.tree.rows.parents[this.row] ?? 0);
  }

  /** With the words and signs between the named ones. */
  get children(): readonly Node[] {
    this.#children ??= this.#select(() => true);
    return this.#children;
  }

  get namedChildren(): readonly Node[] {
    if (this.#named === undefined) {
      const { kinds } = this.tree.rows;
      const { named } = this.tree.grammar;
      this.#named = this.#select((row) => named[kinds[row] ?? 0] === 1);
    }
    return this.#named;
  }

  /** The named ones without comments. */
  get solidChildren(): readonly Node[] {
    if (this.#solid === undefined) {
      const isSolid = ({ type }: Node) => type !== "comment";
      const named = this.namedChildren;
      this.#solid = named.every(isSolid) ? named : named.filter(isSolid);
    }
    return this.#solid;
  }

  get namedChildCount(): number {
    return this.namedChildren.length;
  }

  get firstChild(): Node | null {
    return this.child(0);
  }

  get lastChild(): Node | null {
    return this.children.at(-1) ?? null;
  }

  get firstNamedChild(): Node | null {
    return this.namedChild(0);
  }

  child(index: number): Node | null {
    return this.children[index] ?? null;
  }

  namedChild(index: number): Node | null {
    return this.namedChildren[index] ?? null;
  }

  /** The first child in a field of the grammar. */
  childForFieldName(name: string): Node | null {
    const id = this.tree.grammar.fields.get(name);
    const { fields, afters } = this.tree.rows;
    const end = afters[this.row] ?? 0;
    for (let row = this.row + 1; id !== undefined && row < end; row = afters[row] ?? end) {
      if (fields[row] === id) {
        return this.tree.at(row);
      }
    }
    return null;
  }

  childrenForFieldName(name: string): readonly Node[] {
    const id = this.tree.grammar.fields.get(name);
    const { fields } = this.tree.rows;
    return id === undefined ? [] : this.#select((row) => fields[row] === id);
  }

  /** Itself and everything below it that goes by one of the names, in text order. */
  descendantsOfType(types: string | readonly string[]): Node[] {
    const wanted = typeof types === "string" ? [types] : types;
    return this.#descendants(this.tree.kindsOf(wanted, "all"));
  }

  /** As `descendantsOfType`, without the words of the text that go by the name of a rule: `class`. */
  namedDescendantsOfType(types: readonly string[]): Node[] {
    return this.#descendants(this.tree.kindsOf(types, "named"));
  }

  #descendants(mask: Uint8Array): Node[] {
    const { kinds, afters } = this.tree.rows;
    const found: Node[] = [];
    const end = afters[this.row] ?? 0;
    for (let row = this.row; row < end; row++) {
      if (mask[kinds[row] ?? 0] === 1) {
        found.push(this.tree.at(row));
      }
    }
    return found;
  }

  /** The smallest node in it that spans both offsets. */
  descendantForIndex(start: number, end: number = start): Node {
    const { starts, ends, afters } = this.tree.rows;
    let found = this.row;
    for (let isInside = true; isInside; ) {
      isInside = false;
      const after = afters[found] ?? 0;
      for (let row = found + 1; row < after; row = afters[row] ?? after) {
        const [from = 0, to = 0] = [starts[row], ends[row]];
        if (to < end || (from === to ? to < start : to <= start)) {
          continue;
        }
        if (from <= start) {
          found = row;
          isInside = true;
        }
        break;
      }
    }
    return this.tree.at(found);
  }

  descendantForPosition(start: Point, end: Point = start): Node {
    return this.descendantForIndex(this.tree.offsetAt(start), this.tree.offsetAt(end));
  }

  get #kind(): number {
    return this.tree.rows.kinds[this.row] ?? 0;
  }

  #select(isWanted: (row: number) => boolean): Node[] {
    const { afters } = this.tree.rows;
    const end = afters[this.row] ?? 0;
    const found: Node[] = [];
    for (let row = this.row + 1; row < end; row = afters[row] ?? end) {
      if (isWanted(row)) {
        found.push(this.tree.at(row));
      }
    }
    return found;
  }
}
