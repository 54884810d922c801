import type { Answer, Simulator, Task } from "../ots/task.ts";
import { SimulatorError } from "../ots/task.ts";
import { RunStop } from "../simulators/llm/failures.ts";
import type { Executor } from "./executor.ts";

export interface LiveExecutorOptions {
  simulator: Simulator;
  /** Tasks under way at once; every task has at most one request in flight. */
  concurrency: number;
  /** The person's cancellation: aborts requests in flight at once. */
  signal: AbortSignal;
}

export interface LiveExecutor extends Executor {
  /**
   * Fires with a RunStop when nothing more should be asked: the budget is spent or the endpoint answers nothing. Let the run
   * stop on it; requests in flight are not aborted by it, because they are paid for, and their answers are kept.
   */
  readonly stopped: AbortSignal;
}

/** Lost tasks in a row, none answered between, after which the endpoint counts as gone; at least this many. */
const fewestLost = 4;

/**
 * Runs a simulator that waits for a server, many tasks at once. Tasks that are stopped stay unanswered rather than failed,
 * so that a resumed run asks them again.
 */
export function liveExecutor({ simulator, concurrency, signal }: LiveExecutorOptions): LiveExecutor {
  const stop = new AbortController();
  let lostInARow = 0;

  function stopped(error: unknown): unknown {
    if (error instanceof RunStop) {
      stop.abort(error);
    } else if (error instanceof SimulatorError && error.reason === "unreachable") {
      lostInARow++;
      if (lostInARow >= Math.max(fewestLost, concurrency)) {
        stop.abort(new RunStop("endpoint", error.message));
      }
    } else {
      lostInARow = 0;
    }
    return error;
  }

  return {
    id: `${simulator.id}@${simulator.version}`,
    capacity: concurrency,
    stopped: stop.signal,
    async execute(task: Task): Promise<Answer> {
      try {
        const answer = await simulator.answer(task, signal);
        lostInARow = 0;
        return answer;
      } catch (error) {
        throw stopped(error);
      }
    },
  };
}
