import { type Features, stepKinds } from "./features.ts";
import { alignStretch, type Stretch } from "./gotoh.ts";
import { createRowScorer, never, type RowScorer } from "./scoring.ts";

/** How the middle, where the sides differ, was paired. `none`: there was nothing to pair. */
export type PairingMethod = "none" | "full" | "anchored" | "banded";

export interface Pairing {
  /** `[left, right]` step numbers, both increasing. */
  pairs: [number, number][];
  /** Steps equal from the beginning and, of the rest, from the end. */
  prefix: number;
  suffix: number;
  method: PairingMethod;
}

/**
 * Cells of the table that are filled at most, which takes about a tenth of a second. Beyond, equal steps that occur once
 * on each side cut the table up, and what is still too large is filled around its diagonal.
 */
const maxCells = 2_500_000;
/** The same for sides without a single equal step, whose steps are at best alike: looking further for those is not worth the wait. */
const maxCellsOfStrangers = 1_200_000;
const bandWidth = 64;

/** Pairs the steps of two sides. `fork`: a pair known to belong together because one side was made from the other. */
export function pairSteps(
  left: Features,
  right: Features,
  toolNames: readonly string[],
  fork: number | undefined,
): Pairing {
  const shorter = Math.min(left.length, right.length);
  let prefix = 0;
  while (prefix < shorter && left.exact[prefix] === right.exact[prefix]) {
    prefix += 1;
  }
  const forked = fork !== undefined && fork === prefix && fork < shorter;
  const start = forked ? prefix + 1 : prefix;
  let suffix = 0;
  while (
    suffix < shorter - start &&
    left.exact[left.length - 1 - suffix] === right.exact[right.length - 1 - suffix]
  ) {
    suffix += 1;
  }
  const middle: Stretch = {
    left: start,
    right: start,
    rows: left.length - suffix - start,
    columns: right.length - suffix - start,
  };
  const { pairs, method } = pairMiddle(middle, left, right, toolNames);
  if (!forked && isDecisionPoint(middle, pairs, left, right)) {
    pairs.unshift([start, start]);
  }
  const front = Array.from({ length: start }, (_, index): [number, number] => [index, index]);
  const back = Array.from({ length: suffix }, (_, index): [number, number] => [
    left.length - suffix + index,
    right.length - suffix + index,
  ]);
  return { pairs: [...front, ...pairs, ...back], prefix, suffix, method };
}

/**
 * After the same beginning both sides act, differently, and neither act has its like on the other side: whatever the
 * steps after it are worth, these two are what there is to compare.
 */
function isDecisionPoint(
  middle: Stretch,
  pairs: readonly [number, number][],
  left: Features,
  right: Features,
): boolean {
  const [first] = pairs;
  if (
    middle.rows === 0 ||
    middle.columns === 0 ||
    first?.[0] === middle.left ||
    first?.[1] === middle.right
  ) {
    return false;
  }
  const acts = (features: Features, index: number) => (features.kind[index] ?? 0) >= stepKinds.call;
  return (
    acts(left, middle.left) &&
    acts(right, middle.right) &&
    !occurs(right, middle.right, middle.columns, left.signature[middle.left]) &&
    !occurs(left, middle.left, middle.rows, right.signature[middle.right])
  );
}

function occurs(features: Features, start: number, count: number, signature: number | undefined): boolean {
  return features.signature.subarray(start, start + count).includes(signature ?? -1);
}

function pairMiddle(
  middle: Stretch,
  left: Features,
  right: Features,
  toolNames: readonly string[],
): Pick<Pairing, "pairs" | "method"> {
  if (middle.rows === 0 || middle.columns === 0) {
    return { pairs: [], method: "none" };
  }
  // Of several equally good pairings one must be picked in the same way from both sides: the one with fewer steps, or
  // with the smaller content, always makes the rows.
  const turned = isTurned(middle, left, right);
  const stretch = turned
    ? { left: middle.right, right: middle.left, rows: middle.columns, columns: middle.rows }
    : middle;
  const [first, second] = turned ? [right, left] : [left, right];
  const score = createRowScorer(first, second, toolNames);
  const { pairs, method } = pairStretch(stretch, first, second, score);
  const single = new Int32Array(1);
  const possible = pairs.filter(([i, j]) => {
    score(i, j, 1, single);
    return single[0] !== never;
  });
  return { pairs: turned ? possible.map(([i, j]) => [j, i]) : possible, method };
}

