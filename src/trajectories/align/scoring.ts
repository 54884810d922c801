import { type Features, stepKinds } from "./features.ts";
import { bitCount, sketchSize, sketchWeights } from "./sketch.ts";
import { toolFamilies } from "./tool-family.ts";

/** Two steps that are never shown side by side. */
export const never = -1e9;
export const gapOpen = 2;
export const gapExtend = 0.5;

const equal = 9.5;
const equalText = 4.5;
const sameAct = 8;
const sameTool = 4;
const sameFamily = 1;
const otherTool = -3;
/** A little better than two gaps, so that an unsafe call stands beside the question asked in its place. */
const callAndAnswer = -3.5;
/** Two answers of which one asks and the other does not: a little worse than either beside the call it replaces. */
const otherStance = -4;
const acrossUserTurn = -1.5;

/** Writes the scores of step `left` beside the steps `right` … `right + count - 1` into `scores`. */
export type RowScorer = (left: number, right: number, count: number, scores: Float64Array) => void;

/**
 * How well steps go side by side. Equal ones outweigh the best of different ones by more than a gap, so that a step put
 * in on one side never pushes equal steps apart. Millions of pairs are scored: everything about a step that does not
 * depend on its partner is worked out once.
 */
export function createRowScorer(left: Features, right: Features, toolNames: readonly string[]): RowScorer {
  const related = toolFamilies(toolNames);
  const weights = sketchWeights(right.sketch, right.length);
  const leftWeights = sketchWeights(left.sketch, left.length);
  return (i, first, count, scores) => {
    const kind = left.kind[i] as number;
    const signature = left.signature[i];
    const act = left.act[i];
    const tool = left.tool[i] as number;
    const stance = left.stance[i];
    const turn = left.userTurn[i] as number;
    const weight = leftWeights[i] as number;
    const at = i * sketchSize;
    const sketch0 = left.sketch[at] as number;
    const sketch1 = left.sketch[at + 1] as number;
    const sketch2 = left.sketch[at + 2] as number;
    const sketch3 = left.sketch[at + 3] as number;
    for (let cell = 0; cell < count; cell++) {
      const j = first + cell;
      if (right.signature[j] === signature) {
        scores[cell] = kind === stepKinds.call ? equal : equalText;
        continue;
      }
      const distance = Math.abs((right.userTurn[j] as number) - turn);
      const penalty = distance === 0 ? 0 : acrossUserTurn * Math.min(2, distance);
      const kindRight = right.kind[j] as number;
      if (kindRight !== kind) {
        const acts = kind >= stepKinds.call && kindRight >= stepKinds.call;
        scores[cell] = acts ? callAndAnswer + penalty : never;
        continue;
      }
      if (kind === stepKinds.call && right.act[j] === act) {
        scores[cell] = sameAct + penalty;
        continue;
      }
      const place = j * sketchSize;
      const both =
        bitCount(sketch0 & (right.sketch[place] as number)) +
        bitCount(sketch1 & (right.sketch[place + 1] as number)) +
        bitCount(sketch2 & (right.sketch[place + 2] as number)) +
        bitCount(sketch3 & (right.sketch[place + 3] as number));
      const either = weight + (weights[j] as number) - both;
      const similarity = either === 0 ? 1 : both / either;
      if (kind !== stepKinds.call) {
        scores[cell] =
          (right.stance[j] === stance ? 2 * similarity : otherStance + 0.4 * similarity) + penalty;
      } else if (right.tool[j] === tool) {
        scores[cell] = sameTool + 3 * similarity + penalty;
      } else if (related(tool, right.tool[j] as number)) {
        scores[cell] = sameFamily + 1.5 * similarity + penalty;
      } else {
        scores[cell] = otherTool + 0.5 * similarity + penalty;
      }
    }
  };
}
