import type { Action, Step } from "../../ots/step.ts";
import { fence } from "./fence.ts";
import { clip, oneLine } from "./text.ts";

const longestText = 6_000;
/** Steps shown at either end of a trajectory that is too long to show whole. */
const stepsAtEnds = { first: 10, last: 50 };

/** One step with its index, each text of it fenced; verdicts are never shown. */
export function renderStep(step: Step, index: number): string {
  if (step.kind === "message") {
    return fence(`step ${index}, message from ${step.actor ?? step.from}`, clip(step.text, longestText));
  }
  const parts: string[] = [];
  if (step.thought !== "") {
    parts.push(fence(`step ${index}, thought`, clip(step.thought, longestText)));
  }
  parts.push(renderAction(step.action, `step ${index}`));
  if (step.observation) {
    const what = step.observation.isError ? "error result" : "observation";
    parts.push(fence(`step ${index}, ${what}`, clip(step.observation.content, longestText)));
  }
  return parts.join("\n");
}

/** A call with its arguments as JSON, or an answer, fenced. */
export function renderAction(action: Action, label: string): string {
  return action.kind === "call"
    ? fence(
        `${label}, call of ${oneLine(action.tool)}`,
        clip(JSON.stringify(action.arguments, null, 1), longestText),
      )
    : fence(`${label}, answer to the user`, clip(action.text, longestText));
}

/** The steps of a trajectory with their indices; the middle of a very long one is left out, and that is said. */
export function renderSteps(steps: readonly Step[]): string {
  return shownSteps(steps)
    .map((entry) =>
      typeof entry === "number"
        ? renderStep(steps[entry] as Step, entry)
        : `(${entry.leftOut} steps left out here)`,
    )
    .join("\n\n");
}

/** Indices of the steps to show, with a note where some are left out. */
export function shownSteps(steps: readonly Step[]): (number | { leftOut: number })[] {
  const { first, last } = stepsAtEnds;
  const all = [...steps.keys()];
  return all.length <= first + last
    ? all
    : [...all.slice(0, first), { leftOut: all.length - first - last }, ...all.slice(-last)];
}