function isTurned(middle: Stretch, left: Features, right: Features): boolean {
  if (middle.rows !== middle.columns) {
    return middle.rows > middle.columns;
  }
  for (let index = 0; index < middle.rows; index++) {
    const ours = left.key[middle.left + index] ?? "";
    const theirs = right.key[middle.right + index] ?? "";
    if (ours !== theirs) {
      return ours > theirs;
    }
  }
  return false;
}

function pairStretch(
  stretch: Stretch,
  left: Features,
  right: Features,
  score: RowScorer,
): Pick<Pairing, "pairs" | "method"> {
  if (stretch.rows * stretch.columns <= maxCells) {
    return { pairs: alignStretch(stretch, score), method: "full" };
  }
  const anchors = findAnchors(stretch, left, right);
  const pairs: [number, number][] = [];
  let banded = false;
  let cells = anchors.length > 0 || haveEqual(stretch, left, right) ? maxCells : maxCellsOfStrangers;
  let at = { left: stretch.left, right: stretch.right };
  const end: [number, number] = [stretch.left + stretch.rows, stretch.right + stretch.columns];
  for (const anchor of [...anchors, end]) {
    const piece = { ...at, rows: anchor[0] - at.left, columns: anchor[1] - at.right };
    const tooLarge = piece.rows * piece.columns > cells;
    const width = Math.max(bandWidth, Math.floor(cells / Math.max(1, piece.rows)));
    for (const pair of alignStretch(piece, score, tooLarge ? width : undefined)) {
      pairs.push(pair);
    }
    if (anchor !== end) {
      pairs.push(anchor);
    }
    cells = Math.max(0, cells - piece.rows * Math.min(piece.columns, width));
    banded ||= tooLarge;
    at = { left: anchor[0] + 1, right: anchor[1] + 1 };
  }
  return { pairs, method: banded ? "banded" : "anchored" };
}

function haveEqual(stretch: Stretch, left: Features, right: Features): boolean {
  const ours = new Set(left.signature.subarray(stretch.left, stretch.left + stretch.rows));
  return right.signature
    .subarray(stretch.right, stretch.right + stretch.columns)
    .some((signature) => ours.has(signature));
}

/** Equal steps that occur once on each side, as many as keep their order on both (patience diff). */
function findAnchors(stretch: Stretch, left: Features, right: Features): [number, number][] {
  const once = (features: Features, start: number, count: number) => {
    const places = new Map<number, number>();
    for (let index = start; index < start + count; index++) {
      const signature = features.signature[index] ?? 0;
      places.set(signature, places.has(signature) ? -1 : index);
    }
    return places;
  };
  const rightPlaces = once(right, stretch.right, stretch.columns);
  const candidates: [number, number][] = [];
  for (const [signature, place] of once(left, stretch.left, stretch.rows)) {
    const other = rightPlaces.get(signature) ?? -1;
    if (place !== -1 && other !== -1) {
      candidates.push([place, other]);
    }
  }
  candidates.sort(([a], [b]) => a - b);
  return longestRising(candidates);
}

/** The longest subsequence whose right numbers rise, in n log n. */
function longestRising(candidates: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const previous: number[] = [];
  candidates.forEach(([, place], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((candidates[tails[middle] ?? 0]?.[1] ?? 0) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = index;
  });
  const rising: [number, number][] = [];
  for (let index = tails.at(-1) ?? -1; index !== -1; index = previous[index] ?? -1) {
    const candidate = candidates[index];
    if (candidate) {
      rising.push(candidate);
    }
  }
  return rising.reverse();
}
