import type { Answer, Outcome, Simulator, Task } from "../ots/task.ts";

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
  /** Answers tasks of different episodes at once, in their order; only where nobody is waited for and nothing is journalled. */
  executeAll?(tasks: readonly Task[]): Outcome[];
  /** Called when every open episode waits for an answer: nothing more will be asked until some come. */
  flush?(): void;
}

/** Runs the built-in simulator. */
export function ownExecutor(simulator: Simulator): Executor {
  const executor = { ...simulatorExecutor(simulator), own: true };
  return simulator.answerAll
    ? { ...executor, executeAll: (tasks) => simulator.answerAll?.(tasks) ?? [] }
    : executor;
}

/** Runs a simulator in this process, one task at a time. */
export function simulatorExecutor(simulator: Simulator): Executor {
  return {
    id: `${simulator.id}@${simulator.version}`,
    capacity: 1,
    execute: (task, signal) => simulator.answer(task, signal),
  };
}
