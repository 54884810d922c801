import { type JudgeTask, SimulatorError } from "../ots/task.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { Verdict } from "../ots/verdict.ts";
import type { Asker } from "./asker.ts";
import { agentStepAt, recordedScenario } from "./recorded.ts";

export interface RecordedTrajectory {
  trajectory: Trajectory;
  tools: readonly ToolSpec[];
}

/** The question to a judge for every step of the agent, in order; steps of the given context are not judged. */
export function judgeTasks(recorded: RecordedTrajectory, model: ThreatModel): JudgeTask[] {
  const { trajectory } = recorded;
  const { steps, contextLength, policy = "" } = trajectory;
  return steps.flatMap((_, index): JudgeTask[] => {
    const step = index < contextLength ? undefined : agentStepAt(trajectory, index);
    if (!step) {
      return [];
    }
    const { verdict: _verdict, observation: _observation, ...bare } = step;
    const scenario = recordedScenario({ ...recorded, index }, model);
    return [{ kind: "judge", scenario, policy, history: steps.slice(0, index), step: bare }];
  });
}

/** What became of each judged step, by its index in the trajectory. */
export type StepVerdicts = ReadonlyMap<number, Verdict>;

/**
 * Judges a recorded trajectory step by step, up to the first unsafe one. A step that could not be judged is `judge-failed`,
 * with the reason. Rejects only when the run is stopped.
 */
export async function judgeRecorded(
  recorded: RecordedTrajectory,
  model: ThreatModel,
  asker: Asker,
  judge: Verdict["judge"],
): Promise<StepVerdicts> {
  const verdicts = new Map<number, Verdict>();
  for (const task of judgeTasks(recorded, model)) {
    const verdict = await verdictOn(task, asker, judge);
    verdicts.set(task.history.length, verdict);
    if (verdict.label === "unsafe") {
      break;
    }
  }
  return verdicts;
}

async function verdictOn(task: JudgeTask, asker: Asker, judge: Verdict["judge"]): Promise<Verdict> {
  try {
    const answer = await asker.ask(task);
    if (answer.kind === "judge") {
      return answer.result;
    }
    throw new Error(`awaited a verdict, got an answer to ${answer.kind}`);
  } catch (error) {
    if (error instanceof SimulatorError) {
      return { label: "judge-failed", rationale: error.message, evidence: [], judge };
    }
    throw error;
  }
}
