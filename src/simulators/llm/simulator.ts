import type { Answer, Simulator, Task } from "../../ots/task.ts";
import { taskKey } from "../../ots/task-key.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { ChatTransport } from "./chat.ts";
import { ask } from "./decoding/ask.ts";
import { TraitsMemory } from "./decoding/traits.ts";
import { promptsVersion, questionOf } from "./prompts/prompts.ts";
import { modelFor, type RoleModels, simulatorId } from "./roles.ts";
import { withSecondOpinion } from "./second-opinion.ts";

export interface LlmSimulatorOptions {
  /** The way to the models; see `endpoint/transport.ts` for live endpoints. */
  transport: ChatTransport;
  /** Stands for the server in what is remembered of models; the base URL of a live endpoint. */
  server: string;
  models: RoleModels;
  threatModel: ThreatModel;
  /** Longest answer, reasoning included; default 16,000 tokens. */
  maxOutputTokens?: number;
  /** What was learned of servers and models; pass the same one on to learn nothing twice. */
  memory?: TraitsMemory;
}

/**
 * A simulator whose tasks are answered by language models. Its id names the models by role and its version the prompts, so
 * that a journal never mixes answers of one with those of another.
 */
export function createLlmSimulator(options: LlmSimulatorOptions): Simulator {
  const { transport, server, models, threatModel, maxOutputTokens = 16_000 } = options;
  const { memory = new TraitsMemory() } = options;
  const id = simulatorId(models);
  return {
    id,
    version: promptsVersion,
    async answer(task: Task, signal: AbortSignal): Promise<Answer> {
      const model = modelFor(task.kind, models);
      const asking = {
        transport,
        model,
        traits: memory.of(server, model),
        maxOutputTokens,
        taskKey: taskKey(task, `${id}@${promptsVersion}`),
        provenance: (name: string) => ({
          simulator: name,
          version: promptsVersion,
          ...(task.kind === "propose" && { seed: task.seed }),
        }),
      };
      const result = await ask(questionOf(task, threatModel), asking, signal);
      const answer = { kind: task.kind, result } as Answer;
      return answer.kind === "judge" && task.kind === "judge"
        ? { kind: "judge", result: withSecondOpinion(answer.result, task, threatModel) }
        : answer;
    },
  };
}
