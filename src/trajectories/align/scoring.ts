import { type Features, stepKinds } from "./features.ts";
import { bitCount4, sketchSize, sketchWeights } from "./sketch.ts";
import { toolFamilies } from "./tool-family.ts";

/** Scores are whole numbers of this many to one: the table is filled with integers. */
const unit = 64;

/** Two steps that are never shown side by side. */
export const never = -1_000_000_000;
export const gapOpen = 2 * unit;
export const gapExtend = unit / 2;

const equal = 9.5 * unit;
const equalText = 4.5 * unit;
const sameAct = 8 * unit;
const sameTool = 4 * unit;
const sameFamily = unit;
const otherTool = -3 * unit;
/** A little better than two gaps, so that an unsafe call stands beside the question asked in its place. */
const callAndAnswer = -3.5 * unit;
/** Two answers of which one asks and the other does not: a little worse than either beside the call it replaces. */
const otherStance = -4 * unit;
const acrossUserTurn = -1.5 * unit;
// Weights of similarity, by what is compared.
const byText = 2 * unit;
const byOtherStance = 24;
const byArguments = 3 * unit;
const byFamilyArguments = 1.5 * unit;
const byOtherArguments = 0.5 * unit;

/** Writes the scores of step `left` beside the steps `right` … `right + count - 1` into `scores`. */
export type RowScorer = (left: number, right: number, count: number, scores: Int32Array) => void;

/**
 * How well steps go side by side. Equal ones outweigh the best of different ones by more than a gap, so that a step put
 * in on one side never pushes equal steps apart. Millions of pairs are scored: everything about a step that does not
 * depend on its partner is worked out once.
 */
export function createRowScorer(left: Features, right: Features, toolNames: readonly string[]): RowScorer {
  const related = toolFamilies(toolNames);
  const leftWeights = sketchWeights(left.sketch, left.length);
  const weights = sketchWeights(right.sketch, right.length);
  const {
    kind: kinds,
    signature: signatures,
    act: acts,
    tool: tools,
    stance: stances,
    userTurn: turns,
  } = right;
  const sketches = right.sketch;
  return (i, first, count, scores) => {
    const kind = left.kind[i] as number;
    const signature = left.signature[i] as number;
    const act = left.act[i] as number;
    const tool = left.tool[i] as number;
    const stance = left.stance[i] as number;
    const turn = left.userTurn[i] as number;
    const weight = leftWeights[i] as number;
    const isCall = kind === stepKinds.call;
    const isAgent = kind >= stepKinds.call;
    const sketch0 = left.sketch[i * sketchSize] as number;
    const sketch1 = left.sketch[i * sketchSize + 1] as number;
    const sketch2 = left.sketch[i * sketchSize + 2] as number;
    const sketch3 = left.sketch[i * sketchSize + 3] as number;
    for (let cell = 0; cell < count; cell++) {
      const j = first + cell;
      if (signatures[j] === signature) {
        scores[cell] = isCall ? equal : equalText;
        continue;
      }
      const distance = (turns[j] as number) - turn;
      const penalty =
        distance === 0 ? 0 : distance === 1 || distance === -1 ? acrossUserTurn : 2 * acrossUserTurn;
      const otherKind = kinds[j] as number;
      if (otherKind !== kind) {
        scores[cell] = isAgent && otherKind >= stepKinds.call ? callAndAnswer + penalty : never;
        continue;
      }
      if (isCall && acts[j] === act) {
        scores[cell] = sameAct + penalty;
        continue;
      }
      const place = j * sketchSize;
      const both = bitCount4(
        sketch0 & (sketches[place] as number),
        sketch1 & (sketches[place + 1] as number),
        sketch2 & (sketches[place + 2] as number),
        sketch3 & (sketches[place + 3] as number),
      );
      const either = weight + (weights[j] as number) - both;
      // In 256ths: whole numbers keep the loop free of rounding.
      const similarity = either === 0 ? 256 : ((both << 8) / either) | 0;
      if (!isCall) {
        const same = stances[j] === stance;
        scores[cell] =
          (same ? 0 : otherStance) + penalty + (((same ? byText : byOtherStance) * similarity) >> 8);
      } else {
        const other = tools[j] as number;
        const family = other !== tool && related(tool, other);
        const base = other === tool ? sameTool : family ? sameFamily : otherTool;
        const factor = other === tool ? byArguments : family ? byFamilyArguments : byOtherArguments;
        scores[cell] = base + penalty + ((factor * similarity) >> 8);
      }
    }
  };
}
