import type { Step } from "../ots/step.ts";
import {
  kindCodes,
  type Outline,
  type Participant,
  type RowKind,
  verdictCodes,
} from "../shared/inspection.ts";
import type { InspectorSide } from "./page-step.ts";

/** One row of one or two columns: step numbers, and how the steps stand to each other. */
export interface InspectorRow {
  kind: RowKind;
  left?: number;
  right?: number;
}

/** The rows in a few characters each, from which the page draws its overview and finds its way. */
export function outlineOf(
  rows: readonly InspectorRow[],
  left: InspectorSide,
  right: InspectorSide | undefined,
): Outline {
  const column = (side: InspectorSide | undefined, at: (row: InspectorRow) => number | undefined) =>
    rows.map((row) => stepCode(side?.trajectory.steps[at(row) ?? -1])).join("");
  const said = (side: InspectorSide | undefined, step: number | undefined) =>
    step !== undefined && side?.reviews.has(step) === true;
  return {
    kinds: rows.map(({ kind }) => kindCodes[kind]).join(""),
    left: column(left, (row) => row.left),
    right: column(right, (row) => row.right),
    reviewed: rows.map((row) => (said(left, row.left) || said(right, row.right) ? "n" : " ")).join(""),
  };
}

function stepCode(step: Step | undefined): string {
  if (!step) {
    return " ";
  }
  return step.kind === "agent" && step.verdict ? verdictCodes[step.verdict.label] : verdictCodes.step;
}

/** Who acts, and which tools are called, the busiest first. */
export function participantsOf(all: readonly InspectorSide[]): {
  participants: Participant[];
  toolsUsed: { name: string; count: number }[];
} {
  const participants = new Map<string, Participant>();
  const tools = new Map<string, number>();
  for (const step of all.flatMap(({ trajectory }) => trajectory.steps)) {
    const who = participantOf(step);
    const key = `${who.kind} ${who.name}`;
    const known = participants.get(key) ?? { ...who, count: 0 };
    participants.set(key, { ...known, count: known.count + 1 });
    if (step.kind === "agent" && step.action.kind === "call") {
      tools.set(step.action.tool, (tools.get(step.action.tool) ?? 0) + 1);
    }
  }
  const busiest = (a: { count: number }, b: { count: number }) => b.count - a.count;
  return {
    participants: [...participants.values()].sort(busiest).slice(0, 200),
    toolsUsed: [...tools]
      .map(([name, count]) => ({ name, count }))
      .sort(busiest)
      .slice(0, 500),
  };
}

export function participantOf(step: Step): Pick<Participant, "kind" | "name"> {
  const kind = step.kind === "agent" ? "agent" : step.from === "agent" ? "peer" : step.from;
  return { kind, name: step.actor ?? "" };
}
