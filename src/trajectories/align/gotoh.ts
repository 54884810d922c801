import { gapExtend, gapOpen, type RowScorer } from "./scoring.ts";

const impossible = -1e12;

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
  const row = () => new Float64Array(padded).fill(impossible);
  let [pair, alone, right] = [row(), row(), row()];
  let [nextPair, nextAlone, nextRight] = [row(), row(), row()];
  pair[0] = 0;
  for (let cell = 1; cell < band.size; cell++) {
    right[cell] = -gapOpen - gapExtend * (cell - 1);
    trace[cell] = cell === 1 ? 0 : rightGoesOn;
  }
  const scores = new Float64Array(padded);
  for (let i = 1; i <= rows; i++) {
    const low = band.low(i);
    const shift = low - band.low(i - 1);
    const rowTrace = i * band.size;
    // The cell of column 0 pairs with nothing.
    const scored = low === 0 ? 1 : 0;
    score(stretch.left + i - 1, stretch.right + low + scored - 1, band.size - scored, scores);
    let beforePair = impossible;
    let beforeAlone = impossible;
    let beforeRight = impossible;
    for (let cell = 0; cell < band.size; cell++) {
      const above = cell + shift;
      let mark = 0;

      const opened = (pair[above] as number) - gapOpen;
      const goesOn = (alone[above] as number) - gapExtend;
      const single = Math.max(goesOn, opened);
      if (goesOn > opened) {
        mark |= leftGoesOn;
      }

      let best = impossible;
      if (above > 0 && cell >= scored) {
        best = pair[above - 1] as number;
        const afterLeft = alone[above - 1] as number;
        const afterRight = right[above - 1] as number;
        if (afterLeft > best) {
          best = afterLeft;
          mark |= pairFromLeftGap;
        }
        if (afterRight > best) {
          best = afterRight;
          mark = (mark & ~pairFromLeftGap) | pairFromRightGap;
        }
        best += scores[cell - scored] as number;
      }

      let gap = beforePair - gapOpen;
      if (beforeAlone - gapOpen > gap) {
        gap = beforeAlone - gapOpen;
        mark |= rightFromLeft;
      }
      if (beforeRight - gapExtend > gap) {
        gap = beforeRight - gapExtend;
        mark = (mark & ~rightFromLeft) | rightGoesOn;
      }
      nextPair[cell] = best;
      nextAlone[cell] = single;
      nextRight[cell] = gap;
      trace[rowTrace + cell] = mark;
      beforePair = best;
      beforeAlone = single;
      beforeRight = gap;
    }
    [pair, nextPair] = [nextPair, pair];
    [alone, nextAlone] = [nextAlone, alone];
    [right, nextRight] = [nextRight, right];
  }
  const end = columns - band.low(rows);
  const ends = [pair, alone, right].map((states) => states[end] ?? impossible);
  return walkBack(stretch, band, trace, ends.indexOf(Math.max(...ends)));
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
