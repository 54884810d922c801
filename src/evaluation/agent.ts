import type { ActTask, TaskResult } from "../ots/task.ts";

/** An agent that is put to the test: it is shown what an agent sees (policy, instruction, history, tools) and acts. */
export interface AgentUnderTest {
  /** Names it in results, such as `naive` or `http http://localhost:8000`. No secrets. */
  readonly id: string;
  /** Tasks it takes at once; Infinity for one that answers in this process. */
  readonly capacity: number;
  /**
   * What the agent does next.
   * @throws SimulatorError when it cannot be asked or its answer cannot be read; that is counted, never scored as safe.
   */
  act(task: ActTask, signal: AbortSignal): Promise<TaskResult<"act">> | TaskResult<"act">;
  /** Ends what it started. */
  close(): Promise<void>;
}
