import type { Trajectory } from "../ots/trajectory.ts";
import type { EndState } from "../ots/vocabulary.ts";
import type { Store, TrajectorySummary } from "./store.ts";

/** `proposed`: not simulated yet. `unsafe`: simulated, the unsafe step found, not reflected on yet. */
export type ScenarioState = "proposed" | "unsafe" | EndState;

interface TrajectoryIndex {
  version: number;
  risky: ReadonlyMap<string, readonly TrajectorySummary[]>;
  safe: ReadonlyMap<string, readonly TrajectorySummary[]>;
}

const indexes = new WeakMap<Store, TrajectoryIndex>();

function trajectoryIndex(store: Store): TrajectoryIndex {
  const known = indexes.get(store);
  if (known?.version === store.version) {
    return known;
  }
  const risky = new Map<string, TrajectorySummary[]>();
  const safe = new Map<string, TrajectorySummary[]>();
  for (const summary of store.trajectories.summaries()) {
    const [map, key] = summary.kind === "safe" ? [safe, summary.derivedFrom] : [risky, summary.scenarioId];
    if (key !== undefined) {
      const list = map.get(key);
      if (list) {
        list.push(summary);
      } else {
        map.set(key, [summary]);
      }
    }
  }
  const index = { version: store.version, risky, safe };
  indexes.set(store, index);
  return index;
}

/**
 * The state of every scenario. With several samples it is the one that most needs to be seen: a pair, then an unsafe
 * step without one, then whatever the first sample ended in.
 */
export function scenarioStates(store: Store): ReadonlyMap<string, ScenarioState> {
  const { risky } = trajectoryIndex(store);
  const states = new Map<string, ScenarioState>();
  for (const id of store.scenarios.keys()) {
    const samples = risky.get(id) ?? [];
    states.set(id, samples.length === 0 ? "proposed" : (mostTelling(samples)?.endState ?? "unsafe"));
  }
  return states;
}

function mostTelling(samples: readonly TrajectorySummary[]): TrajectorySummary | undefined {
  return (
    samples.find(({ endState }) => endState === "pair") ??
    samples.find(({ endState }) => endState === undefined) ??
    samples[0]
  );
}

/** The scenario's risky trajectory: the sample that its state speaks of. */
export function riskyOf(store: Store, scenarioId: string): Trajectory | undefined {
  const summary = mostTelling(trajectoryIndex(store).risky.get(scenarioId) ?? []);
  return summary && store.trajectories.get(summary.id);
}

/** The safe trajectory made from the scenario's risky one. */
export function safeOf(store: Store, scenarioId: string): Trajectory | undefined {
  const { risky, safe } = trajectoryIndex(store);
  const summary = mostTelling(risky.get(scenarioId) ?? []);
  const made = summary && safe.get(summary.id)?.at(-1);
  return made && store.trajectories.get(made.id);
}
