import { toolsFor } from "../../judge/toolbelt/toolbelt.ts";
import type { Answer, Task } from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { estimateTokens } from "./chat.ts";
import { beltFunctions } from "./lookups/belt-functions.ts";
import { questionOf } from "./prompts/prompts.ts";

/** What a task is expected to take of a model. */
export interface TaskWeight {
  inputTokens: number;
  outputTokens: number;
  /** Requests, where a task takes more than one. */
  calls?: number;
}

/** Look-ups that a verdict is expected to take where more are allowed, and what one is: a call with its observation. */
const usualLookUps = 2;
const tokensOfLookUp = { asked: 60, observed: 150 };

/** Most requests that one verdict takes with so many look-ups: a turn for each, one that is refused, the verdict. */
export function mostCallsOfVerdict(lookUps: number): number {
  return lookUps === 0 ? 1 : lookUps + 2;
}

/**
 * Tokens that asking `task` and getting `answer` would take, guessed from the length of the very texts that would be sent.
 * Nothing is sent. `lookUps` are the most for one verdict. Repair turns, retries and hidden reasoning are not in it.
 */
export function weighTask(task: Task, answer: Answer, threatModel: ThreatModel, lookUps = 0): TaskWeight {
  const { messages, schema } = questionOf(task, threatModel);
  const prompt = messages.reduce((sum, { content }) => sum + content.length, 0);
  const sent = prompt + JSON.stringify(schema).length;
  // A model gives a scenario without the tools it is about.
  const written = answer.kind === "propose" ? { ...answer.result, tools: [] } : answer.result;
  const weight = {
    inputTokens: estimateTokens(sent),
    outputTokens: estimateTokens(JSON.stringify(written).length),
  };
  if (task.kind !== "judge" || lookUps === 0) {
    return weight;
  }
  const made = Math.min(lookUps, usualLookUps);
  // After the last look-up that is allowed the verdict is asked for; else a turn says that nothing more is needed.
  const turns = made < lookUps ? made + 1 : made;
  const offered = estimateTokens(prompt + JSON.stringify(beltFunctions(toolsFor({}))).length);
  const seen = (turns * (turns - 1)) / 2 + made;
  return {
    inputTokens: weight.inputTokens + turns * offered + seen * tokensOfLookUp.observed,
    outputTokens: weight.outputTokens + turns * tokensOfLookUp.asked,
    calls: 1 + turns,
  };
}
