import { isJsonObject, type Json } from "../../ots/json.ts";
import { jsonText } from "../fields.ts";

/** One place in two JSON values side by side. `inside`: the value differs somewhere in `children`. */
export interface JsonChange {
  /** Property name or index; undefined at the root. */
  key?: string | number;
  change: "equal" | "changed" | "added" | "removed" | "inside";
  left?: Json;
  right?: Json;
  children?: JsonChange[];
}

const maxDepth = 50;
const maxNodes = 5_000;
/** Lists longer than this are compared place by place after their equal ends. */
const maxListTable = 300;

/** Tree of what differs between two values. Beyond its limits a place is just `changed`, with both values whole. */
export function diffJson(left: Json, right: Json): JsonChange {
  const budget = { nodes: maxNodes };
  return compare(left, right, undefined, 0, budget);
}

function compare(
  left: Json,
  right: Json,
  key: string | number | undefined,
  depth: number,
  budget: { nodes: number },
): JsonChange {
  const place = key === undefined ? {} : { key };
  budget.nodes -= 1;
  if (left === right) {
    return { ...place, change: "equal", left, right };
  }
  if (depth < maxDepth && budget.nodes > 0) {
    const children =
      Array.isArray(left) && Array.isArray(right)
        ? listChildren(left, right, depth, budget)
        : isJsonObject(left) && isJsonObject(right)
          ? objectChildren(left, right, depth, budget)
          : undefined;
    if (children) {
      const same = children.every((child) => child.change === "equal");
      return { ...place, change: same ? "equal" : "inside", left, right, children };
    }
  }
  const same = typeof left === "object" && typeof right === "object" && jsonText(left) === jsonText(right);
  return { ...place, change: same ? "equal" : "changed", left, right };
}

function objectChildren(
  left: { [key: string]: Json },
  right: { [key: string]: Json },
  depth: number,
  budget: { nodes: number },
): JsonChange[] | undefined {
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  if (keys.length > budget.nodes) {
    return undefined;
  }
  return keys.map(
    (key) =>
      oneSided(key, left, right) ?? compare(left[key] ?? null, right[key] ?? null, key, depth + 1, budget),
  );
}

function oneSided(
  key: string,
  left: { [key: string]: Json },
  right: { [key: string]: Json },
): JsonChange | undefined {
  if (!Object.hasOwn(right, key)) {
    return { key, change: "removed", left: left[key] ?? null };
  }
  return Object.hasOwn(left, key) ? undefined : { key, change: "added", right: right[key] ?? null };
}

/** Elements matched by content where they can be; what is left between two matches is compared place by place. */
function listChildren(
  left: readonly Json[],
  right: readonly Json[],
  depth: number,
  budget: { nodes: number },
): JsonChange[] | undefined {
  if (left.length + right.length > budget.nodes) {
    return undefined;
  }
  const matches = [
    ...commonElements(
      left.map((item) => jsonText(item)),
      right.map((item) => jsonText(item)),
    ),
  ];
  const children: JsonChange[] = [];
  let i = 0;
  let j = 0;
  for (const [matchLeft, matchRight] of [...matches, [left.length, right.length] as const]) {
    while (i < matchLeft || j < matchRight) {
      const [a, b] = [i < matchLeft ? left[i] : undefined, j < matchRight ? right[j] : undefined];
      if (a !== undefined && b !== undefined) {
        children.push(compare(a, b, j, depth + 1, budget));
      } else if (a !== undefined) {
        children.push({ key: i, change: "removed", left: a });
      } else if (b !== undefined) {
        children.push({ key: j, change: "added", right: b });
      }
      i += i < matchLeft ? 1 : 0;
      j += j < matchRight ? 1 : 0;
    }
    const [same, other] = [left[matchLeft], right[matchRight]];
    if (same !== undefined && other !== undefined) {
      children.push({ key: matchRight, change: "equal", left: same, right: other });
    }
    i = matchLeft + 1;
    j = matchRight + 1;
  }
  return children;
}

/** A longest common subsequence as index pairs; for long lists only their equal beginning and end. */
function commonElements(left: readonly string[], right: readonly string[]): [number, number][] {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) {
    end += 1;
  }
  const front = Array.from({ length: start }, (_, index): [number, number] => [index, index]);
  const back = Array.from({ length: end }, (_, index): [number, number] => [
    left.length - end + index,
    right.length - end + index,
  ]);
  const [a, b] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  const middle = a.length > maxListTable || b.length > maxListTable ? [] : longestCommon(a, b);
  return [...front, ...middle.map(([i, j]): [number, number] => [i + start, j + start]), ...back];
}

function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      pairs.push([i++, j++]);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}
