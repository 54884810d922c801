import { rewardOf } from "../ots/reward.ts";
import type { StepVerdicts } from "../pipeline/judge-recorded.ts";
import { printable, printableLine } from "../syntax/printable.ts";

/** Reward and trace of every judged step, for `--json`. */
export function tracesOf(verdicts: StepVerdicts) {
  return [...verdicts].map(([step, verdict]) => ({
    step,
    label: verdict.label,
    reward: rewardOf(verdict),
    trace: verdict.trace ?? [],
    ...(verdict.claims && { claims: verdict.claims }),
  }));
}

/** What was looked up for each step, one line a look-up, with the step's reward before it. */
export function tracedText(verdicts: StepVerdicts): string {
  return [...verdicts]
    .map(([index, verdict]) => {
      const looked = (verdict.trace ?? []).map(({ thought, tool, input, observation, failed }) =>
        [
          `    ${tool === undefined ? "" : `${printable(tool)}: `}${printableLine(thought, 160)}`,
          ...(input === undefined ? [] : [`      asked   ${printableLine(input, 200)}`]),
          ...(observation === undefined
            ? []
            : [`      ${failed ? "failed " : "found  "} ${printableLine(observation, 200)}`]),
        ].join("\n"),
      );
      const claims = (verdict.claims ?? []).map(
        ({ text, standing }) => `    claim (${standing}): ${printableLine(text, 160)}`,
      );
      return [
        `  step ${index + 1}: ${verdict.label}, reward ${rewardOf(verdict).toFixed(2)}`,
        ...looked,
        ...claims,
      ]
        .join("\n")
        .concat("\n");
    })
    .join("");
}
