import { type Outcome, SimulatorError, type Task } from "../ots/task.ts";
import type { EndState } from "../ots/vocabulary.ts";
import { advanceAbreast, mostAbreast } from "./abreast.ts";
import { createAsker } from "./asker.ts";
import {
  type Advance,
  advance,
  type Episode,
  type EpisodeSettings,
  type EpisodeStart,
  type EpisodeState,
  fail,
  startEpisode,
} from "./episode.ts";
import type { Executor } from "./executor.ts";
import { type ExistingScenarios, RepeatedScenario } from "./existing-scenarios.ts";
import type { Journal } from "./journal.ts";

export type RunEvent =
  | { type: "task"; kind: Task["kind"]; replayed: boolean }
  | { type: "finished"; episode: Episode; state: EpisodeState; finished: number; total: number };

export interface RunOptions {
  starts: readonly EpisodeStart[];
  settings: EpisodeSettings;
  executor: Executor;
  journal?: Journal;
  signal: AbortSignal;
  /** The scenarios there are, which proposals must not repeat. Without it anything goes. */
  existing?: ExistingScenarios;
  onEvent?: (event: RunEvent) => void;
  /** Takes a finished episode in; the runner waits for it before it goes on, so that writing keeps pace with running. */
  onFinished: (episode: Episode) => Promise<void> | void;
}

/** Every end state counted, and the two stages an episode can be asked to stop at. */
export type StateCounts = Record<EndState | "proposed" | "unsafe", number>;

export interface RunReport {
  total: number;
  finished: number;
  states: StateCounts;
  /** What ended in an error or before there was a scenario, in words; at most 100 kept, all counted in `states`. */
  failures: { what: string; message: string }[];
  tasks: number;
  replayed: number;
  /** Tasks that got no usable answer, by reason: refusals, filters and cut-off answers are outcomes of their own. */
  unanswered: Record<SimulatorError["reason"], number>;
  cancelled: boolean;
  milliseconds: number;
}

export function zeroCounts(): StateCounts {
  return {
    proposed: 0,
    unsafe: 0,
    pair: 0,
    "never-unsafe": 0,
    refused: 0,
    "not-reached": 0,
    "reflection-failed": 0,
    "judge-failed": 0,
    acted: 0,
    hesitated: 0,
    disputed: 0,
    error: 0,
  };
}

export function noneUnanswered(): RunReport["unanswered"] {
  return {
    refused: 0,
    filtered: 0,
    truncated: 0,
    invalid: 0,
    unreachable: 0,
    "not-reached": 0,
    "near-duplicate": 0,
  };
}

const maxOpenEpisodes = 50_000;
const maxFailuresKept = 100;
/** How long synchronous answers may keep the event loop from signals, input and rendering. */
const sliceMilliseconds = 15;

/**
 * Drives many episodes over an executor until all are done or `signal` fires. Finished episodes are handed over as they
 * end; an unfinished one leaves its answers in the journal. Never rejects for what a simulator does: that is counted.
 */
