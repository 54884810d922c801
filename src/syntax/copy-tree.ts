import type * as TreeSitter from "@vscode/tree-sitter-wasm";
import { type Grammar, type Rows, Tree } from "./node.ts";
import { createTreeWalk, type TreeWalk } from "./tree-walk.ts";

const grammars = new WeakMap<TreeSitter.Language, Grammar>();
/** The parser's number for text that does not parse. */
const errorKind = 0xffff;

function grammarOf(language: TreeSitter.Language): Grammar {
  let grammar = grammars.get(language);
  if (grammar === undefined) {
    const types = [...language.types, "ERROR"];
    const fieldNames = language.fields.map((name) => name ?? "");
    grammar = {
      types,
      named: Uint8Array.from(types, (_, kind) =>
        kind === types.length - 1 || language.nodeTypeIsNamed(kind) ? 1 : 0,
      ),
      fields: new Map(fieldNames.map((name, id) => [name, id] as const).filter(([name]) => name !== "")),
      fieldNames,
    };
    grammars.set(language, grammar);
  }
  return grammar;
}

/** An earlier text of a file as it was copied, and the one stretch in which the text of now, or how it is read, differs. */
export interface EarlierCopy {
  tree: Tree;
  start: number;
  oldEnd: number;
  newEnd: number;
}

type Columns = Omit<Rows, "broken" | "missing">;

/**
 * Copies what a parser has made, in one walk. Questions to the parser's own nodes go into WebAssembly and back, each of them dearer
 * than what is done with the answer, and its memory is freed only by hand; a copy is plain memory. The tree stays the caller's.
 * Statements that were there before are taken from the earlier copy.
 */
export function copyTree(tree: TreeSitter.Tree, text: string, earlier?: EarlierCopy): Tree {
  const grammar = grammarOf(tree.language);
  const count = tree.rootNode.descendantCount;
  const columns: Columns = {
    kinds: new Uint16Array(count),
    fields: new Uint16Array(count),
    starts: new Uint32Array(count),
    ends: new Uint32Array(count),
    parents: new Uint32Array(count),
    afters: new Uint32Array(count),
  };
  const broken = grammar.types.length - 1;
  const isDone = earlier !== undefined && walked(tree, (walk) => fillAround(columns, walk, broken, earlier));
  if (!isDone) {
    walked(tree, (walk) => fill(columns, walk, broken, 0, 0));
  }
  return new Tree(grammar, { ...columns, ...errorsIn(tree.rootNode, columns) }, text);
}

function walked<Result>(tree: TreeSitter.Tree, work: (walk: TreeWalk) => Result): Result {
  const walk = createTreeWalk(tree);
  try {
    return work(walk);
  } finally {
    walk.delete();
  }
}

/** Fills in the node the walk stands on and everything below it, from a row on. @returns the row after them. */
function fill(columns: Columns, walk: TreeWalk, broken: number, first: number, above: number): number {
  const { parents, afters } = columns;
  let row = first;
  let parent = above;
  for (;;) {
    fillOne(columns, walk, broken, row, parent);
    let own = row++;
    if (walk.gotoFirstChild()) {
      parent = own;
      continue;
    }
    afters[own] = row;
    while (own !== first && !walk.gotoNextSibling()) {
      walk.gotoParent();
      own = parent;
      afters[own] = row;
      parent = parents[own] ?? 0;
    }
    if (own === first) {
      return row;
    }
  }
}

function fillOne(
  { kinds, fields, starts, ends, parents }: Columns,
  walk: TreeWalk,
  broken: number,
  row: number,
  parent: number,
): void {
  const kind = walk.nodeTypeId;
  kinds[row] = kind === errorKind ? broken : kind;
  // What stands in text that does not parse has no role in it.
  fields[row] = row === 0 || kinds[parent] === broken ? 0 : walk.currentFieldId;
  starts[row] = walk.startIndex;
  ends[row] = walk.endIndex;
  parents[row] = parent;
}

/**
 * Fills in the statements around the stretch that differs, and takes those before and after it from the earlier copy. One statement
 * on either side is looked at anew as well. @returns false when the rows do not add up, which then are worth nothing.
 */
function fillAround(
  columns: Columns,
  walk: TreeWalk,
  broken: number,
  { tree: { rows }, start, oldEnd, newEnd }: EarlierCopy,
): boolean {
  const count = columns.kinds.length;
  const statements: number[] = [];
  for (let row = 1; row < rows.kinds.length; row = rows.afters[row] ?? rows.kinds.length) {
    statements.push(row);
  }
  const touched = statements.findIndex((row) => (rows.ends[row] ?? 0) >= start);
  const behind = statements.findIndex((row) => (rows.starts[row] ?? 0) > oldEnd);
  const before = Math.max(0, (touched < 0 ? statements.length : touched) - 1);
  const prefix = statements[before] ?? 1;
  const suffix = (behind < 0 ? undefined : statements[behind + 1]) ?? rows.kinds.length;
  fillOne(columns, walk, broken, 0, 0);
  const first = count - (rows.kinds.length - suffix);
  const isWhole = rows.kinds[0] !== broken && rows.kinds[0] === columns.kinds[0];
  if (!isWhole || first < prefix || !walk.gotoFirstChild()) {
    return false;
  }
  for (const name of ["kinds", "fields", "starts", "ends", "parents", "afters"] as const) {
    columns[name].set(rows[name].subarray(1, prefix), 1);
  }
  for (let skipped = 0; skipped < before; skipped++) {
    if (!walk.gotoNextSibling()) {
      return false;
    }
  }
  let row = prefix;
  while (row < first) {
    row = fill(columns, walk, broken, row, 0);
    if (row > first || (!walk.gotoNextSibling() && row < count)) {
      return false;
    }
  }
  const moved = newEnd - oldEnd;
  const isSame =
    first === count ||
    (walk.nodeTypeId === rows.kinds[suffix] && walk.startIndex === (rows.starts[suffix] ?? 0) + moved);
  if (row !== first || !isSame) {
    return false;
  }
  columns.kinds.set(rows.kinds.subarray(suffix), first);
  columns.fields.set(rows.fields.subarray(suffix), first);
  for (let from = suffix, to = first; to < count; from++, to++) {
    const parent = rows.parents[from] ?? 0;
    columns.starts[to] = (rows.starts[from] ?? 0) + moved;
    columns.ends[to] = (rows.ends[from] ?? 0) + moved;
    columns.parents[to] = parent === 0 ? 0 : parent + first - suffix;
    columns.afters[to] = (rows.afters[from] ?? 0) + first - suffix;
  }
  columns.afters[0] = count;
  return true;
}

/** Only nodes that have an error in them are looked into. */
function errorsIn(root: TreeSitter.Node, { afters }: Pick<Rows, "afters">): Pick<Rows, "broken" | "missing"> {
  const broken = new Set<number>();
  const missing = new Set<number>();
  const open = root.hasError ? [{ node: root, row: 0 }] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    broken.add(next.row);
    if (next.node.isMissing) {
      missing.add(next.row);
    }
    let row = next.row + 1;
    for (const child of next.node.children) {
      if (child?.hasError) {
        open.push({ node: child, row });
      }
      row = afters[row] ?? row;
    }
  }
  return { broken, missing };
}
