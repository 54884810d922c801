import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import { createDataDocument, type OffsetProblem, refusedDocument } from "./data-document.ts";
import { type DataDocument, maxDepth, ParsedNode } from "./data-node.ts";

const maxCharacters = 1_000_000;
/** Nested deeper than any configuration, and harmless to the parser, which does not recurse. */
const hostileRun = new RegExp(`(?:[[{]\\s*){${maxDepth + 1}}|(?:[\\w-]+\\s*\\.\\s*){${maxDepth + 1}}`);

/**
 * Reads TOML 1.0. Tables with dotted names become nested objects; a table's range runs from its header to its last
 * line. Never throws: at a syntax error the tables before it are kept and one problem says where it is.
 */
export function parseToml(source: string): DataDocument {
  const text = source.startsWith("\uFEFF") ? ` ${source.slice(1)}` : source;
  if (text.length > maxCharacters) {
    return refusedDocument("toml", text, 0, `longer than ${maxCharacters} characters`);
  }
  const run = hostileRun.exec(text);
  if (run !== null) {
    return refusedDocument("toml", text, run.index, `nested more than ${maxDepth} levels deep`);
  }
  const { program, problems } = parseAsFarAsPossible(text);
  const root = new ParsedNode("object", 0, text.length);
  root.members = [];
  for (const item of program?.body[0].body ?? []) {
    if (item.type === "TOMLTable") {
      addTable(root, item);
    } else {
      addMember(root, item);
    }
  }
  return createDataDocument("toml", text, [root], problems);
}

function parseAsFarAsPossible(text: string): { program?: AST.TOMLProgram; problems: OffsetProblem[] } {
  const problems: OffsetProblem[] = [];
  for (let end = text.length, tries = 0; tries < 2; tries++) {
    try {
      return { program: parseTOML(text.slice(0, end)), problems };
    } catch (error) {
      if (!(error instanceof ParseError)) {
        throw error;
      }
      if (tries === 0) {
        // The parser sees a missing value or bracket only on the next line.
        const offset = text.slice(0, error.index).trimEnd().length;
        problems.push({ offset, message: `not valid TOML: ${error.message}` });
      }
      // Everything above the header of the table that holds the error.
      end = Math.max(text.lastIndexOf("\n[", error.index), 0);
    }
  }
  return { problems };
}

function addTable(root: ParsedNode, table: AST.TOMLTable): void {
  const [start, end] = table.range;
  const keys = table.key.keys.values();
  let node = root;
  table.resolvedKey.forEach((key, index) => {
    const kind = typeof table.resolvedKey[index + 1] === "number" ? "array" : "object";
    const place = typeof key === "string" ? keys.next().value : undefined;
    node = child(node, key, place, new ParsedNode(kind, start, end - start));
  });
  // `[a.b]` after `[a.b.c]`, or another `[[a]]`: the node was begun by an earlier header.
  node.length = Math.max(node.length, end - node.offset);
  for (const item of table.body) {
    addMember(node, item);
  }
}

type KeyPart = AST.TOMLKey["keys"][number];

/** The member or element of that key, the one given when there is none yet. */
function child(
  parent: ParsedNode,
  key: string | number,
  place: KeyPart | undefined,
  fresh: ParsedNode,
): ParsedNode {
  const known = typeof key === "number" ? parent.elements?.[key] : parent.get(key);
  if (known instanceof ParsedNode) {
    return known;
  }
  if (fresh.kind === "array") {
    fresh.elements ??= [];
  } else if (fresh.kind === "object") {
    fresh.members ??= [];
  }
  if (typeof key === "number") {
    parent.elements?.push(fresh);
  } else {
    const [keyOffset, keyEnd] = place?.range ?? [fresh.offset, fresh.offset];
    parent.members?.push({ key, keyOffset, keyLength: keyEnd - keyOffset, value: fresh });
  }
  return fresh;
}

function addMember(parent: ParsedNode, item: AST.TOMLKeyValue): void {
  const [start, end] = item.range;
  const parts = item.key.keys;
  let node = parent;
  parts.forEach((part, index) => {
    const name = part.type === "TOMLBare" ? part.name : part.value;
    const value =
      index === parts.length - 1 ? valueNode(item.value) : new ParsedNode("object", start, end - start);
    node = child(node, name, part, value);
  });
}

function valueNode(value: AST.TOMLContentNode): ParsedNode {
  const [start, end] = value.range;
  if (value.type === "TOMLArray") {
    const node = new ParsedNode("array", start, end - start);
    node.elements = value.elements.map(valueNode);
    return node;
  }
  if (value.type === "TOMLInlineTable") {
    const node = new ParsedNode("object", start, end - start);
    node.members = [];
    for (const item of value.body) {
      addMember(node, item);
    }
    return node;
  }
  switch (value.kind) {
    case "boolean":
      return new ParsedNode("boolean", start, end - start, value.value);
    case "integer":
    case "float":
      return new ParsedNode("number", start, end - start, value.value);
    case "string":
      return new ParsedNode("string", start, end - start, value.value);
    default:
      return new ParsedNode("string", start, end - start, value.datetime);
  }
}
