import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "./code-document.ts";
import type { TextRange } from "./line-index.ts";
import { pythonStringContent } from "./python/strings.ts";

/** The range of a string literal without its quotes; of any other node the whole range. */
export function contentRange(document: CodeDocument, node: Node): TextRange {
  if (node.type === "string" && document.language === "python") {
    const { start, end } = pythonStringContent(node);
    return document.rangeAt(start, end);
  }
  return node.type === "string" || node.type === "template_string"
    ? document.rangeAt(node.startIndex + 1, node.endIndex - 1)
    : document.rangeOf(node);
}
