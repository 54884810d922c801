import { type Answer, type Outcome, SimulatorError, type Task, taskResultSchemas } from "../ots/task.ts";
import { taskKey } from "../ots/task-key.ts";
import type { Executor } from "./executor.ts";
import { type ExistingScenarios, mustBeNew } from "./existing-scenarios.ts";
import type { Journal } from "./journal.ts";

export interface AskerOptions {
  executor: Executor;
  journal?: Journal;
  /** The scenarios there are, which proposals must not repeat. Without it anything goes. */
  existing?: ExistingScenarios;
  signal: AbortSignal;
  /** Hears of every task as it is asked. */
  onTask?: (kind: Task["kind"], replayed: boolean) => void;
  /** Called when a task has gone to the executor: the moment to see whether everybody waits. */
  onSent?: () => void;
}

export interface Asker {
  /**
   * The answer to a task, from the journal when it is there; written to the journal before anybody uses it.
   * @throws SimulatorError when there is no usable answer, now or when the task was first asked.
   */
  ask(task: Task): Promise<Answer>;
  /** The outcomes of tasks that no journal keeps and an executor answers at once: this program's own, proposals excepted. */
  askAll(tasks: readonly Task[]): Outcome[];
  /** Tasks that are at the executor now. */
  readonly waiting: number;
}

/** The one way from tasks to answers: journal first, then the executor; every answer checked. */
export function createAsker({ executor, journal, existing, signal, onTask, onSent }: AskerOptions): Asker {
  let waiting = 0;
  const keep = executor.own ? journal?.note : journal?.record;
  return {
    get waiting() {
      return waiting;
    },
    askAll(tasks) {
      for (const { kind } of tasks) {
        onTask?.(kind, false);
      }
      return executor.executeAll?.(tasks) ?? [];
    },
    async ask(task) {
      // What this program answers itself it answers again faster than a journal is read. Only which scenarios there were
      // depends on more than the task: on the ones to stay away from.
      const kept = !executor.own || task.kind === "propose";
      const key = journal && kept ? taskKey(task, executor.id) : undefined;
      const known = key === undefined ? undefined : journal?.lookup(key);
      onTask?.(task.kind, known !== undefined);
      if (known) {
        if (known instanceof SimulatorError) {
          throw known;
        }
        if (known.kind === "propose" && !isTwin(task)) {
          existing?.add(known.result);
        }
        return known;
      }
      try {
        waiting++;
        const answering = executor.execute(task, signal);
        onSent?.();
        const checked = executor.own ? await answering : checkAnswer(task, await answering);
        if (checked.kind === "propose" && existing && !isTwin(task)) {
          // Journalled as a failure, so that a resumed run turns down the same proposals whatever was added since.
          mustBeNew(checked.result, existing);
        }
        if (key !== undefined) {
          keep?.(key, checked);
        }
        return checked;
      } catch (error) {
        // What the model did is an outcome and is kept; that it could not be reached is worth asking again.
        if (key !== undefined && error instanceof SimulatorError && error.reason !== "unreachable") {
          keep?.(key, error);
        }
        throw error;
      } finally {
        waiting--;
      }
    },
  };
}

/** A benign twin says what its scenario says, and is held against nothing. */
const isTwin = (task: Task) => task.kind === "propose" && task.twinOf !== undefined;

/**
 * An executor may be a language model: its answer is checked before anything is built on it. It goes on as it came, as its
 * replay from the journal does, so that both give the same bytes.
 */
function checkAnswer(task: Task, answer: Answer): Answer {
  if (answer.kind !== task.kind) {
    throw new SimulatorError("invalid", `the simulator answered ${answer.kind} when asked to ${task.kind}`);
  }
  const result = taskResultSchemas[task.kind].safeParse(answer.result);
  if (!result.success) {
    const issue = result.error.issues[0];
    const where = issue?.path.join(".");
    throw new SimulatorError(
      "invalid",
      `the answer to ${task.kind} is not valid: ${where} ${issue?.message}`,
    );
  }
  return answer;
}
