import type { SourceRange } from "../ots/tool.ts";
import type { CodeDocument } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";

const statement =
  /(_statement|_definition|_declaration|^assignment|^decorated_definition|^public_field_definition)$/;

/**
 * Whether a range lies in a statement that does not parse. What an analyzer says about half-typed code is noise: the
 * person sees the syntax error already.
 */
export function isInBrokenCode(document: CodeDocument, range: SourceRange): boolean {
  const { root } = document;
  if (!root.hasError) {
    return false;
  }
  let node: Node | null = root.descendantForPosition(
    { row: range.startLine, column: range.startColumn },
    { row: range.endLine, column: range.endColumn },
  );
  while (node !== null && node.parent !== null) {
    if (node.isError || node.isMissing || (statement.test(node.type) && isSmall(node) && node.hasError)) {
      return true;
    }
    node = node.parent;
  }
  return false;
}

/** An error deep in a long function says nothing about its other end. */
function isSmall(node: Node): boolean {
  return node.endPosition.row - node.startPosition.row < 12;
}
