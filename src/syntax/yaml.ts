import { Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, Parser } from "yaml";
import { createDataDocument, type OffsetProblem, refusedDocument } from "./data-document.ts";
import { type DataDocument, type DataEntry, type DataNode, maxDepth, ParsedNode } from "./data-node.ts";

const maxProblems = 20;
/** Members copied by `<<` in one document: chained merges otherwise grow with the square of their number. */
const maxMerged = 50_000;
const tooDeep = `nested more than ${maxDepth} levels deep`;

/** What nests without end and would take the parser seconds before the depth can be counted. */
const hostileRun = new RegExp(`(?:[-?:][ \\t]+){${maxDepth + 1}}|(?:[[{]\\s*){${maxDepth + 1}}`);

/**
 * Reads YAML 1.2, several documents in one file included, with anchors, aliases and `<<` merges. An alias gives the
 * very node it names, so a small file cannot unfold into a large tree here. Never throws: a syntax error becomes a
 * problem and leaves the part of the tree that can be read; nesting beyond `maxDepth` refuses the text.
 */
export function parseYaml(text: string): DataDocument {
  const run = hostileRun.exec(text);
  if (run !== null) {
    return refusedDocument("yaml", text, run.index, tooDeep);
  }
  let tokens: CST.Token[];
  try {
    tokens = [...new Parser().parse(text)];
  } catch (error) {
    // The lexer recurses on `- - - -`; everything after it is checked before it may recurse.
    if (error instanceof RangeError) {
      return refusedDocument("yaml", text, 0, tooDeep);
    }
    throw error;
  }
  const deep = offsetBeyondDepth(tokens);
  if (deep !== undefined) {
    return refusedDocument("yaml", text, deep, tooDeep);
  }
  // `uniqueKeys` compares every key with every other; twice-given keys are the file's business, not ours.
  const composer = new Composer({ uniqueKeys: false, strict: false, merge: true, prettyErrors: false });
  const roots: DataNode[] = [];
  const problems: OffsetProblem[] = [];
  for (const document of composer.compose(tokens)) {
    for (const error of document.errors.slice(0, maxProblems - problems.length)) {
      problems.push({ offset: error.pos[0], message: firstLine(error.message) });
    }
    const root = convertDocument(document, text);
    if (root !== undefined) {
      roots.push(root);
    }
  }
  return createDataDocument("yaml", text, roots, problems);
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

/** Where the token tree first nests deeper than `maxDepth`; composing it recurses, so this comes first. */
function offsetBeyondDepth(tokens: readonly CST.Token[]): number | undefined {
  const pending = tokens.map((token) => ({ token, depth: 0 }));
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { token, depth } = entry;
    if (depth > maxDepth) {
      return token.offset;
    }
    if (token.type === "document" && token.value !== undefined) {
      pending.push({ token: token.value, depth });
    } else if (token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection") {
      for (const { key, value } of token.items) {
        for (const child of [key, value]) {
          if (child !== undefined && child !== null) {
            pending.push({ token: child, depth: depth + 1 });
          }
        }
      }
    }
  }
  return undefined;
}

function convertDocument(document: Document, text: string): DataNode | undefined {
  const anchors = new Map<string, DataNode>();
  let mergedCount = 0;
  const remember = (anchor: string | undefined, node: DataNode) => {
    if (anchor !== undefined) {
      anchors.set(anchor, node);
    }
  };
  const convert = (source: unknown, at: number): DataNode => {
    if (isAlias(source)) {
      return anchors.get(source.source) ?? nullNode(source.range?.[0] ?? at);
    }
    if (isScalar(source)) {
      const node = scalarNode(source, at);
      remember(source.anchor, node);
      return node;
    }
    if (isSeq(source)) {
      const node = container("array", source.range, at, text);
      // Known before its children are, so that an alias inside its own anchor finds it.
      remember(source.anchor, node);
      node.elements = source.items.map((item) => convert(item, node.offset));
      return node;
    }
    if (isMap(source)) {
      const node = container("object", source.range, at, text);
      remember(source.anchor, node);
      const own: DataEntry[] = [];
      const merged: DataEntry[] = [];
      for (const pair of source.items) {
        const [keyOffset, keyEnd] = rangeOf(pair.key) ?? [node.offset, node.offset];
        const key = isScalar(pair.key) ? keyText(pair.key.value, text.slice(keyOffset, keyEnd)) : undefined;
        const value = convert(pair.value, keyEnd);
        if (key === "<<") {
          const entries = mergedEntries(value);
          mergedCount += entries.length;
          merged.push(...(mergedCount > maxMerged ? [] : entries));
        } else if (key !== undefined) {
          own.push({ key, keyOffset, keyLength: keyEnd - keyOffset, value });
        }
      }
      const ownKeys = new Set(own.map((entry) => entry.key));
      // Merged members come first, so that the node's own ones win in look-ups.
      node.members = [...merged.filter((entry) => !ownKeys.has(entry.key)), ...own];
      return node;
    }
    return nullNode(at);
  };
  return document.contents === null ? undefined : convert(document.contents, 0);
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  return isScalar(node) || isAlias(node) || isMap(node) || isSeq(node)
    ? (node.range ?? undefined)
    : undefined;
}

/** With `merge` on, the library gives `<<` as a symbol; null and numbers are keys too, by their text. */
function keyText(value: unknown, source: string): string {
  return typeof value === "string" ? value : source;
}

function mergedEntries(value: DataNode): readonly DataEntry[] {
  return value.kind === "array" ? value.items().flatMap((item) => [...item.entries()]) : value.entries();
}

function nullNode(offset: number): ParsedNode {
  return new ParsedNode("null", offset, 0, null);
}

/** Block collections end where the next line starts; what is to be selected ends at its last character. */
function container(
  kind: "object" | "array",
  range: readonly [number, number, number] | null | undefined,
  at: number,
  text: string,
): ParsedNode {
  const [start, end] = range ?? [at, at];
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) {
    last -= 1;
  }
  return new ParsedNode(kind, start, last - start);
}

function scalarNode(source: { value: unknown; range?: readonly number[] | null }, at: number): ParsedNode {
  const [start = at, end = at] = source.range ?? [];
  const { value } = source;
  if (value === null || value === undefined) {
    return new ParsedNode("null", start, end - start, null);
  }
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) {
    return new ParsedNode(typeof value === "boolean" ? "boolean" : "number", start, end - start, value);
  }
  return new ParsedNode("string", start, end - start, String(value));
}
