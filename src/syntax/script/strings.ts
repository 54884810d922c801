import type { CodeDocument } from "../code-document.ts";
import type { Node } from "../node.ts";
import { ownerOf } from "../owner.ts";

const simple: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["0", "\0"],
  ["\n", ""],
  ["\r\n", ""],
]);

/** Replaces the escape sequences of a JavaScript string or template. */
export function unescapeScript(text: string): string {
  if (!text.includes("\\")) {
    return text;
  }
  const sequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(\r\n|[\s\S]))/g;
  return text.replace(sequence, (whole, x, u, braced, other) => {
    const hex: string | undefined = x ?? u ?? braced;
    if (hex === undefined) {
      return simple.get(other) ?? other;
    }
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Text of a string literal, or of a template when it has no substitutions. */
export function scriptStringText(document: CodeDocument, node: Node): string {
  return unescapeScript(ownerOf(document, node).text.slice(node.startIndex + 1, node.endIndex - 1));
}

/** Text of a template; `hole` gives each substitution's text, or undefined when that is not static. */
export function readTemplate(
  document: CodeDocument,
  node: Node,
  hole: (expression: Node) => string | undefined,
): { text: string; complete: boolean } {
  const source = ownerOf(document, node).text;
  let text = "";
  let complete = true;
  let position = node.startIndex + 1;
  for (const child of node.namedChildren) {
    if (child?.type === "template_substitution") {
      const expression = child.firstNamedChild;
      const value = expression === null ? undefined : hole(expression);
      complete &&= value !== undefined;
      text += unescapeScript(source.slice(position, child.startIndex)) + (value ?? "…");
      position = child.endIndex;
    }
  }
  return { text: text + unescapeScript(source.slice(position, node.endIndex - 1)), complete };
}
