import type { Answer, Simulator, Task } from "../ots/task.ts";

/**
 * The way from the pipeline to whatever answers its tasks: the built-in simulator, a live endpoint, batch files, the
 * editor's language models. `execute` rejects with a SimulatorError for a task that cannot be answered.
 */
export interface Executor {
  /** Identifies the answering program in journals and provenance, version included. */
  readonly id: string;
  /** Tasks it wants under way at once; a batch executor says Infinity and waits for `flush`. */
  readonly capacity: number;
  /** True when the answers are this program's own, which its types vouch for; all others are checked on arrival. */
  readonly own?: boolean;
  execute(task: Task, signal: AbortSignal): Promise<Answer> | Answer;
  /** Called when every open episode waits for an answer: nothing more will be asked until some come. */
  flush?(): void;
}

/** Runs the built-in simulator. */
export function ownExecutor(simulator: Simulator): Executor {
  return { ...simulatorExecutor(simulator), own: true };
}

/** Runs a simulator in this process, one task at a time. */
export function simulatorExecutor(simulator: Simulator): Executor {
  return {
    id: `${simulator.id}@${simulator.version}`,
    capacity: 1,
    execute: (task, signal) => simulator.answer(task, signal),
  };
}
