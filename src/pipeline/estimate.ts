import type { Scenario } from "../ots/scenario.ts";
import { type Answer, type Simulator, SimulatorError, type Task, type TaskKind } from "../ots/task.ts";
import type { EpisodeSettings, EpisodeStart } from "./episode.ts";
import { runEpisodes } from "./runner.ts";
import type { TwinOutlook } from "./twins.ts";

export interface EstimateOptions {
  starts: readonly EpisodeStart[];
  settings: EpisodeSettings;
  /** Simulations of each new scenario. */
  samples: number;
  /** Benign twins that follow once the run is through. */
  twins?: TwinOutlook;
  /** Plays the run through on this machine: the built-in simulator. */
  simulator: Simulator;
  /** What asking takes; `calls` where one task takes more than one request. */
  weigh(task: Task, answer: Answer): { inputTokens: number; outputTokens: number; calls?: number };
  /** Most requests that one verdict takes, with look-ups; 1 when absent. */
  mostCallsOfVerdict?: number;
  signal: AbortSignal;
}

/** About what a run would ask of a model. All figures are for the whole run. */
export interface Estimate {
  episodes: number;
  calls: number;
  /** If every episode took all its steps and all its reflections; repair turns and retries come on top. */
  mostCalls: number;
  inputTokens: number;
  outputTokens: number;
  callsByKind: Record<TaskKind, number>;
}

const mostPlayed = 120;

/**
 * Plays a part of the run through with a simulator that costs nothing, weighs every task that would be sent to a model,
 * and scales up. Sends and writes nothing.
 */
export async function estimateRun(options: EstimateOptions): Promise<Estimate> {
  const { starts, settings, samples, twins, simulator, weigh, signal } = options;
  const sums = { inputTokens: 0, outputTokens: 0 };
  const callsByKind = { propose: 0, act: 0, observe: 0, judge: 0, reflect: 0, appraise: 0 };
  /** Plays some of the starts in place of `total` of them, and gives the scenarios that came of it. */
  const play = async (some: readonly EpisodeStart[], total: number, times: number): Promise<Scenario[]> => {
    const played = spread(some, mostPlayed);
    const scale = played.length === 0 ? 0 : total / played.length;
    const scenarios: Scenario[] = [];
    await runEpisodes({
      starts: played,
      settings,
      signal,
      executor: {
        id: simulator.id,
        capacity: 1,
        async execute(task, abort) {
          const answer = await answered(simulator, task, abort);
          const { inputTokens, outputTokens, calls = 1 } = weigh(task, answer);
          // A scenario is proposed once and simulated `samples` times.
          const count = task.kind === "propose" ? scale : scale * times;
          sums.inputTokens += inputTokens * count;
          sums.outputTokens += outputTokens * count;
          callsByKind[task.kind] += count * calls;
          return answer;
        },
      },
      onFinished: ({ start, scenario }) => {
        if (start.from === "cell" && scenario) {
          scenarios.push(scenario);
        }
      },
    });
    return scenarios;
  };
  const made = await play(starts, starts.length, samples);
  const { count = 0, stored = [] } = twins ?? {};
  if (twins && count > 0) {
    const { tools, seed } = twins;
    const ofNew = made.map((of): EpisodeStart => ({ from: "twin", tools, of, seed }));
    await play([...stored, ...ofNew].slice(0, count), count, 1);
  }
  signal.throwIfAborted();
  const rounded = Object.entries(callsByKind).map(([kind, calls]) => [kind, Math.round(calls)] as const);
  const verdict = options.mostCallsOfVerdict ?? 1;
  const mostOfTwin = settings.goal === "scenario" ? 1 : 1 + settings.maxSteps * (2 + verdict);
  return {
    episodes: starts.length + count,
    calls: rounded.reduce((sum, [, calls]) => sum + calls, 0),
    mostCalls: starts.reduce(
      (sum, start) => sum + mostCallsOf(start, settings, samples, verdict),
      count * mostOfTwin,
    ),
    inputTokens: Math.round(sums.inputTokens),
    outputTokens: Math.round(sums.outputTokens),
    callsByKind: Object.fromEntries(rounded) as Record<TaskKind, number>,
  };
}

/** The simulator's answer. Of scenarios that others wrote it knows no twin: the scenario itself weighs about as much. */
async function answered(simulator: Simulator, task: Task, signal: AbortSignal): Promise<Answer> {
  try {
    return await simulator.answer(task, signal);
  } catch (error) {
    if (task.kind === "propose" && task.twinOf && error instanceof SimulatorError) {
      return { kind: "propose", result: { ...task.twinOf, benign: true, hidden: [] } };
    }
    throw error;
  }
}

/** As `estimateRun`, for tasks that are known beforehand and asked once each. */
export async function estimateTasks(
  tasks: readonly Task[],
  options: Pick<EstimateOptions, "simulator" | "weigh" | "mostCallsOfVerdict" | "signal"> & {
    episodes: number;
  },
): Promise<Estimate> {
  const { simulator, weigh, mostCallsOfVerdict = 1, signal, episodes } = options;
  const weighed = spread(tasks, mostPlayed);
  const scale = weighed.length === 0 ? 0 : tasks.length / weighed.length;
  const sums = { inputTokens: 0, outputTokens: 0 };
  const callsByKind = { propose: 0, act: 0, observe: 0, judge: 0, reflect: 0, appraise: 0 };
  for (const task of weighed) {
    const { inputTokens, outputTokens, calls = 1 } = weigh(task, await simulator.answer(task, signal));
    sums.inputTokens += inputTokens * scale;
    sums.outputTokens += outputTokens * scale;
    callsByKind[task.kind] += calls * scale;
  }
  const rounded = Object.entries(callsByKind).map(([kind, calls]) => [kind, Math.round(calls)] as const);
  return {
    episodes,
    calls: rounded.reduce((sum, [, calls]) => sum + calls, 0),
    mostCalls: tasks.reduce((sum, { kind }) => sum + (kind === "judge" ? mostCallsOfVerdict : 1), 0),
    inputTokens: Math.round(sums.inputTokens),
    outputTokens: Math.round(sums.outputTokens),
    callsByKind: Object.fromEntries(rounded) as Record<TaskKind, number>,
  };
}

/** Every nth entry, at most `most` in all: a plan is ordered, so its beginning is not typical of it. */
function spread<T>(list: readonly T[], most: number): T[] {
  const stride = Math.max(1, Math.ceil(list.length / most));
  return list.filter((_, index) => index % stride === 0);
}

function mostCallsOf(
  start: EpisodeStart,
  settings: EpisodeSettings,
  samples: number,
  verdict: number,
): number {
  const proposed = start.from === "cell" || start.from === "twin" ? 1 : 0;
  if (settings.goal === "scenario") {
    return proposed;
  }
  const simulated = start.from === "trajectory" ? 0 : settings.maxSteps * (2 + verdict);
  const reflected = settings.goal === "pair" ? settings.maxReflections * (2 + verdict) : 0;
  return proposed + (start.from === "cell" ? samples : 1) * (simulated + reflected);
}
