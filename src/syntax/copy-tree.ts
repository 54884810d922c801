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

/**
 * Copies what a parser has made, in one walk. Questions to the parser's own nodes go into WebAssembly and back, each of them dearer
 * than what is done with the answer, and its memory is freed only by hand; a copy is plain memory. The tree stays the caller's.
 */
export function copyTree(tree: TreeSitter.Tree, text: string): Tree {
  const grammar = grammarOf(tree.language);
  const count = tree.rootNode.descendantCount;
  const columns = {
    kinds: new Uint16Array(count),
    fields: new Uint16Array(count),
    starts: new Uint32Array(count),
    ends: new Uint32Array(count),
    parents: new Uint32Array(count),
    afters: new Uint32Array(count),
  };
  const walk = createTreeWalk(tree);
  fill(columns, walk, grammar.types.length - 1);
  walk.delete();
  return new Tree(grammar, { ...columns, ...errorsIn(tree.rootNode, columns) }, text);
}

function fill(
  { kinds, fields, starts, ends, parents, afters }: Omit<Rows, "broken" | "missing">,
  walk: TreeWalk,
  broken: number,
): void {
  let row = 0;
  let parent = 0;
  for (;;) {
    const kind = walk.nodeTypeId;
    kinds[row] = kind === errorKind ? broken : kind;
    // What stands in text that does not parse has no role in it.
    fields[row] = row === 0 || kinds[parent] === broken ? 0 : walk.currentFieldId;
    starts[row] = walk.startIndex;
    ends[row] = walk.endIndex;
    parents[row] = parent;
    const own = row++;
    if (walk.gotoFirstChild()) {
      parent = own;
      continue;
    }
    afters[own] = row;
    while (!walk.gotoNextSibling()) {
      if (!walk.gotoParent()) {
        return;
      }
      afters[parent] = row;
      parent = parents[parent] ?? 0;
    }
  }
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
