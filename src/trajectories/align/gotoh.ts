import { gapExtend, gapOpen, never, type RowScorer } from "./scoring.ts";

const impossible = -1_000_000_000;

// What a cell remembers: where its pair came from (two bits), whether its left gap goes on, where its right gap
// came from (two bits).
const pairFromLeftGap = 1;
const pairFromRightGap = 2;
const leftGoesOn = 4;
const rightGoesOn = 8;
const rightFromLeft = 16;

/** A stretch of both sides: from `left` and `right` on, `rows` and `columns` steps. */
export interface Stretch {
  left: number;
  right: number;
  rows: number;
  columns: number;
}

interface Band {
  /** Cells of one row. */
  size: number;
  /** Column of the row's first cell; never decreases. */
  low(row: number): number;
  maxShift: number;
}

function createBand({ rows, columns }: Stretch, width: number): Band {
  const perRow = Math.ceil(columns / rows);
  const size = Math.min(columns + 1, Math.max(width, 2 * perRow + 16));
  const highest = columns + 1 - size;
  return {
    size,
    low: (row) => Math.max(0, Math.min(highest, Math.round((row * columns) / rows) - (size >> 1))),
    maxShift: perRow + 1,
  };
}

/**
 * Best pairs of a stretch with affine gap costs (Gotoh, J. Mol. Biol. 162, 1982), as `[left, right]` step numbers in
 * order. Only `width` cells around the diagonal of each row are looked at. Time and memory grow with rows × width.
 */
export function alignStretch(
  stretch: Stretch,
  score: RowScorer,
  width = Number.POSITIVE_INFINITY,
): [number, number][] {
  const { rows, columns } = stretch;
  if (rows === 0 || columns === 0) {
    return [];
  }
  const band = createBand(stretch, width);
  const trace = new Uint8Array((rows + 1) * band.size);
  // Row by row, three states: step i paired with step j, step i alone, step j alone. Cell 0 is the row's lowest column;
  // what lies beyond the band stays impossible.
  const padded = band.size + band.maxShift + 1;
  const row = () => new Int32Array(padded).fill(impossible);
  let [pair, alone, right] = [row(), row(), row()];
  let [nextPair, nextAlone, nextRight] = [row(), row(), row()];
  pair[0] = 0;
  for (let cell = 1; cell < band.size; cell++) {
    right[cell] = -gapOpen - gapExtend * (cell - 1);
    trace[cell] = cell === 1 ? 0 : rightGoesOn;
  }
  const scores = new Int32Array(padded);
  for (let i = 1; i <= rows; i++) {
    const low = band.low(i);
    const shift = low - band.low(i - 1);
    const marks = trace.subarray(i * band.size, (i + 1) * band.size);
    // The cell of column 0 pairs with nothing.
    const first = low === 0 ? 1 : 0;
    score(stretch.left + i - 1, stretch.right + low + first - 1, band.size - first, scores);
    fillRow(marks, scores, first, shift, pair, alone, right, nextPair, nextAlone, nextRight);
    [pair, nextPair] = [nextPair, pair];
    [alone, nextAlone] = [nextAlone, alone];
    [right, nextRight] = [nextRight, right];
  }
  const end = columns - band.low(rows);
  const ends = [pair, alone, right].map((states) => states[end] ?? impossible);
  return walkBack(stretch, band, trace, ends.indexOf(Math.max(...ends)));
}

/**
 * One row of the table from the one before: the best score that ends with a pair, with the left step alone, with the
 * right step alone, and where each came from. `scores[0]` belongs to cell `first`.
 */
function fillRow(
  marks: Uint8Array,
  scores: Int32Array,
  first: number,
  shift: number,
  pair: Int32Array,
  alone: Int32Array,
  right: Int32Array,
  nextPair: Int32Array,
  nextAlone: Int32Array,
  nextRight: Int32Array,
): void {
  let pairBefore = impossible;
  let aloneBefore = impossible;
  let rightBefore = impossible;
  // Scores of the cell above the one to the left.
  let pairBeside = shift > 0 ? (pair[shift - 1] as number) : impossible;
  let aloneBeside = shift > 0 ? (alone[shift - 1] as number) : impossible;
  let rightBeside = shift > 0 ? (right[shift - 1] as number) : impossible;
  for (let cell = 0; cell < marks.length; cell++) {
    let mark = 0;
    const pairAbove = pair[cell + shift] as number;
    const aloneAbove = alone[cell + shift] as number;

    let single = pairAbove - gapOpen;
    if (aloneAbove - gapExtend > single) {
      single = aloneAbove - gapExtend;
      mark = leftGoesOn;
    }

    let best = impossible;
    const here = cell < first ? never : (scores[cell - first] as number);
    if (here !== never) {
      best = pairBeside;
      if (aloneBeside > best) {
        best = aloneBeside;
        mark |= pairFromLeftGap;
      }
      if (rightBeside > best) {
        best = rightBeside;
        mark = (mark & ~pairFromLeftGap) | pairFromRightGap;
      }
      best += here;
    }

    let gap = pairBefore - gapOpen;
    if (aloneBefore - gapOpen > gap) {
      gap = aloneBefore - gapOpen;
      mark |= rightFromLeft;
    }
    if (rightBefore - gapExtend > gap) {
      gap = rightBefore - gapExtend;
      mark = (mark & ~rightFromLeft) | rightGoesOn;
    }

    nextPair[cell] = best;
    nextAlone[cell] = single;
    nextRight[cell] = gap;
    marks[cell] = mark;
    pairBefore = best;
    aloneBefore = single;
    rightBefore = gap;
    pairBeside = pairAbove;
    aloneBeside = aloneAbove;
    rightBeside = right[cell + shift] as number;
  }
}

/** Follows the marks from the end to the beginning. `state`: 0 pair, 1 left gap, 2 right gap. */
function walkBack(stretch: Stretch, band: Band, trace: Uint8Array, state: number): [number, number][] {
  const pairs: [number, number][] = [];
  let i = stretch.rows;
  let j = stretch.columns;
  let at = state;
  while (i > 0 || j > 0) {
    const mark = trace[i * band.size + j - band.low(i)] ?? 0;
    if (i === 0) {
      j -= 1;
    } else if (j === 0) {
      i -= 1;
    } else if (at === 0) {
      pairs.push([stretch.left + i - 1, stretch.right + j - 1]);
      at = (mark & pairFromRightGap) !== 0 ? 2 : (mark & pairFromLeftGap) !== 0 ? 1 : 0;
      i -= 1;
      j -= 1;
    } else if (at === 1) {
      at = (mark & leftGoesOn) !== 0 ? 1 : 0;
      i -= 1;
    } else {
      at = (mark & rightGoesOn) !== 0 ? 2 : (mark & rightFromLeft) !== 0 ? 1 : 0;
      j -= 1;
    }
  }
  return pairs.reverse();
}
