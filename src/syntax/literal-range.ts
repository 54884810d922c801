import type { CodeDocument } from "./code-document.ts";
import type { TextRange } from "./line-index.ts";
import type { Node } from "./node.ts";
import { ownerOf } from "./owner.ts";
import { pythonStringContent } from "./python/strings.ts";

/** The range of a string literal without its quotes; of any other node the whole range. */
export function contentRange(document: CodeDocument, node: Node): TextRange {
  const owner = ownerOf(document, node);
  if (node.type === "string" && document.language === "python") {
    const { start, end } = pythonStringContent(node);
    return owner.rangeAt(start, end);
  }
  return node.type === "string" || node.type === "template_string"
    ? owner.rangeAt(node.startIndex + 1, node.endIndex - 1)
    : owner.rangeOf(node);
}
