import type { Parser, Tree } from "@vscode/tree-sitter-wasm";
import type { CodeDocument, Names, Values } from "./code-document.ts";
import { type CodeLanguage, forgetParsers, parserFor } from "./grammars.ts";
import { createLineIndex, type LineIndex } from "./line-index.ts";
import { createPythonNames } from "./python/names.ts";
import { createPythonValues } from "./python/values.ts";
import { createScriptNames } from "./script/names.ts";
import { createScriptValues } from "./script/values.ts";
import { createNodeQuery } from "./structure.ts";

export type { CodeDocument } from "./code-document.ts";

/** Limits of one parse. */
export interface CodeLimits {
  /** UTF-16 code units. */
  maxLength: number;
  /** Milliseconds the parser may take. */
  maxMilliseconds: number;
}

export const defaultCodeLimits: CodeLimits = { maxLength: 2_500_000, maxMilliseconds: 2_000 };

/** The text is not parsed, for a reason the user can act on; the message is a sentence fit to show. */
export class CodeLimitError extends Error {
  override name = "CodeLimitError";
}

function parseTree(parser: Parser, text: string, maxMilliseconds: number): Tree {
  const end = performance.now() + maxMilliseconds;
  let tree: Tree | null;
  try {
    tree = parser.parse(text, null, { progressCallback: () => performance.now() > end });
  } catch (error) {
    forgetParsers();
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodeLimitError(`The parser gave up on this file (${reason}).`);
  }
  if (tree === null) {
    parser.reset();
    throw new CodeLimitError(`Parsing took longer than ${maxMilliseconds / 1000} seconds and was stopped.`);
  }
  return tree;
}

function createDocument(language: CodeLanguage, text: string, tree: Tree): CodeDocument {
  const root = tree.rootNode;
  const query = createNodeQuery(language, root);
  let lines: LineIndex | undefined;
  let names: Names | undefined;
  let values: Values | undefined;
  let disposed = false;
  const document: CodeDocument = {
    language,
    text,
    root,
    get names() {
      names ??= language === "python" ? createPythonNames(document) : createScriptNames(document);
      return names;
    },
    get values() {
      values ??= language === "python" ? createPythonValues(document) : createScriptValues(document);
      return values;
    },
    nodes: (...types) => query(types),
    textOf: (node) => text.slice(node.startIndex, node.endIndex),
    rangeOf: (node) => document.rangeAt(node.startIndex, node.endIndex),
    rangeAt(start, end) {
      lines ??= createLineIndex(text);
      return lines.rangeAt(start, end - start);
    },
    dispose() {
      if (!disposed) {
        disposed = true;
        tree.delete();
      }
    },
  };
  return document;
}

/**
 * Parses program text. Never executes it; tolerates syntax errors. Call `dispose` on the result.
 * @throws CodeLimitError when the text is larger, or parsing slower, than `limits` allow.
 */
export async function parseCode(
  language: CodeLanguage,
  text: string,
  limits: Partial<CodeLimits> = {},
): Promise<CodeDocument> {
  const { maxLength, maxMilliseconds } = { ...defaultCodeLimits, ...limits };
  if (text.length > maxLength) {
    throw new CodeLimitError(
      `The file has ${text.length} characters; program text over ${maxLength} characters is not parsed.`,
    );
  }
  const parser = await parserFor(language);
  return createDocument(language, text, parseTree(parser, text, maxMilliseconds));
}
