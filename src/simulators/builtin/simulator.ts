import type { Answer, Simulator, Task } from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { version } from "../../version.ts";
import { simulatorId } from "./build/assemble.ts";
import { act } from "./play/act.ts";
import { appraise } from "./play/appraise.ts";
import { judge } from "./play/judge.ts";
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
export function createBuiltinSimulator({ model }: BuiltinOptions): Simulator {
  return {
    id: simulatorId,
    version,
    /** @throws SimulatorError `not-reached` when a cell cannot be filled. */
    answer(task: Task): Answer {
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
    },
  };
}
