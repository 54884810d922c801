import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ancestor } from "../calls.ts";
import type { TextEdit } from "../fix.ts";

const statements =
  /^(?:expression_statement|return_statement|assignment|lexical_declaration|variable_declaration|if_statement|for_statement|with_statement|throw_statement|raise_statement)$/;

/** Lines put before the statement that a node is in, with its indentation; undefined where it does not begin a line. */
export function linesBefore(
  document: CodeDocument,
  file: string,
  node: Node,
  lines: (step: string) => readonly string[],
): TextEdit | undefined {
  const statement = statements.test(node.type) ? node : ancestor(node, ({ type }) => statements.test(type));
  const { text } = document;
  if (
    statement === undefined ||
    !/^(?:block|module|program|statement_block|switch_case)$/.test(statement.parent?.type ?? "")
  ) {
    return undefined;
  }
  const line = text.lastIndexOf("\n", statement.startIndex - 1) + 1;
  const indent = text.slice(line, statement.startIndex);
  if (indent.trim() !== "") {
    return undefined;
  }
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const step = document.language === "python" ? "    " : indent.includes("\t") ? "\t" : "  ";
  const newText = lines(step)
    .map((one) => `${one}${newline}${indent}`)
    .join("");
  return { file, range: document.rangeAt(statement.startIndex, statement.startIndex), newText };
}
