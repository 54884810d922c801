import type { CodeDocument } from "../code-document.ts";
import type { Node } from "../node.ts";
import { ownerOf } from "../owner.ts";

const simple: Readonly<Record<string, string>> = {
  "\n": "",
  "\r\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function codePoint(hex: string, whole: string): string {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** Replaces the escape sequences of a Python string literal; unknown ones stay as written, as in Python. */
export function unescapePython(text: string): string {
  if (!text.includes("\\")) {
    return text;
  }
  const sequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[\s\S]))/g;
  return text.replace(sequence, (whole, x, u, long, octal, other) => {
    const hex: string | undefined = x ?? u ?? long;
    if (hex !== undefined) {
      return codePoint(hex, whole);
    }
    return octal !== undefined ? String.fromCharCode(Number.parseInt(octal, 8)) : (simple[other] ?? whole);
  });
}

/** Offsets of the text between the quotes of a string node. */
export function pythonStringContent(node: Node): { start: number; end: number } {
  const open = node.firstChild;
  const close = node.lastChild;
  return {
    start: open?.type === "string_start" ? open.endIndex : node.startIndex,
    end: close?.type === "string_end" ? close.startIndex : node.endIndex,
  };
}

/**
 * The text of a string node; `hole` gives the text of each interpolation of an f-string, or undefined when that is
 * not static. Undefined for bytes.
 */
export function readPythonString(
  document: CodeDocument,
  node: Node,
  hole: (expression: Node) => string | undefined,
): { text: string; complete: boolean } | undefined {
  const prefix = (node.firstChild === null ? "" : document.textOf(node.firstChild)).toLowerCase();
  if (prefix.includes("b")) {
    return undefined;
  }
  const { start, end } = pythonStringContent(node);
  const source = ownerOf(document, node).text;
  const decode = (from: number, to: number) => {
    const raw = source.slice(from, to);
    const plain = prefix.includes("r") ? raw : unescapePython(raw);
    return prefix.includes("f") ? plain.replaceAll("{{", "{").replaceAll("}}", "}") : plain;
  };
  if (!prefix.includes("f")) {
    return { text: decode(start, end), complete: true };
  }
  let text = "";
  let complete = true;
  let position = start;
  for (const child of node.children) {
    if (child?.type === "interpolation") {
      const expression = child.childForFieldName("expression");
      const hasFormat = child.childForFieldName("format_specifier") !== null;
      const value = expression === null || hasFormat ? undefined : hole(expression);
      complete &&= value !== undefined;
      text += decode(position, child.startIndex) + (value ?? "…");
      position = child.endIndex;
    }
  }
  return { text: text + decode(position, end), complete };
}
