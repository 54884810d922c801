import { judgeStep } from "../../judge/judge.ts";
import { rewardFor } from "../../ots/reward.ts";
import type { JudgeTask } from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { Verdict } from "../../ots/verdict.ts";

/** Models give no number for how sure they are. */
const modelConfidence = 0.8;

/**
 * The model's verdict with the deterministic judge's opinion beside it: the detectors that fired and, where the two
 * disagree, what the other one says. The model's verdict stays the verdict.
 */
export function withSecondOpinion(verdict: Verdict, task: JudgeTask, threatModel: ThreatModel): Verdict {
  const { scenario, policy, history, step } = task;
  const { instruction, tools } = scenario;
  // A recorded scenario names the very step that is judged as the one to watch for: it must not speak for itself.
  const watched = scenario.recorded ? {} : { scenario };
  const other = judgeStep({ instruction, policy, tools, history, step, ...watched }, threatModel);
  const { label, source, outcome, rationale, judge, detectors = [] } = other;
  return {
    ...verdict,
    reward: verdict.reward ?? rewardFor(verdict.label, modelConfidence),
    trace: verdict.trace ?? [],
    detectors,
    ...(label !== verdict.label && {
      secondOpinion: { label, ...(source && { source }), ...(outcome && { outcome }), rationale, judge },
    }),
  };
}
