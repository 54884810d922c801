import type { Step } from "../ots/step.ts";
import { type Filter, type FilterResult, type FindResult, type Side, sides } from "../shared/inspection.ts";
import { type InspectorRow, participantOf } from "./outline.ts";
import type { InspectorSide } from "./page-step.ts";

/** Rows listed for one search. */
const maxMatches = 20_000;

type BySide = Readonly<Partial<Record<Side, InspectorSide>>>;

/** Rows in which at least one side has a step that meets everything the filter asks of a step. */
export function filterRows(rows: readonly InspectorRow[], by: BySide, filter: Filter): FilterResult {
  const meets = stepFilter(filter);
  const ranges: [number, number][] = [];
  let count = 0;
  rows.forEach((row, index) => {
    if (filter.differences && (row.kind === "equal" || row.kind === "single")) {
      return;
    }
    const some = sides.some((side) => {
      const at = row[side];
      const step = at === undefined ? undefined : by[side]?.trajectory.steps[at];
      const said = at !== undefined && by[side]?.reviews.has(at) === true;
      return step !== undefined && (!filter.reviewed || said) && meets(step);
    });
    if (!some) {
      return;
    }
    count += 1;
    const last = ranges.at(-1);
    if (last && last[1] === index - 1) {
      last[1] = index;
    } else {
      ranges.push([index, index]);
    }
  });
  return { ranges, count };
}

function stepFilter({ participants, tools, verdicts, text }: Filter): (step: Step) => boolean {
  const needle = text === undefined || text === "" ? undefined : matcher(text);
  return (step) => {
    const who = participantOf(step);
    if (participants && !participants.some(({ kind, name }) => kind === who.kind && name === who.name)) {
      return false;
    }
    const call = step.kind === "agent" && step.action.kind === "call" ? step.action.tool : undefined;
    if (tools && (call === undefined || !tools.includes(call))) {
      return false;
    }
    const label = step.kind === "agent" ? (step.verdict?.label ?? "none") : "none";
    if (verdicts && !verdicts.includes(label)) {
      return false;
    }
    return !needle || textsOf(step).some(needle);
  };
}

/** Every row and side whose step holds the text, upper and lower case alike. */
export function findRows(rows: readonly InspectorRow[], by: BySide, text: string): FindResult {
  const matches: FindResult["matches"] = [];
  if (text === "") {
    return { matches, more: false };
  }
  const needle = matcher(text);
  for (const [index, row] of rows.entries()) {
    for (const side of sides) {
      const at = row[side];
      const step = at === undefined ? undefined : by[side]?.trajectory.steps[at];
      if (step && textsOf(step).some(needle)) {
        if (matches.length === maxMatches) {
          return { matches, more: true };
        }
        matches.push({ row: index, side });
      }
    }
  }
  return { matches, more: false };
}

function matcher(text: string): (candidate: string) => boolean {
  const needle = text.toLowerCase();
  return (candidate) => candidate.toLowerCase().includes(needle);
}

/** Everything a step says, for searching. */
function textsOf(step: Step): string[] {
  if (step.kind === "message") {
    return [step.text, step.actor ?? ""];
  }
  const { action, thought, observation, verdict, actor } = step;
  return [
    ...(action.kind === "answer"
      ? [action.text]
      : [action.tool, action.raw ?? JSON.stringify(action.arguments)]),
    thought,
    observation?.content ?? "",
    verdict?.rationale ?? "",
    actor ?? "",
  ];
}
