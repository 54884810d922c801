import type { CodeLanguage } from "./grammars.ts";
import type { TextRange } from "./line-index.ts";
import type { Node } from "./node.ts";

/** Where an imported name comes from: `from a.b import c` then `c.d` is module `a.b`, path `["c", "d"]`. */
export interface Origin {
  module: string;
  /** Names inside the module; empty for the module itself. */
  path: readonly string[];
}

/** One binding of a name. */
export interface Declaration {
  name: string;
  kind: "variable" | "parameter" | "function" | "class" | "enum" | "import";
  /** The identifier that is bound. */
  node: Node;
  /** Initializer or default value; for a function, class or enum its whole definition. */
  value?: Node;
  /** The property taken out of `value` when the binding destructures it. */
  key?: string;
  type?: Node;
  imported?: Origin;
  /** True when nothing in the file binds or assigns the name again in its scope. */
  constant: boolean;
}

/**
 * What the identifiers of one file mean. In a project, imports of its own modules lead to the declarations in those
 * files; alone, nothing outside the file is read.
 */
export interface Names {
  /** Modules the file imports, as written. */
  readonly modules: readonly string[];
  /** The declarations of `name` in the innermost scope around `at` that has any; empty when there is none. */
  lookup(name: string, at: Node): readonly Declaration[];
  /** What `a` or `module.a` leads to in other files of the project; empty for anything else. */
  linked(expression: Node): readonly Declaration[];
  /** What other files get when they import `name`: own declarations, or imports that are handed on. */
  exported(name: string): readonly Declaration[];
  /** The file of the project an import leads to, with the rest of its path; undefined for what lies outside. */
  module(origin: Origin): { document: CodeDocument; path: readonly string[] } | undefined;
  /** The module that an imported name is written to come from, with its text when it is a file of the project. Nothing is parsed. */
  leadsTo(expression: Node): { module: string; text: string } | undefined;
  /** Where the value of an identifier or member expression is imported from; empty when it is not. */
  origins(expression: Node): readonly Origin[];
  /** Every value assigned to `object.property` in the file, such as `self.server` or `this.server`. */
  memberValues(object: string, property: string): readonly Node[];
}

/** Any value that JSON can express. */
export type StaticValue = null | boolean | number | string | StaticValue[] | { [key: string]: StaticValue };

export interface Member {
  key: string;
  keyNode: Node;
  value: Node;
}

/** An object or dictionary as far as its keys are static. */
export interface Members {
  readonly entries: readonly Member[];
  /** False when a key is computed or a spread leads nowhere. */
  readonly complete: boolean;
  get(key: string): Node | undefined;
}

/** What expressions are worth without running anything. Names lead to their values when these never change. */
export interface Values {
  /** Follows parentheses, casts, constants and member accesses to the expression that makes the value. */
  resolve(node: Node): Node;
  string(node: Node): string | undefined;
  /** Like `string`, with `…` for every part that is not static; undefined when it is no text at all. */
  text(node: Node): { text: string; complete: boolean } | undefined;
  scalar(node: Node): string | number | boolean | null | undefined;
  members(node: Node): Members | undefined;
  items(node: Node): { items: readonly Node[]; complete: boolean } | undefined;
}

/** One way a stretch of code is run: what a function's parameters, or a loop's variables, stand for in it. */
export interface Turn {
  /** The function, class or loop. */
  region: Node;
  /** What each name stands for, by the id of the node that binds it. */
  bound: ReadonlyMap<number, Node>;
  /** What the turn is made by: the call, or the item of the list. */
  site: Node;
  /** The file the site was found through. */
  from: CodeDocument;
  /** The call itself and where it stands, when the turn is made inside of another one, whose site is the site of both. */
  inner?: { site: Node; from: CodeDocument } | undefined;
}

/**
 * One parsed file of program text. Names and values are worked out when first asked for. Nodes that were reached through
 * imports belong to other files of the project; every method takes them as well, see `ownerOf`.
 */
export interface CodeDocument {
  /** Path inside the project, with forward slashes; empty for a text of its own. */
  readonly file: string;
  readonly language: CodeLanguage;
  readonly text: string;
  /** Syntax errors are inside the tree as ERROR and missing nodes; the rest is usable. */
  readonly root: Node;
  readonly names: Names;
  readonly values: Values;
  /** Set when only a region of the file is seen, in one of its turns. */
  readonly turn?: Turn;
  /** All nodes of the types, in document order, at most 500,000. */
  nodes(...types: readonly string[]): readonly Node[];
  textOf(node: Node): string;
  /** In the node's own file. */
  rangeOf(node: Node): TextRange;
  /** Range in this file of the UTF-16 offsets `start` (included) to `end` (excluded). */
  rangeAt(start: number, end: number): TextRange;
}
