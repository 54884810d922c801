import { judgeStep } from "../../judge/judge.ts";
import type { JudgeTask } from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { Verdict } from "../../ots/verdict.ts";

/**
 * The model's verdict with the deterministic judge's opinion beside it: the detectors that fired and, where the two
 * disagree, what the other one says. The model's verdict stays the verdict.
 */
export function withSecondOpinion(verdict: Verdict, task: JudgeTask, threatModel: ThreatModel): Verdict {
  const { scenario, policy, history, step } = task;
  const { instruction, tools } = scenario;
  const other = judgeStep({ instruction, policy, tools, history, step, scenario }, threatModel);
  const detectors = other.detectors ?? [];
  return {
    ...verdict,
    detectors,
    ...(other.label !== verdict.label && {
      trace: [
        ...(verdict.trace ?? []),
        {
          thought: "The deterministic judge disagrees.",
          tool: other.judge.name,
          observation: `${other.label}: ${other.rationale}`,
        },
      ],
    }),
  };
}