export async function runEpisodes(options: RunOptions): Promise<RunReport> {
  const { starts, settings, executor, journal, existing, signal, onEvent } = options;
  const began = performance.now();
  const report: RunReport = {
    total: starts.length,
    finished: 0,
    states: zeroCounts(),
    failures: [],
    tasks: 0,
    replayed: 0,
    unanswered: noneUnanswered(),
    cancelled: false,
    milliseconds: 0,
  };
  const workers = Math.min(executor.capacity, starts.length, maxOpenEpisodes);
  let nextStart = 0;
  let open = 0;
  let sliceEnds = performance.now() + sliceMilliseconds;

  const asker = createAsker({
    executor,
    ...(journal && { journal }),
    ...(existing && { existing }),
    signal,
    onTask(kind, replayed) {
      report.tasks++;
      report.replayed += replayed ? 1 : 0;
      onEvent?.({ type: "task", kind, replayed });
    },
    onSent: () => flushWhenAllWait(),
  });

  let looking = false;
  // Looked at when everything that is due has been done: right after an answer, who asked for it has not gone on yet.
  function flushWhenAllWait(): void {
    if (!executor.flush || looking) {
      return;
    }
    looking = true;
    setImmediate(() => {
      looking = false;
      const noMoreToOpen = nextStart === starts.length || open === workers;
      if (asker.waiting > 0 && asker.waiting === open && noMoreToOpen) {
        executor.flush?.();
      }
    });
  }

  async function breathe(): Promise<void> {
    if (performance.now() > sliceEnds) {
      await new Promise((resume) => setImmediate(resume));
      sliceEnds = performance.now() + sliceMilliseconds;
    }
  }

  function goOn({ episode }: Advance, outcome: Outcome): Advance {
    let problem = outcome;
    if (!(problem instanceof SimulatorError)) {
      try {
        return advance(episode, problem);
      } catch (error) {
        problem = invalid(error);
      }
    }
    report.unanswered[problem.reason]++;
    const repeated =
      problem instanceof RepeatedScenario && problem.repeated !== "" ? problem.repeated : undefined;
    return fail(episode, problem, repeated);
  }

  /** The outcome of one task; undefined when the run was cancelled meanwhile. */
  async function outcomeOf(task: Task): Promise<Outcome | undefined> {
    await breathe();
    if (signal.aborted) {
      return undefined;
    }
    try {
      return await asker.ask(task);
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      return error instanceof SimulatorError ? error : invalid(error);
    }
  }

  /** Takes an episode from its start as far as it gets, or to the first task that is not asked here. */
  async function live(start: EpisodeStart, asks: (task: Task) => boolean): Promise<Advance> {
    const avoid = start.from === "cell" ? existing?.nearby(start.cell) : undefined;
    let at = startEpisode(start, settings, avoid);
    while (at.nextTask && asks(at.nextTask)) {
      const outcome = await outcomeOf(at.nextTask);
      if (outcome === undefined) {
        break;
      }
      at = goOn(at, outcome);
    }
    return at;
  }

  async function finish(start: EpisodeStart, { episode }: Advance): Promise<void> {
    if (episode.phase.at !== "done") {
      return; // cancelled
    }
    const { state, reason } = episode.phase;
    report.finished++;
    report.states[state]++;
    const unmade = state === "error" || !episode.scenario;
    if (unmade && report.failures.length < maxFailuresKept) {
      report.failures.push({ what: describeStart(start), message: reason });
    }
    await options.onFinished(episode);
    onEvent?.({ type: "finished", episode, state, finished: report.finished, total: report.total });
  }

  async function worker(): Promise<void> {
    while (nextStart < starts.length && !signal.aborted) {
      const start = starts[nextStart++];
      if (!start) {
        break;
      }
      open++;
      const end = await live(start, () => true);
      open--;
      await finish(start, end);
    }
    flushWhenAllWait();
  }

  /** Some episodes side by side. One proposal depends on those before it, so they are made one after the other. */
  async function workAbreast(): Promise<void> {
    while (nextStart < starts.length && !signal.aborted) {
      const group = starts.slice(nextStart, nextStart + mostAbreast);
      nextStart += group.length;
      const reached: Advance[] = [];
      for (const start of group) {
        reached.push(await live(start, ({ kind }) => kind === "propose"));
      }
      const ends = await advanceAbreast(reached, {
        askAll: asker.askAll,
        goOn,
        isOver: async () => {
          await breathe();
          return signal.aborted;
        },
      });
      for (const [i, end] of ends.entries()) {
        const start = group[i];
        await (start && finish(start, end));
      }
    }
  }

  await (executor.executeAll ? workAbreast() : Promise.all(Array.from({ length: workers }, worker)));
  report.cancelled = signal.aborted && report.finished < report.total;
  report.milliseconds = performance.now() - began;
  return report;
}

function describeStart(start: EpisodeStart): string {
  switch (start.from) {
    case "cell":
      return `${start.cell.toolName}, ${start.cell.source}, ${start.cell.outcome} (${start.trigger})`;
    case "twin":
      return `benign twin of ${start.of.id}`;
    default:
      return `scenario ${start.scenario.id}`;
  }
}

function invalid(error: unknown): SimulatorError {
  return new SimulatorError("invalid", error instanceof Error ? error.message : String(error));
}
