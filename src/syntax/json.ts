import { type ParseError, type ParseErrorCode, visit } from "jsonc-parser";
import { createDataDocument, refusedDocument } from "./data-document.ts";
import { type DataDocument, maxDepth, ParsedNode } from "./data-node.ts";

/** jsonc-parser's codes are a `const enum`, which does not exist at run time. */
const messages: Readonly<Record<number, string>> = {
  1: "unexpected text",
  2: "not a number",
  3: "a property name in double quotes is expected here",
  4: "a value is expected here",
  5: "a colon is expected here",
  6: "a comma is expected here",
  7: "a closing brace } is expected here",
  8: "a closing bracket ] is expected here",
  9: "more text after the end of the JSON value",
  10: "comments are not allowed here",
  11: "a comment is not closed",
  12: "a string is not closed",
  13: "a number is not complete",
  14: "not a Unicode escape; write \\u and four hexadecimal digits",
  15: 'not an escape; JSON knows \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
  16: "control characters must be escaped in a string",
};
const maxProblems = 20;

/**
 * Reads JSON with comments and trailing commas; both are common in files named .json. Never throws: a syntax error
 * becomes a problem and leaves the part of the tree that can be read; nesting beyond `maxDepth` refuses the text.
 */
export function parseJson(language: "json" | "jsonc", source: string): DataDocument {
  // A byte order mark is not white space to the scanner; a blank in its place keeps every offset.
  const text = source.startsWith("\uFEFF") ? ` ${source.slice(1)}` : source;
  const tooDeep = offsetBeyondDepth(text);
  if (tooDeep !== undefined) {
    return refusedDocument(language, text, tooDeep, `nested more than ${maxDepth} levels deep`);
  }
  const errors: ParseError[] = [];
  const root = buildTree(text, errors);
  const problems = errors.slice(0, maxProblems).map(({ error, offset }) => ({
    offset,
    message: messages[error as number] ?? "not valid JSON",
  }));
  return createDataDocument(language, text, root === undefined ? [] : [root], problems);
}

function buildTree(text: string, errors: ParseError[]): ParsedNode | undefined {
  let root: ParsedNode | undefined;
  const open: ParsedNode[] = [];
  let pendingKey: { key: string; keyOffset: number; keyLength: number } | undefined;
  const add = (node: ParsedNode) => {
    const parent = open.at(-1);
    if (parent === undefined) {
      root ??= node;
    } else if (parent.elements !== undefined) {
      parent.elements.push(node);
    } else if (pendingKey !== undefined) {
      parent.members?.push({ ...pendingKey, value: node });
      pendingKey = undefined;
    }
  };
  const begin = (kind: "object" | "array", offset: number) => {
    // A container cut off by the end of the text never gets its end event.
    const node = new ParsedNode(kind, offset, text.length - offset);
    if (kind === "object") {
      node.members = [];
    } else {
      node.elements = [];
    }
    add(node);
    open.push(node);
  };
  const end = (offset: number, length: number) => {
    const node = open.pop();
    if (node !== undefined) {
      node.length = offset + length - node.offset;
    }
  };
  visit(
    text,
    {
      onObjectBegin: (offset) => begin("object", offset),
      onArrayBegin: (offset) => begin("array", offset),
      onObjectEnd: end,
      onArrayEnd: end,
      onObjectProperty: (key, keyOffset, keyLength) => {
        pendingKey = { key, keyOffset, keyLength };
      },
      onLiteralValue: (value: string | number | boolean | null, offset, length) => {
        const kind = value === null ? "null" : (typeof value as "string" | "number" | "boolean");
        add(new ParsedNode(kind, offset, length, value));
      },
      onError: (error: ParseErrorCode, offset, length) => {
        errors.push({ error, offset, length });
      },
    },
    { allowTrailingComma: true },
  );
  return root;
}

/** Where the text first nests deeper than `maxDepth`. Looked for before parsing, because the parser recurses. */
function offsetBeyondDepth(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        i = endOfString(text, i);
        break;
      case 0x2f: // /
        i = endOfComment(text, i);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > maxDepth) {
          return i;
        }
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
    }
  }
  return undefined;
}

/** Offset of the closing quote; of the line's end when the string is not closed, as the scanner sees it. */
function endOfString(text: string, quote: number): number {
  for (let i = quote + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) {
      i += 1;
    } else if (code === 0x22 || code === 0x0a || code === 0x0d) {
      return i;
    }
  }
  return text.length;
}

function endOfComment(text: string, slash: number): number {
  const next = text.charCodeAt(slash + 1);
  if (next !== 0x2f && next !== 0x2a) {
    return slash;
  }
  const end = next === 0x2f ? text.indexOf("\n", slash) : text.indexOf("*/", slash + 2);
  return end === -1 ? text.length : end;
}
