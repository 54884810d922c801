import { diffArrays } from "diff";

/** A piece of two texts: in both, or on one side only. */
export interface TextChange {
  side: "both" | "left" | "right";
  text: string;
}

/** Tokens and edits a comparison may cost before it is made coarser. */
const maxTokens = 20_000;
const maxEdits = 2_000;
const words =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}_]+|./gsu;
const lines = /[^\n]*\n|[^\n]+/g;

/**
 * What differs between two texts, word by word; for long or very different ones line by line, and at last as one
 * changed middle. The pieces of `both` and `left` together are the left text, those of `both` and `right` the right one.
 */
export function diffText(left: string, right: string): TextChange[] {
  if (left === right) {
    return left === "" ? [] : [{ side: "both", text: left }];
  }
  const { prefix, suffix } = commonEnds(left, right);
  const [a, b] = [left.slice(prefix, left.length - suffix), right.slice(prefix, right.length - suffix)];
  const middle = diffTokens(a, b, words) ?? diffTokens(a, b, lines) ?? oneChange(a, b);
  return joined([
    { side: "both", text: left.slice(0, prefix) },
    ...middle,
    { side: "both", text: left.slice(left.length - suffix) },
  ]);
}

/** How many characters are equal at both ends, cut back to whole words. */
function commonEnds(left: string, right: string): { prefix: number; suffix: number } {
  const shorter = Math.min(left.length, right.length);
  let prefix = 0;
  while (prefix < shorter && left[prefix] === right[prefix]) {
    prefix += 1;
  }
  while (prefix > 0 && !isBoundary(left, prefix)) {
    prefix -= 1;
  }
  let suffix = 0;
  while (suffix < shorter - prefix && left[left.length - 1 - suffix] === right[right.length - 1 - suffix]) {
    suffix += 1;
  }
  while (suffix > 0 && !isBoundary(left, left.length - suffix)) {
    suffix -= 1;
  }
  return { prefix, suffix };
}

function isBoundary(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? " ") || /\s/.test(text[at - 1] ?? " ");
}

function diffTokens(left: string, right: string, pattern: RegExp): TextChange[] | undefined {
  if (left.length + right.length > maxTokens * 50) {
    return undefined;
  }
  const [a, b] = [left.match(pattern) ?? [], right.match(pattern) ?? []];
  if (a.length + b.length > maxTokens) {
    return undefined;
  }
  const changes = diffArrays(a, b, { maxEditLength: maxEdits });
  return changes?.map(({ added, removed, value }) => ({
    side: added ? "right" : removed ? "left" : "both",
    text: value.join(""),
  }));
}

function oneChange(left: string, right: string): TextChange[] {
  return [
    { side: "left", text: left },
    { side: "right", text: right },
  ];
}

/** Neighbours of one side together, empty ones left out. */
function joined(changes: readonly TextChange[]): TextChange[] {
  const result: TextChange[] = [];
  for (const change of changes) {
    const last = result.at(-1);
    if (change.text === "") {
      continue;
    }
    if (last?.side === change.side) {
      last.text += change.text;
    } else {
      result.push({ ...change });
    }
  }
  return result;
}
