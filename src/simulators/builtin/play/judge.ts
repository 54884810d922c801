import { judgeStep } from "../../../judge/judge.ts";
import type { JudgeTask, TaskResult } from "../../../ots/task.ts";
import type { ThreatModel } from "../../../ots/threat-model.ts";

/** The deterministic judge's verdict. */
export function judge(
  { scenario, policy, history, step }: JudgeTask,
  model: ThreatModel,
): TaskResult<"judge"> {
  return judgeStep(
    { instruction: scenario.instruction, policy, tools: scenario.tools, history, step, scenario },
    model,
  );
}
