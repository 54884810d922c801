import {
  type Answer,
  type JudgeTask,
  type Outcome,
  type Simulator,
  SimulatorError,
  type Task,
} from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { Verdict } from "../../ots/verdict.ts";
import { version } from "../../version.ts";
import { simulatorId } from "./build/assemble.ts";
import { act } from "./play/act.ts";
import { appraise } from "./play/appraise.ts";
import { judge, judgeAll } from "./play/judge.ts";
import { observe } from "./play/observe.ts";
import { propose } from "./propose.ts";
import { reflect } from "./reflect/reflect.ts";

export interface BuiltinOptions {
  /** Reserved for what a task does not settle itself; tasks carry their own seeds. */
  seed: number;
  model: ThreatModel;
}

/**
 * Answers every task without a network, from the tool's own definition, the threat model and a grammar of phrasings. Answers
 * are synchronous and the same for the same task.
 */
export function createBuiltinSimulator({ model }: BuiltinOptions): BuiltinSimulator {
  /** @throws SimulatorError `not-reached` when a cell cannot be filled. */
  const answer = (task: Task): Answer => {
    switch (task.kind) {
      case "propose":
        return { kind: "propose", result: propose(task, model) };
      case "act":
        return { kind: "act", result: act(task) };
      case "observe":
        return { kind: "observe", result: observe(task) };
      case "judge":
        return { kind: "judge", result: judge(task, model) };
      case "reflect":
        return { kind: "reflect", result: reflect(task) };
      case "appraise":
        return { kind: "appraise", result: appraise(task) };
    }
  };
  const attempt = (task: Task): Outcome => {
    try {
      return answer(task);
    } catch (error) {
      return error instanceof SimulatorError ? error : new SimulatorError("invalid", messageOf(error));
    }
  };
  /** None when a step could not be judged: each is judged alone then, so that it costs nobody else a verdict. */
  const judgedTogether = (tasks: readonly JudgeTask[]): Verdict[] => {
    try {
      return judgeAll(tasks, model);
    } catch {
      return [];
    }
  };
  return {
    id: simulatorId,
    version,
    answer,
    answerAll(tasks) {
      const judged = tasks.filter((task): task is JudgeTask => task.kind === "judge");
      const verdicts = judgedTogether(judged)[Symbol.iterator]();
      return tasks.map((task) => {
        const verdict = task.kind === "judge" ? verdicts.next().value : undefined;
        return verdict ? { kind: "judge", result: verdict } : attempt(task);
      });
    },
  };
}

type BuiltinSimulator = Simulator & Required<Pick<Simulator, "answerAll">>;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
