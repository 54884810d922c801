import { riskyOf, scenarioStates } from "../dataset/state.ts";
import type { Store } from "../dataset/store.ts";
import { cellKey } from "../ots/cells.ts";
import type { RiskCell, Scenario } from "../ots/scenario.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { EpisodeSettings, EpisodeStart, Goal } from "./episode.ts";
import type { Executor } from "./executor.ts";
import { openJournal } from "./journal.ts";
import { episodeRecords } from "./records.ts";
import { type RunEvent, type RunReport, runEpisodes } from "./runner.ts";

export interface ProjectRunOptions {
  store: Store;
  starts: readonly EpisodeStart[];
  settings: EpisodeSettings;
  executor: Executor;
  /** Simulations of each scenario; at least 1. */
  samples: number;
  /** Where this run's journal goes; see `run-folder.ts`. Without it nothing can be resumed. */
  journalDirectory?: string;
  signal: AbortSignal;
  onEvent?: (event: RunEvent) => void;
}

/** Records written together; a crash between two writes costs nothing, because the journal replays them. */
const writeBatch = 256;
/** With a slow simulator no finished episode waits longer than this: it is shown, so it must be there to be opened. */
const writeMilliseconds = 1000;
const avoidPerCell = 8;

/**
 * Runs episodes and collects what they leave in the project's store, as they finish. On cancellation everything finished
 * is stored. The same starts with the same executor and seed store the same records.
 */
export async function runProject(options: ProjectRunOptions): Promise<RunReport> {
  const { store, settings, executor, signal, onEvent, journalDirectory } = options;
  const journal = journalDirectory === undefined ? undefined : openJournal(journalDirectory);
  const neighbours = nearbyInstructions(store);
  const scenarios: Scenario[] = [];
  let trajectories: Trajectory[] = [];
  let unwritten: Scenario[] = [];
  let written = performance.now();

  let writing: Promise<void> = Promise.resolve();
  // One write is under way while the next episodes run; a second one waits for it, so that memory stays flat.
  const write = async () => {
    await writing;
    const records = { scenarios: unwritten, trajectories };
    unwritten = [];
    trajectories = [];
    written = performance.now();
    writing = store.put(records);
    writing.catch(() => {}); // told by whoever awaits it next
  };
  const run = (starts: readonly EpisodeStart[]) =>
    runEpisodes({
      starts,
      settings,
      executor,
      ...(journal ? { journal } : {}),
      signal,
      ...(onEvent ? { onEvent } : {}),
      avoid: (start) => (start.from === "cell" ? neighbours.of(start.cell) : []),
      onFinished: async (episode) => {
        const records = episodeRecords(episode);
        if (!records) {
          return;
        }
        if (episode.start.from === "cell") {
          neighbours.add(records.scenario);
          unwritten.push(records.scenario);
          if (options.samples > 1) {
            scenarios.push(records.scenario);
          }
        }
        trajectories.push(...[records.risky, records.safe].filter((trajectory) => trajectory !== undefined));
        const waited = performance.now() - written;
        if (unwritten.length + trajectories.length >= writeBatch || waited > writeMilliseconds) {
          await write();
        }
      },
    });

  try {
    const report = await run(options.starts);
    if (options.samples > 1 && settings.goal !== "scenario" && !signal.aborted) {
      return addReports(report, await run(furtherSamples(scenarios, options.samples)));
    }
    return report;
  } finally {
    journal?.close();
    await write();
    await writing;
  }
}

function furtherSamples(scenarios: readonly Scenario[], samples: number): EpisodeStart[] {
  return scenarios.flatMap((scenario) =>
    Array.from(
      { length: samples - 1 },
      (_, k): EpisodeStart => ({ from: "scenario", scenario, sample: k + 1 }),
    ),
  );
}

/** What the store holds unfinished with regard to `goal`: proposed scenarios, and unsafe steps without a safe pair. */
export function unfinishedStarts(
  store: Store,
  goal: Goal,
  wanted: (scenario: Scenario) => boolean,
): EpisodeStart[] {
  const starts: EpisodeStart[] = [];
  if (goal === "scenario") {
    return starts;
  }
  for (const [id, state] of scenarioStates(store)) {
    const scenario = store.scenarios.get(id);
    if (!scenario || !wanted(scenario)) {
      continue;
    }
    if (state === "proposed") {
      starts.push({ from: "scenario", scenario, sample: 0 });
    } else if (goal === "pair" && (state === "unsafe" || state === "reflection-failed")) {
      const risky = riskyOf(store, id);
      if (risky) {
        starts.push({ from: "trajectory", scenario, risky });
      }
    }
  }
  return starts;
}

/** Instructions of the latest scenarios of each cell: of this run from memory, of earlier ones read when asked for. */
function nearbyInstructions(store: Store) {
  const byCell = new Map<string, (() => string | undefined)[]>();
  const remember = (cell: RiskCell, instruction: () => string | undefined) => {
    const key = cellKey(cell);
    byCell.set(key, [...(byCell.get(key) ?? []), instruction].slice(-avoidPerCell));
  };
  for (const { id, cell } of store.scenarios.summaries()) {
    remember(cell, () => store.scenarios.get(id)?.instruction);
  }
  return {
    add: ({ cell, instruction }: Scenario) => remember(cell, () => instruction),
    of: (cell: RiskCell): string[] =>
      (byCell.get(cellKey(cell)) ?? []).flatMap((instruction) => instruction() ?? []),
  };
}

function addReports(a: RunReport, b: RunReport): RunReport {
  const states = { ...a.states };
  for (const [state, count] of Object.entries(b.states)) {
    states[state as keyof typeof states] += count;
  }
  const unanswered = { ...a.unanswered };
  for (const [reason, count] of Object.entries(b.unanswered)) {
    unanswered[reason as keyof typeof unanswered] += count;
  }
  return {
    total: a.total + b.total,
    finished: a.finished + b.finished,
    states,
    failures: [...a.failures, ...b.failures],
    tasks: a.tasks + b.tasks,
    replayed: a.replayed + b.replayed,
    unanswered,
    cancelled: a.cancelled || b.cancelled,
    milliseconds: a.milliseconds + b.milliseconds,
  };
}
