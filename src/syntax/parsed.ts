import type * as TreeSitter from "@vscode/tree-sitter-wasm";
import type { CodeDocument, Names, Values } from "./code-document.ts";
import { copyTree, type EarlierCopy } from "./copy-tree.ts";
import { difference } from "./difference.ts";
import { type CodeLanguage, forgetParsers, parserFor } from "./grammars.ts";
import { lineIndexOf } from "./line-index.ts";
import type { Links } from "./links.ts";
import type { Tree } from "./node.ts";
import { claimTree, ownerOf } from "./owner.ts";
import { createPythonNames } from "./python/names.ts";
import { createPythonValues } from "./python/values.ts";
import { createScriptNames } from "./script/names.ts";
import { createScriptValues } from "./script/values.ts";
import { createNodeQuery } from "./structure.ts";
import { createTimeLimit } from "./time-limit.ts";

export type { CodeDocument } from "./code-document.ts";

/** Limits of one parse. */
export interface CodeLimits {
  /** UTF-16 code units. */
  maxLength: number;
  /** Milliseconds of processor time the parser may take for a text of up to `usualLength`; a longer one may take longer in proportion. */
  maxMilliseconds: number;
}

/** UTF-16 code units; bundles are longer. */
const usualLength = 400_000;

export const defaultCodeLimits: CodeLimits = { maxLength: 2_500_000, maxMilliseconds: 2_000 };

/** The text is not parsed, for a reason the user can act on; the message is a sentence fit to show. */
export class CodeLimitError extends Error {
  override name = "CodeLimitError";
}

/** The parser broke: none of the trees it has made may be touched again, not even to free them. */
export class ParserBrokenError extends CodeLimitError {
  override name = "ParserBrokenError";
}

/** A text of a file with the tree the parser made of it, which nobody else may edit or free. */
export interface EarlierParse {
  text: string;
  tree: TreeSitter.Tree;
  /** The copy that was made of the tree. */
  copy: Tree;
}

/** How a text is parsed from an earlier one of its file. */
export interface Reuse {
  /** Its tree stays the caller's to free. */
  earlier: EarlierParse | undefined;
  /** Takes the parser's tree over; without, it is freed at once. */
  keep(parse: EarlierParse): void;
}

/** The earlier tree, told where its text has changed: only what that touches is parsed. */
function adapted({ text: before, tree }: EarlierParse, after: string): TreeSitter.Tree {
  const { start, oldEnd, newEnd } = difference(before, after);
  tree.edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  });
  return tree;
}

/** The earlier copy with the stretch in which text or structure differs. */
function copyBefore(
  { text: before, tree, copy }: EarlierParse,
  after: string,
  parsed: TreeSitter.Tree,
): EarlierCopy {
  const { start, oldEnd, newEnd } = difference(before, after);
  const ranges = tree.getChangedRanges(parsed);
  const first = Math.min(start, ...ranges.map(({ startIndex }) => startIndex));
  const last = Math.max(newEnd, ...ranges.map(({ endIndex }) => endIndex));
  return { tree: copy, start: first, oldEnd: oldEnd + last - newEnd, newEnd: last };
}

function pointAt(text: string, index: number): { row: number; column: number } {
  let row = 0;
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) {
    row++;
    line = at + 1;
  }
  return { row, column: index - line };
}

function parseTree(
  parser: TreeSitter.Parser,
  text: string,
  maxMilliseconds: number,
  earlier: EarlierParse | undefined,
): TreeSitter.Tree {
  const isLate = createTimeLimit(maxMilliseconds);
  let tree: TreeSitter.Tree | null;
  try {
    tree = parser.parse(text, earlier === undefined ? null : adapted(earlier, text), {
      progressCallback: isLate,
    });
  } catch (error) {
    forgetParsers();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ParserBrokenError(`The parser gave up on this file (${reason}).`);
  }
  if (tree === null) {
    parser.reset();
    throw new CodeLimitError(`Parsing took longer than ${maxMilliseconds / 1000} seconds and was stopped.`);
  }
  return tree;
}

/** What a document is apart from its text. */
export interface DocumentPlace {
  file: string;
  links: Links;
}

const alone: DocumentPlace = {
  file: "",
  links: { follow: () => [], trace: (origin) => [origin], text: () => undefined, module: () => undefined },
};

function createDocument(
  language: CodeLanguage,
  text: string,
  tree: Tree,
  { file, links }: DocumentPlace,
): CodeDocument {
  const root = tree.rootNode;
  const query = createNodeQuery(root);
  let names: Names | undefined;
  let values: Values | undefined;
  const document: CodeDocument = {
    file,
    language,
    text,
    root,
    get names() {
      names ??=
        language === "python" ? createPythonNames(document, links) : createScriptNames(document, links);
      return names;
    },
    get values() {
      values ??= language === "python" ? createPythonValues(document) : createScriptValues(document);
      return values;
    },
    nodes: (...types) => query(types),
    textOf: (node) =>
      (node.tree === tree ? text : ownerOf(document, node).text).slice(node.startIndex, node.endIndex),
    rangeOf: (node) => ownerOf(document, node).rangeAt(node.startIndex, node.endIndex),
    rangeAt: (start, end) => lineIndexOf(text).rangeAt(start, end - start),
  };
  claimTree(tree, document);
  return document;
}

/**
 * Parses program text with a parser that is loaded. Never executes it; tolerates syntax errors. With an earlier parse to `reuse`, of
 * the same language, only what has changed is parsed.
 * @throws CodeLimitError when the text is larger, or parsing slower, than `limits` allow.
 */
export function parseWith(
  parser: TreeSitter.Parser,
  language: CodeLanguage,
  text: string,
  limits: Partial<CodeLimits> = {},
  place: DocumentPlace = alone,
  reuse?: Reuse,
): CodeDocument {
  const { maxLength, maxMilliseconds } = { ...defaultCodeLimits, ...limits };
  if (text.length > maxLength) {
    throw new CodeLimitError(
      `The file has ${text.length} characters; program text over ${maxLength} characters is not parsed.`,
    );
  }
  const allowed = Math.round(maxMilliseconds * Math.max(1, text.length / usualLength));
  const parsed = parseTree(parser, text, allowed, reuse?.earlier);
  const earlier = reuse?.earlier && copyBefore(reuse.earlier, text, parsed);
  const tree = copyTree(parsed, text, earlier);
  if (reuse === undefined) {
    parsed.delete();
  } else {
    reuse.keep({ text, tree: parsed, copy: tree });
  }
  return createDocument(language, text, tree, place);
}

/** As `parseWith`, loading the parser first. The document knows nothing of other files. */
export async function parseCode(
  language: CodeLanguage,
  text: string,
  limits: Partial<CodeLimits> = {},
): Promise<CodeDocument> {
  return parseWith(await parserFor(language), language, text, limits);
}
