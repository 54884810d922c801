import type { Outcome, Task, TaskKind } from "../ots/task.ts";
import type { Advance } from "./episode.ts";

/** Episodes that go on side by side: enough for the caches, few enough to be judged in a slice of the event loop. */
export const mostAbreast = 64;

export interface Abreast {
  askAll(tasks: readonly Task[]): Outcome[];
  goOn(at: Advance, outcome: Outcome): Advance;
  /** Asked between two tasks; true when the episodes are to be left as they are. */
  isOver(): Promise<boolean>;
}

/** Everybody who waits to be judged is judged together: after what makes a step, before what rests on the verdict. */
const inTurn: readonly TaskKind[] = ["observe", "act", "reflect", "judge", "appraise"];

/**
 * Takes episodes to their ends together, all tasks of a kind at once. They have nothing to do with one another, so each becomes
 * what it would have become alone; the code and tables of one kind of task stay in the processor's caches, though.
 * @returns the episodes in their order; unfinished ones only when it was over before.
 */
export async function advanceAbreast(
  episodes: readonly Advance[],
  { askAll, goOn, isOver }: Abreast,
): Promise<Advance[]> {
  const now = [...episodes];
  while (now.some(({ nextTask }) => nextTask) && !(await isOver())) {
    for (const kind of inTurn) {
      const waiting = now.flatMap(({ nextTask }, place) =>
        nextTask?.kind === kind ? [{ place, task: nextTask }] : [],
      );
      if (waiting.length === 0) {
        continue;
      }
      if (await isOver()) {
        return now;
      }
      const outcomes = askAll(waiting.map(({ task }) => task));
      for (const [i, { place }] of waiting.entries()) {
        const [at, outcome] = [now[place], outcomes[i]];
        if (!at || !outcome) {
          throw new Error("an executor that answers all at once left a task without an outcome");
        }
        now[place] = goOn(at, outcome);
      }
    }
  }
  return now;
}
