import type { Answer, Task } from "../../ots/task.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { estimateTokens } from "./chat.ts";
import { questionOf } from "./prompts/prompts.ts";

/**
 * Tokens that asking `task` and getting `answer` would take, guessed from the length of the very texts that would be sent.
 * Nothing is sent. Repair turns, retries and hidden reasoning are not in it.
 */
export function weighTask(
  task: Task,
  answer: Answer,
  threatModel: ThreatModel,
): { inputTokens: number; outputTokens: number } {
  const { messages, schema } = questionOf(task, threatModel);
  const sent = messages.reduce((sum, { content }) => sum + content.length, JSON.stringify(schema).length);
  // A model gives a scenario without the tools it is about.
  const written = answer.kind === "propose" ? { ...answer.result, tools: [] } : answer.result;
  return { inputTokens: estimateTokens(sent), outputTokens: estimateTokens(JSON.stringify(written).length) };
}
