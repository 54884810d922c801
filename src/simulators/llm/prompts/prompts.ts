import type { Task } from "../../../ots/task.ts";
import type { ThreatModel } from "../../../ots/threat-model.ts";
import { actPrompt } from "./act.ts";
import { appraisePrompt } from "./appraise.ts";
import { judgePrompt } from "./judge.ts";
import { observePrompt } from "./observe.ts";
import type { Question } from "./prompt.ts";
import { proposePrompt } from "./propose.ts";
import { reflectPrompt } from "./reflect.ts";
import { twinPrompt } from "./twin.ts";

/** The prompt for each kind of task; a benign twin is proposed by a prompt of its own. */
export const prompts = {
  propose: proposePrompt,
  act: actPrompt,
  observe: observePrompt,
  judge: judgePrompt,
  reflect: reflectPrompt,
  appraise: appraisePrompt,
} as const;

/** Versions of all prompts, in the order of the pipeline: part of every journal key and provenance. */
export const promptsVersion = `prompts-${[...Object.values(prompts), twinPrompt]
  .map(({ version }) => version)
  .join(".")}`;

/**
 * The question that puts a task to a model.
 * @throws SimulatorError "not-reached" when a task to propose names a tool, outcome or trigger that is not there.
 */
export function questionOf(task: Task, threatModel: ThreatModel): Question {
  switch (task.kind) {
    case "propose":
      return (task.twinOf ? twinPrompt : proposePrompt).ask(task, threatModel);
    case "act":
      return actPrompt.ask(task, threatModel);
    case "observe":
      return observePrompt.ask(task, threatModel);
    case "judge":
      return judgePrompt.ask(task, threatModel);
    case "reflect":
      return reflectPrompt.ask(task, threatModel);
    case "appraise":
      return appraisePrompt.ask(task, threatModel);
  }
}
