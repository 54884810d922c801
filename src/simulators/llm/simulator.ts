import type { Answer, JudgeTask, Simulator, Task } from "../../ots/task.ts";
import { taskKey } from "../../ots/task-key.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { ChatTransport } from "./chat.ts";
import { type Asking, ask, sendFreely } from "./decoding/ask.ts";
import { TraitsMemory } from "./decoding/traits.ts";
import { withObservations } from "./lookups/claims.ts";
import { type LookUps, lookUp, lookUpsStamp, type SendTurn } from "./lookups/look-up.ts";
import type { Question } from "./prompts/prompt.ts";
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
  /** What the judge may look up before its verdicts; nothing when absent. */
  lookUps?: LookUps;
  /** What is made of a model's verdict; by default it gets the deterministic judge's second opinion where the two disagree. */
  besideVerdict?: typeof withSecondOpinion;
}

/** The question with what the model looked up first. */
async function lookedUp(
  question: Question,
  task: JudgeTask,
  lookUps: LookUps,
  asking: Asking,
  signal: AbortSignal,
): Promise<Question> {
  let turns = 0;
  const send: SendTurn = (messages, tools) => {
    const id = `${asking.taskKey.slice(0, 56)}-l${turns++}`;
    return sendFreely(messages, tools, asking, { kind: "judge", id }, signal);
  };
  return withObservations(question, await lookUp(task, question.messages, lookUps, send, signal));
}

/**
 * A simulator whose tasks are answered by language models. Its id names the models by role and its version the prompts, so
 * that a journal never mixes answers of one with those of another.
 */
export function createLlmSimulator(options: LlmSimulatorOptions): Simulator {
  const { transport, server, models, threatModel, maxOutputTokens = 16_000 } = options;
  const { besideVerdict = withSecondOpinion } = options;
  const { memory = new TraitsMemory(), lookUps } = options;
  const id = simulatorId(models);
  // Verdicts that rest on look-ups are other answers than those that do not.
  const version =
    lookUps && lookUps.most > 0 ? `${promptsVersion}+tools${lookUpsStamp(lookUps)}` : promptsVersion;
  return {
    id,
    version,
    async answer(task: Task, signal: AbortSignal): Promise<Answer> {
      const model = modelFor(task.kind, models);
      const asking = {
        transport,
        model,
        traits: memory.of(server, model),
        maxOutputTokens,
        taskKey: taskKey(task, `${id}@${version}`),
        provenance: (name: string) => ({
          simulator: name,
          version: promptsVersion,
          ...(task.kind === "propose" && { seed: task.seed }),
        }),
      };
      const asked = questionOf(task, threatModel);
      const question =
        task.kind === "judge" && lookUps && lookUps.most > 0
          ? await lookedUp(asked, task, lookUps, asking, signal)
          : asked;
      const result = await ask(question, asking, signal);
      const answer = { kind: task.kind, result } as Answer;
      return answer.kind === "judge" && task.kind === "judge"
        ? { kind: "judge", result: besideVerdict(answer.result, task, threatModel) }
        : answer;
    },
  };
}
