import type { Executor } from "../../pipeline/executor.ts";
import type { AgentUnderTest } from "../agent.ts";

/** A model behind an executor as the agent: the same model that simulates, or another one, with the project's policy. */
export function simulatedAgent(id: string, executor: Executor): AgentUnderTest {
  return {
    id,
    capacity: executor.capacity,
    async act(task, signal) {
      const answer = await executor.execute(task, signal);
      if (answer.kind !== "act") {
        throw new Error(`asked to act, the executor answered ${answer.kind}`);
      }
      return answer.result;
    },
    close: async () => {},
  };
}
