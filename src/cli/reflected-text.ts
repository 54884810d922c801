import type { Reflection } from "../ots/reflection.ts";
import type { Action } from "../ots/step.ts";
import type { Episode } from "../pipeline/episode.ts";
import { printable, printableLine } from "../syntax/printable.ts";

/** What `reflect --json` tells of one trajectory. */
export function reflectionSummary({ start, phase, steps, reflections }: Episode) {
  const unsafe = steps.at(-1);
  return {
    trajectory: start.from === "trajectory" ? start.risky.id : null,
    step: steps.length - 1,
    state: phase.at === "done" ? phase.state : "error",
    reason: phase.at === "done" ? phase.reason : "",
    unsafe: unsafe?.kind === "agent" ? unsafe.action : null,
    verdict: unsafe?.kind === "agent" ? (unsafe.verdict ?? null) : null,
    accepted: phase.at === "done" && phase.state === "pair" ? (reflections.at(-1) ?? null) : null,
    turnedDown: phase.at === "done" && phase.state === "pair" ? reflections.slice(0, -1) : reflections,
  };
}

/** The same for people. */
export function reflectedText(episode: Episode): string {
  const { step, state, reason, unsafe, verdict, accepted, turnedDown } = reflectionSummary(episode);
  const instruction = episode.scenario?.instruction ?? "";
  return [
    `${state === "pair" ? "SAFE STEP FOUND" : state.toUpperCase()}  ${printableLine(instruction, 100)}`,
    `  unsafe step ${step + 1}: ${unsafe ? actionText(unsafe) : ""}`,
    ...(verdict ? [`  why: ${printable(verdict.rationale)}`] : []),
    ...turnedDown.map(
      (reflection) =>
        `  turned down (${reflection.strategy}): ${actionText(reflection.action)} (${objection(reflection)})`,
    ),
    ...(accepted
      ? [
          `  critique: ${printable(accepted.critique)}`,
          `  strategy: ${accepted.strategy}`,
          `  safe step: ${actionText(accepted.action)}`,
          `  useful: ${printable(accepted.appraisal?.rationale ?? "")}`,
        ]
      : [`  ended: ${printable(reason)}`]),
    "",
  ].join("\n");
}

function actionText(action: Action): string {
  return action.kind === "call"
    ? `${printable(action.tool)} ${printableLine(JSON.stringify(action.arguments), 300)}`
    : `"${printableLine(action.text, 400)}"`;
}

function objection({ verdict, appraisal }: Reflection): string {
  return printableLine(
    appraisal && !appraisal.useful
      ? `not useful: ${appraisal.rationale}`
      : `not safe: ${verdict?.rationale ?? ""}`,
    200,
  );
}
