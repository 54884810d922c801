import type { Json } from "../ots/json.ts";
import { type ActTask, SimulatorError, type TaskResult } from "../ots/task.ts";
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

/**
 * An agent behind a transport. Where it issues several calls in one turn they are played one after the other, each
 * judged by itself; it is asked again when all have their results.
 */
export function chatAgent(transport: ChatTransport): AgentUnderTest {
  const pending = new Map<string, { at: number; turns: TaskResult<"act">[] }>();
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
          : turnsIn(await transport.ask(agentRequest(task), signal), task.scenario.tools);
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
