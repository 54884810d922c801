import { Neighbours } from "../dataset/near-duplicates/neighbours.ts";
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
import { planTwins, type TwinOptions } from "./twins.ts";

export interface ProjectRunOptions {
  store: Store;
  starts: readonly EpisodeStart[];
  settings: EpisodeSettings;
  executor: Executor;
  /** Simulations of each scenario; at least 1. */
  samples: number;
  /** Benign twins to add once the run is through. */
  twins?: TwinOptions;
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
  const existing = await existingScenarios(store, signal);
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
    journal?.flush();
    writing = Promise.all([store.put(records), existing.save()]).then(() =>
      existing.stored(records.scenarios),
    );
    writing.catch(() => {}); // told by whoever awaits it next
  };
  // Episodes of earlier passes count along, so that progress never goes back.
  let before = 0;
  const hear = (event: RunEvent) =>
    onEvent?.(
      event.type === "finished"
        ? { ...event, finished: before + event.finished, total: before + event.total }
        : event,
    );
  const run = async (starts: readonly EpisodeStart[]) => {
    const report = await runEpisodes({
      starts,
      settings,
      executor,
      ...(journal ? { journal } : {}),
      signal,
      onEvent: hear,
      existing,
      onFinished: async (episode) => {
        const records = episodeRecords(episode);
        if (!records) {
          return;
        }
        if (episode.start.from === "cell" || episode.start.from === "twin") {
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
    before += starts.length;
    return report;
  };

  try {
    let report = await run(options.starts);
    if (options.samples > 1 && settings.goal !== "scenario" && !signal.aborted) {
      report = addReports(report, await run(furtherSamples(scenarios, options.samples)));
    }
    if (options.twins && settings.goal !== "risky" && !signal.aborted) {
      await write();
      await writing;
      report = addReports(report, await run(planTwins(store, options.twins)));
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

/**
 * The scenarios of the store and of the run under way. Instructions are kept in memory for the latest of each cell and for what
 * is not stored yet, so that no answer depends on how far the writing is; others are read when asked for.
 */
async function existingScenarios(store: Store, signal: AbortSignal) {
  const byCell = new Map<string, { id: string; instruction?: string }[]>();
  const unstored = new Map<string, string>();
  const remember = (cell: RiskCell, entry: { id: string; instruction?: string }) => {
    const key = cellKey(cell);
    byCell.set(key, [...(byCell.get(key) ?? []), entry].slice(-avoidPerCell));
  };
  for (const { id, cell } of store.scenarios.summaries()) {
    remember(cell, { id });
  }
  const neighbours = await Neighbours.open(store, signal);
  const instructionOf = ({ id, instruction }: { id: string; instruction?: string }) =>
    instruction ?? unstored.get(id) ?? store.scenarios.member(id, "instruction");
  return {
    nearby: (cell: RiskCell): string[] =>
      (byCell.get(cellKey(cell)) ?? []).flatMap((entry) => instructionOf(entry) ?? []),
    repeatedBy(scenario: Scenario): string | undefined {
      const twin = neighbours.twinOf(scenario);
      const recent = byCell.get(cellKey(scenario.cell))?.find(({ id }) => id === twin?.id);
      return twin && (instructionOf(recent ?? twin) ?? "");
    },
    add(scenario: Scenario): void {
      if (neighbours.has(scenario.id)) {
        return; // stored by the run that is resumed here
      }
      neighbours.add(scenario);
      unstored.set(scenario.id, scenario.instruction);
      remember(scenario.cell, { id: scenario.id, instruction: scenario.instruction });
    },
    stored(scenarios: readonly Scenario[]): void {
      for (const { id } of scenarios) {
        unstored.delete(id);
      }
    },
    save: () => neighbours.save(),
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
