import { type JudgeInput, judgeStep, judgeSteps } from "../../../judge/judge.ts";
import type { JudgeTask, TaskResult } from "../../../ots/task.ts";
import type { ThreatModel } from "../../../ots/threat-model.ts";

/** The deterministic judge's verdict. */
export function judge(task: JudgeTask, model: ThreatModel): TaskResult<"judge"> {
  return judgeStep(inputOf(task), model);
}

/** The verdicts on the steps of different episodes, in their order. */
export function judgeAll(tasks: readonly JudgeTask[], model: ThreatModel): TaskResult<"judge">[] {
  return judgeSteps(tasks.map(inputOf), model);
}

function inputOf({ scenario, policy, history, step }: JudgeTask): JudgeInput {
  return { instruction: scenario.instruction, policy, tools: scenario.tools, history, step, scenario };
}
