import { isJsonObject, type Json } from "../ots/json.ts";
import type { PageNode, Side, Span, TextRef } from "../shared/inspection.ts";
import type { JsonChange } from "../trajectories/align/json-diff.ts";
import { diffText } from "../trajectories/align/text-diff.ts";
import { pageText } from "./texts.ts";

const maxNodes = 400;
const maxDepth = 30;
/** Longer texts are not compared word by word while a row is drawn; the native diff editor does that. */
const maxDiffed = 20_000;
/** Texts that have less than this share in common are simply others: marking nearly every word would be noise. */
const minCommon = 0.35;

export interface TreeSide {
  side: Side;
  step: number;
  /** JSON Pointers that a verdict rests on. */
  evidence: ReadonlySet<string>;
}

/** Arguments as a tree to read; `change` is how they differ from the other side's, when there is one. */
export function argumentTree(value: Json, place: TreeSide, change?: JsonChange): PageNode {
  const budget = { nodes: maxNodes };
  return node(value, { path: "", depth: 0 }, place, change, budget);
}

interface At {
  key?: string | number;
  path: string;
  depth: number;
}

function node(
  value: Json,
  at: At,
  place: TreeSide,
  change: JsonChange | undefined,
  budget: { nodes: number },
): PageNode {
  budget.nodes -= 1;
  const own = change && ownChange(change);
  const base = {
    ...(at.key === undefined ? {} : { key: at.key }),
    path: at.path,
    ...(own ? { change: own } : {}),
    ...(place.evidence.has(at.path) ? { evidence: true as const } : {}),
  };
  const entries: [string | number, Json][] | undefined = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : isJsonObject(value)
      ? Object.entries(value)
      : undefined;
  if (!entries) {
    const ref: TextRef = { of: "arguments", side: place.side, step: place.step, path: at.path };
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const kind = typeof value === "string" ? "text" : "literal";
    return {
      ...base,
      kind,
      value: pageText(text, ref, [], own === "changed" ? words(change, place.side) : []),
    };
  }
  const kind = Array.isArray(value) ? "list" : "object";
  const shown = at.depth >= maxDepth ? [] : entries.slice(0, Math.max(0, budget.nodes));
  const changes = childChanges(change, place.side);
  const children = shown.flatMap(([key, item]) =>
    budget.nodes <= 0
      ? []
      : [
          node(
            item,
            { key, path: `${at.path}/${escaped(key)}`, depth: at.depth + 1 },
            place,
            own === "added" ? undefined : changes(key),
            budget,
          ),
        ],
  );
  return {
    ...base,
    kind,
    children,
    ...(children.length < entries.length ? { size: entries.length } : {}),
  };
}

function escaped(key: string | number): string {
  return String(key).replaceAll("~", "~0").replaceAll("/", "~1");
}

function ownChange({ change }: JsonChange): PageNode["change"] {
  return change === "changed" ? "changed" : change === "added" || change === "removed" ? "added" : undefined;
}

/** The changes of this side's children: properties by name, elements in their order. */
function childChanges(change: JsonChange | undefined, side: Side) {
  const other = side === "left" ? "added" : "removed";
  const own = (change?.children ?? []).filter((child) => child.change !== other);
  const isList = Array.isArray(side === "left" ? change?.left : change?.right);
  const byName = new Map(own.map((child) => [String(child.key), child]));
  return (key: string | number) => (isList ? own[Number(key)] : byName.get(String(key)));
}

/** The words of a changed text that the other side does not have. */
function words(change: JsonChange | undefined, side: Side): Span[] {
  const { left, right } = change ?? {};
  return typeof left === "string" && typeof right === "string" ? ownWords(left, right, side) : [];
}

/** Where `side` has words that the other text lacks; nothing for texts too long to compare at once. */
export function ownWords(left: string, right: string, side: Side): Span[] {
  if (left === right || left.length > maxDiffed || right.length > maxDiffed) {
    return [];
  }
  const pieces = diffText(left, right);
  const common = pieces.reduce(
    (sum, { side: of, text }) => sum + (of === "both" ? text.trim().length : 0),
    0,
  );
  if (common < minCommon * Math.max(left.length, right.length)) {
    return [];
  }
  const spans: Span[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (piece.side === side) {
      spans.push({ start: at, end: at + piece.text.length });
    }
    at += piece.side === "both" || piece.side === side ? piece.text.length : 0;
  }
  return spans;
}
