import type { Json } from "../ots/json.ts";
import { type ActTask, SimulatorError, type TaskResult } from "../ots/task.ts";
import { InputError } from "../syntax/input-error.ts";
import type { AgentUnderTest } from "./agent.ts";
import { type AgentRequest, agentRequest, turnsIn } from "./chat-protocol.ts";

/** The way to a program that speaks chat messages. */
export interface ChatTransport {
  readonly id: string;
  readonly capacity: number;
  /** @throws SimulatorError `unreachable` when there is no reply. */
  ask(request: AgentRequest, signal: AbortSignal): Promise<Json>;
  close(): Promise<void>;
}

/** Requests without a reply, and none ever answered, after which nobody is there: the next thousand would wait as long. */
const mostUnanswered = 3;

/** Milliseconds without a first reply after which somebody who waits should be told what is waited for. */
const silence = 10_000;

/**
 * An agent behind a transport. Where it issues several calls in one turn they are played one after the other, each
 * judged by itself; it is asked again when all have their results. An agent that has never replied ends the evaluation
 * with an InputError.
 * @param onSilence hears once when the agent has taken ten seconds without ever having replied.
 */
export function chatAgent(transport: ChatTransport, onSilence?: () => void): AgentUnderTest {
  const pending = new Map<string, { at: number; turns: TaskResult<"act">[] }>();
  let unanswered = 0;
  let isTold = false;

  async function ask(task: ActTask, signal: AbortSignal): Promise<Json> {
    const timer = setTimeout(() => {
      if (unanswered >= 0 && !isTold) {
        isTold = true;
        onSilence?.();
      }
    }, silence);
    try {
      const reply = await transport.ask(agentRequest(task), signal);
      unanswered = Number.NEGATIVE_INFINITY; // from now on a failure is one scenario's
      return reply;
    } catch (error) {
      if (
        error instanceof SimulatorError &&
        error.reason === "unreachable" &&
        ++unanswered >= mostUnanswered
      ) {
        throw new InputError(
          `${error.message}; it has not replied once to ${unanswered} requests. Is it running, under this command or at this address?`,
        );
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    id: transport.id,
    capacity: transport.capacity,
    async act(task, signal) {
      const key = episodeKey(task);
      const waiting = pending.get(key);
      pending.delete(key);
      const turns =
        waiting?.at === task.history.length
          ? waiting.turns
          : turnsIn(await ask(task, signal), task.scenario.tools);
      const [first, ...rest] = turns;
      if (!first) {
        throw new SimulatorError("invalid", "the agent did nothing");
      }
      if (rest.length > 0) {
        pending.set(key, { at: task.history.length + 1, turns: rest });
      }
      return first;
    },
    close: () => transport.close(),
  };
}

function episodeKey({ scenario, sample }: ActTask): string {
  return `${scenario.id}|${sample}`;
}
