import type { CodeDocument } from "../code-document.ts";
import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";

/** Indentation removed the way Python's `inspect.cleandoc` does: first line trimmed, common margin off the rest. */
export function cleanDocstring(text: string): string {
  const lines = text.replaceAll("\t", "        ").split(/\r\n|\n|\r/);
  const [first = "", ...rest] = lines;
  const margins = rest
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const margin = margins.length === 0 ? 0 : margins.reduce((a, b) => Math.min(a, b));
  const cleaned = [first.trim(), ...rest.map((line) => line.slice(margin).trimEnd())];
  return cleaned.join("\n").trim();
}

/** The string expression that documents a function or class, when its body starts with one. */
export function docstringNode(definition: Node): Node | undefined {
  const body = field(definition, "body");
  const first = body === undefined ? undefined : namedChildren(body)[0];
  const expression = first?.type === "expression_statement" ? namedChildren(first)[0] : undefined;
  return expression?.type === "string" || expression?.type === "concatenated_string" ? expression : undefined;
}

/** The cleaned docstring of a function or class; empty when there is none. */
export function docstringOf(document: CodeDocument, definition: Node): string {
  const node = docstringNode(definition);
  return node === undefined ? "" : cleanDocstring(document.values.string(node) ?? "");
}
