import type { CodeDocument, StaticValue } from "./code-document.ts";
import type { Node } from "./node.ts";
import { ownerOf } from "./owner.ts";
import { namedChildren } from "./tree.ts";

const maxDepth = 64;
const maxNodes = 20_000;
const maxExcerpt = 60;

/** The source of a node on one line, shortened; for messages. */
export function excerpt(document: CodeDocument, node: Node): string {
  const text = ownerOf(document, node).text.slice(
    node.startIndex,
    Math.min(node.endIndex, node.startIndex + 4 * maxExcerpt),
  );
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > maxExcerpt ? `${line.slice(0, maxExcerpt)}…` : line;
}

/**
 * The JSON an expression stands for. Parts that are not static are left out and named in `reasons`; undefined when
 * the expression as a whole is not static. Literals nested deeper than 64 or larger than 20,000 nodes are cut. `follow` says
 * what a call gives, and where.
 */
export function staticJson(
  document: CodeDocument,
  root: Node,
  reasons: Set<string>,
  follow?: (document: CodeDocument, call: Node) => { document: CodeDocument; node: Node } | undefined,
): StaticValue | undefined {
  const { values } = document;
  let left = maxNodes;

  const object = (node: Node, depth: number): StaticValue | undefined => {
    const members = values.members(node);
    if (members === undefined) {
      return undefined;
    }
    const spread = members.complete ? {} : spreadIn(values.resolve(node), depth);
    if (spread === undefined) {
      reasons.add("a key or spread is not static");
    }
    // `Object.fromEntries` defines own properties, so that a key `__proto__` is data like any other.
    return Object.fromEntries([
      ...Object.entries(spread ?? {}),
      ...members.entries.flatMap(({ key, value }): [string, StaticValue][] => {
        const json = read(value, depth + 1);
        return json === undefined ? [] : [[key, json]];
      }),
    ]);
  };

  /** What the calls give that an object spreads; undefined when something else in it is not static either. */
  const spreadIn = (node: Node, depth: number): Record<string, StaticValue> | undefined => {
    const unknown = follow === undefined ? [] : namedChildren(node).filter(isUnknown);
    const given = unknown.map((child) => read(namedChildren(child)[0] ?? child, depth + 1));
    const objects = given.filter((json) => json !== null && typeof json === "object" && !Array.isArray(json));
    return unknown.length === 0 || objects.length < unknown.length
      ? undefined
      : Object.assign({}, ...objects);
  };

  const isUnknown = (child: Node): boolean => {
    const [inner] = child.type === "spread_element" ? namedChildren(child) : [];
    return inner !== undefined && values.members(inner)?.complete !== true;
  };

  /** A list with holes is left out as a whole: an `enum` or `required` with parts missing would say something else. */
  const array = (node: Node, depth: number): StaticValue | undefined => {
    const list = values.items(node);
    if (list === undefined || !list.complete) {
      return undefined;
    }
    const items = list.items.map((item) => read(item, depth + 1));
    const known = items.filter((item) => item !== undefined);
    return known.length < items.length ? undefined : known;
  };

  const read = (node: Node, depth: number): StaticValue | undefined => {
    if (depth > maxDepth || left-- <= 0) {
      reasons.add("the literal is too large");
      return undefined;
    }
    const scalar = values.scalar(node);
    const value = scalar !== undefined ? scalar : (object(node, depth) ?? array(node, depth));
    const followed = value === undefined ? follow?.(document, node) : undefined;
    if (followed !== undefined) {
      return staticJson(followed.document, followed.node, reasons, follow);
    }
    if (value === undefined) {
      const text = depth > 0 ? values.text(node) : undefined;
      reasons.add(`\`${excerpt(document, node)}\` is not static`);
      return text?.text;
    }
    return value;
  };
  return read(root, 0);
}
