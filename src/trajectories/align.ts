import type { Trajectory } from "../ots/trajectory.ts";
import { createInterner, featuresOf } from "./align/features.ts";
import { moveOfStrategy, safeMove } from "./align/moves.ts";
import { type PairingMethod, pairSteps } from "./align/pairing.ts";
import { type AlignedRow, type RowKind, rowKinds, rowsOf } from "./align/rows.ts";

/** Two trajectories row by row. Row numbers index `rows`. */
export interface Alignment {
  rows: AlignedRow[];
  /** Equal rows at the beginning and at the end. */
  sharedPrefix: number;
  sharedSuffix: number;
  /** First row that is not equal. */
  firstDifference?: number;
  /** First row where what the agent does differs: wording and results alone do not count. */
  firstDecisionDivergence?: number;
  counts: Record<RowKind, number>;
  /** What stands before the steps. */
  sameInstruction: boolean;
  samePolicy: boolean;
  /** One side was made from the other, and they agree up to the step where it says they part. */
  lineage: boolean;
  method: PairingMethod;
}

/**
 * Aligns the steps of two trajectories: equal beginning and end by hash, the middle by dynamic programming with affine
 * gaps. Swapping the sides swaps the columns and nothing else. Deterministic; no language model is asked.
 */
export function alignTrajectories(left: Trajectory, right: Trajectory): Alignment {
  const interner = createInterner();
  const leftSide = { steps: left.steps, features: featuresOf(left.steps, interner) };
  const rightSide = { steps: right.steps, features: featuresOf(right.steps, interner) };
  const fork = forkOf(left, right);
  const pairing = pairSteps(leftSide.features, rightSide.features, interner.toolNames, fork);
  const rows = rowsOf(leftSide, rightSide, pairing.pairs);
  const differs = (row: AlignedRow) => row.kind !== "equal";
  const firstDifference = rows.findIndex(differs);
  const firstDecision = rows.findIndex((row) => row.decision === true);
  addMoves(rows, left, right);
  return {
    rows,
    sharedPrefix: firstDifference === -1 ? rows.length : firstDifference,
    sharedSuffix: firstDifference === -1 ? 0 : rows.length - 1 - rows.findLastIndex(differs),
    ...(firstDifference === -1 ? {} : { firstDifference }),
    ...(firstDecision === -1 ? {} : { firstDecisionDivergence: firstDecision }),
    counts: countKinds(rows),
    sameInstruction: left.instruction === right.instruction,
    samePolicy: left.policy === right.policy,
    lineage: fork !== undefined && pairing.prefix >= fork,
    method: pairing.method,
  };
}

/** The step at which one side says that it was made from the other. */
function forkOf(left: Trajectory, right: Trajectory): number | undefined {
  if (right.derivedFrom !== undefined && right.derivedFrom === left.id) {
    return right.forkStep;
  }
  return left.derivedFrom !== undefined && left.derivedFrom === right.id ? left.forkStep : undefined;
}

function countKinds(rows: readonly AlignedRow[]): Record<RowKind, number> {
  const counts = Object.fromEntries(rowKinds.map((kind) => [kind, 0])) as Record<RowKind, number>;
  for (const row of rows) {
    counts[row.kind] += 1;
  }
  return counts;
}

/** Notes what either side does more safely. A recorded strategy is believed over what the words look like. */
function addMoves(rows: readonly AlignedRow[], left: Trajectory, right: Trajectory): void {
  for (const row of rows) {
    if (row.kind === "equal" || row.kind === "moved") {
      continue;
    }
    const a = row.left === undefined ? undefined : left.steps[row.left];
    const b = row.right === undefined ? undefined : right.steps[row.right];
    const moves = [
      { side: "left" as const, move: recordedMove(left, row.left) ?? (a && safeMove(a, b)) },
      { side: "right" as const, move: recordedMove(right, row.right) ?? (b && safeMove(b, a)) },
    ].flatMap(({ side, move }) => (move === undefined ? [] : [{ side, move }]));
    if (moves.length > 0) {
      row.moves = moves;
    }
  }
}

function recordedMove(trajectory: Trajectory, step: number | undefined) {
  const strategy = trajectory.reflections?.at(-1)?.strategy;
  return trajectory.kind === "safe" &&
    step !== undefined &&
    step === trajectory.forkStep &&
    strategy !== undefined
    ? moveOfStrategy(strategy)
    : undefined;
}
