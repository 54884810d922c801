import type { Node } from "../../syntax/node.ts";
import { unescapePython } from "../../syntax/python/strings.ts";
import { unescapeScript } from "../../syntax/script/strings.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import type { Hit } from "../flow/engine.ts";
import type { Unit } from "../flow/unit.ts";

export interface Span {
  start: number;
  end: number;
}

/** A call at a sink, taken apart in its source. */
export interface CallParts {
  call: Node;
  callee: Span;
  /** The argument that carries the value. */
  argument: Span;
  argumentNode: Node;
  args: readonly Node[];
  /** Keyword arguments with the stretch that disappears with them, comma included. */
  keywords: ReadonlyMap<string, { value: Node; from: number; to: number }>;
}

const span = ({ startIndex, endIndex }: Node): Span => ({ start: startIndex, end: endIndex });

/** The call of a hit; undefined when what carries the value is not written as an argument of it. */
export function callParts({ call, place }: Hit): CallParts | undefined {
  const { root, text } = call.unit.document;
  let node: Node | null = root.descendantForIndex(call.start, call.end);
  while (node !== null && !/^(call|call_expression|new_expression)$/.test(node.type)) {
    node = node.parent;
  }
  const callee = node === null ? undefined : (field(node, "function") ?? field(node, "constructor"));
  const list = node === null ? undefined : field(node, "arguments");
  if (node === null || callee === undefined || list === undefined || call.unit !== place.unit) {
    return undefined;
  }
  const args = namedChildren(list);
  const keywords: CallParts["keywords"] = new Map(
    args.flatMap((one, index): [string, { value: Node; from: number; to: number }][] => {
      const name = one.type === "keyword_argument" ? field(one, "name") : undefined;
      const value = field(one, "value");
      const before = args[index - 1];
      const after = args[index + 1];
      const from = before?.endIndex ?? one.startIndex;
      const to = before === undefined && after !== undefined ? after.startIndex : one.endIndex;
      return name === undefined || value === undefined
        ? []
        : [[text.slice(name.startIndex, name.endIndex), { value, from, to }]];
    }),
  );
  const given = args
    .map((one) => (one.type === "keyword_argument" ? (field(one, "value") ?? one) : one))
    .find((one) => one.startIndex <= place.start && one.endIndex >= place.end);
  return given === undefined
    ? undefined
    : { call: node, callee: span(callee), argument: span(given), argumentNode: given, args, keywords };
}

/** Static text and the expressions in its holes, in order. */
export type Holes = readonly (string | (Span & { text: string }))[];

/**
 * A text put together in place, such as an f-string, a template or a sum, taken apart; undefined for anything else. A
 * plain expression is a single hole.
 */
export function holesOf(unit: Unit, at: Span): Holes | undefined {
  const { document, isPython } = unit;
  let node: Node | null = document.root.descendantForIndex(at.start, at.end);
  while (node?.parent && node.parent.startIndex === at.start && node.parent.endIndex === at.end) {
    node = node.parent;
  }
  return node === null ? undefined : (isPython ? pythonHoles : scriptHoles)(document.text, node, 0);
}

function hole(text: string, node: Node): Holes {
  return [{ ...span(node), text: text.slice(node.startIndex, node.endIndex) }];
}

function sum(text: string, node: Node, depth: number, read: typeof pythonHoles): Holes | undefined {
  const left = field(node, "left");
  const right = field(node, "right");
  const operator = field(node, "operator");
  if (operator?.type !== "+" || left === undefined || right === undefined || depth > 20) {
    return undefined;
  }
  const before = read(text, left, depth + 1);
  const after = read(text, right, depth + 1);
  return before && after && [...before, ...after];
}

function pythonHoles(text: string, node: Node, depth: number): Holes | undefined {
  switch (node.type) {
    case "string": {
      const prefix = text.slice(node.startIndex, node.firstChild?.endIndex ?? node.startIndex).toLowerCase();
      if (prefix.includes("r") || prefix.includes("b") || prefix.endsWith('"""') || prefix.endsWith("'''")) {
        return undefined;
      }
      return interpolated(text, node, "interpolation", (raw) =>
        unescapePython(raw).replaceAll("{{", "{").replaceAll("}}", "}"),
      );
    }
    case "concatenated_string": {
      const parts = namedChildren(node).map((child) => pythonHoles(text, child, depth + 1));
      return parts.every((one) => one !== undefined) ? parts.flat() : undefined;
    }
    case "binary_operator":
      return sum(text, node, depth, pythonHoles);
    case "parenthesized_expression": {
      const [inner] = namedChildren(node);
      return inner && pythonHoles(text, inner, depth + 1);
    }
    default:
      return hole(text, node);
  }
}

function scriptHoles(text: string, node: Node, depth: number): Holes | undefined {
  switch (node.type) {
    case "string":
      return [unescapeScript(text.slice(node.startIndex + 1, node.endIndex - 1))];
    case "template_string":
      return interpolated(text, node, "template_substitution", unescapeScript);
    case "binary_expression":
      return sum(text, node, depth, scriptHoles);
    case "parenthesized_expression": {
      const [inner] = namedChildren(node);
      return inner && scriptHoles(text, inner, depth + 1);
    }
    default:
      return hole(text, node);
  }
}

/** The quotes themselves are left out; a hole with a format specification or conversion makes it no plain text. */
function interpolated(
  text: string,
  node: Node,
  type: string,
  decode: (raw: string) => string,
): Holes | undefined {
  const open = node.firstChild;
  const close = node.lastChild;
  let position = open?.endIndex ?? node.startIndex;
  const found: (string | (Span & { text: string }))[] = [];
  for (const child of node.namedChildren) {
    if (child?.type === type) {
      const [inner, ...more] = namedChildren(child);
      if (inner === undefined || more.length > 0) {
        return undefined;
      }
      found.push(decode(text.slice(position, child.startIndex)), ...hole(text, inner));
      position = child.endIndex;
    }
  }
  return [...found, decode(text.slice(position, close?.startIndex ?? node.endIndex))];
}
