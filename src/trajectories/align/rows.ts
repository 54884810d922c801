import type { Step } from "../../ots/step.ts";
import { canonicalArguments, type Features } from "./features.ts";
import type { SafeMove } from "./moves.ts";
import { stanceOf } from "./stance.ts";

export const rowKinds = [
  /** The same step, at most with other ids and times in what was said and seen. */
  "equal",
  /** A call of the same tool with other arguments. */
  "args-differ",
  /** The same act (or the same kind of message) with other words or another result. */
  "text-differs",
  /** Two acts side by side that are not the same: another tool, or an answer in place of a call. */
  "action-differs",
  "left-only",
  "right-only",
  /** On one side only, while the same step stands unpaired elsewhere on the other side (`counterpart`). */
  "moved",
] as const;
export type RowKind = (typeof rowKinds)[number];

export type StepPart = "actor" | "tool" | "arguments" | "thought" | "answer" | "text" | "observation";

/** One row of two columns. `left` and `right` are step numbers; each step stands in exactly one row, in order. */
export interface AlignedRow {
  kind: RowKind;
  left?: number;
  right?: number;
  counterpart?: number;
  /** Parts that differ, for rows with two steps. */
  differs?: StepPart[];
  /** An equal row whose texts differ in generated ids or times. */
  volatile?: true;
  /** What the agent does differs here, not only how it puts it. */
  decision?: true;
  moves?: { side: "left" | "right"; move: SafeMove }[];
}

export interface Side {
  steps: readonly Step[];
  features: Features;
}

/** Turns pairs into rows. Where both sides have steps of their own, the left ones come first. */
export function rowsOf(left: Side, right: Side, pairs: readonly [number, number][]): AlignedRow[] {
  const rows: AlignedRow[] = [];
  let i = 0;
  let j = 0;
  const gaps = (untilLeft: number, untilRight: number) => {
    for (; i < untilLeft; i++) {
      rows.push({ kind: "left-only", left: i });
    }
    for (; j < untilRight; j++) {
      rows.push({ kind: "right-only", right: j });
    }
  };
  for (const [pairedLeft, pairedRight] of pairs) {
    gaps(pairedLeft, pairedRight);
    rows.push(pairRow(left, right, pairedLeft, pairedRight));
    i = pairedLeft + 1;
    j = pairedRight + 1;
  }
  gaps(left.steps.length, right.steps.length);
  markMoved(rows, left.features, right.features);
  for (const row of rows) {
    if (isDecision(row, left, right)) {
      row.decision = true;
    }
  }
  return rows;
}

function pairRow(left: Side, right: Side, i: number, j: number): AlignedRow {
  const place = { left: i, right: j };
  if (left.features.exact[i] === right.features.exact[j]) {
    return { kind: "equal", ...place };
  }
  const a = left.steps[i];
  const b = right.steps[j];
  const differs = a && b ? differingParts(a, b) : [];
  if (left.features.signature[i] === right.features.signature[j]) {
    return { kind: "equal", ...place, volatile: true, differs };
  }
  const [kindLeft, kindRight] = [left.features.kind[i], right.features.kind[j]];
  const sameTool = left.features.tool[i] === right.features.tool[j];
  const kind: RowKind =
    kindLeft !== kindRight || !sameTool
      ? "action-differs"
      : differs.includes("arguments")
        ? "args-differ"
        : "text-differs";
  return { kind, ...place, differs };
}

function differingParts(a: Step, b: Step): StepPart[] {
  const parts: StepPart[] = [];
  const note = (part: StepPart, differ: boolean) => {
    if (differ) {
      parts.push(part);
    }
  };
  note("actor", a.actor !== b.actor);
  if (a.kind === "message" || b.kind === "message") {
    note("text", textOf(a) !== textOf(b));
    return parts;
  }
  const [callA, callB] = [
    a.action.kind === "call" ? a.action : undefined,
    b.action.kind === "call" ? b.action : undefined,
  ];
  note("thought", a.thought !== b.thought);
  note("tool", callA?.tool !== callB?.tool);
  if (callA && callB) {
    const same = canonicalArguments(callA.arguments) === canonicalArguments(callB.arguments);
    note("arguments", !same || callA.raw !== callB.raw);
  }
  note("answer", textOf(a) !== textOf(b));
  note(
    "observation",
    a.observation?.content !== b.observation?.content || a.observation?.isError !== b.observation?.isError,
  );
  return parts;
}

function textOf(step: Step): string {
  return step.kind === "message" ? step.text : step.action.kind === "answer" ? step.action.text : "";
}

/** Pairs up steps that stand alone on both sides, in order. */
function markMoved(rows: readonly AlignedRow[], left: Features, right: Features): void {
  const waiting = new Map<number, AlignedRow[]>();
  for (const row of rows) {
    if (row.kind === "left-only" && row.left !== undefined) {
      const signature = left.signature[row.left] ?? 0;
      const queue = waiting.get(signature);
      if (queue) {
        queue.push(row);
      } else {
        waiting.set(signature, [row]);
      }
    }
  }
  for (const queue of waiting.values()) {
    queue.reverse();
  }
  for (const row of rows) {
    if (row.kind === "right-only" && row.right !== undefined) {
      const other = waiting.get(right.signature[row.right] ?? 0)?.pop();
      if (other?.left !== undefined) {
        other.kind = "moved";
        other.counterpart = row.right;
        row.kind = "moved";
        row.counterpart = other.left;
      }
    }
  }
}

function isDecision(row: AlignedRow, left: Side, right: Side): boolean {
  const a = row.left === undefined ? undefined : left.steps[row.left];
  const b = row.right === undefined ? undefined : right.steps[row.right];
  switch (row.kind) {
    case "equal":
      return false;
    case "text-differs":
      return a?.kind === "agent" && b?.kind === "agent" && stanceOf(textOf(a)) !== stanceOf(textOf(b));
    case "moved": {
      // Calls of one parallel turn have no order that means anything.
      const other = row.counterpart ?? -1;
      const counterpart = a ? right.steps[other] : left.steps[other];
      const parallel = (step: Step | undefined) => step?.kind === "agent" && step.turn !== undefined;
      return (a ?? b)?.kind === "agent" && !(parallel(a ?? b) && parallel(counterpart));
    }
    default:
      return (a ?? b)?.kind === "agent" || b?.kind === "agent";
  }
}
