import type { Trajectory } from "../ots/trajectory.ts";
import { type EndState, endStates } from "../ots/vocabulary.ts";
import type { TrajectorySummary } from "./records.ts";
import type { Store } from "./store.ts";

/** `proposed`: not simulated yet. `unsafe`: simulated, the unsafe step found, no safe one beside it yet. */
export type ScenarioState = "proposed" | "unsafe" | EndState;

/** Every state, in the order of a scenario's life. */
export const allScenarioStates: readonly ScenarioState[] = ["proposed", "unsafe", ...endStates];

/** Which of several samples speaks for its scenario: the one that came furthest, then the one that says most. */
const mostTelling: readonly ScenarioState[] = [
  "pair",
  "unsafe",
  "reflection-failed",
  "disputed",
  "hesitated",
  "acted",
  "never-unsafe",
  "refused",
  "not-reached",
  "judge-failed",
  "error",
];

interface Sample {
  state: ScenarioState;
  risky: string;
  safe: string | undefined;
}

interface Samples {
  version: number;
  /** By scenario id. */
  telling: ReadonlyMap<string, Sample>;
}

const known = new WeakMap<Store, Samples>();

/** Looked through once per change of the store: asking for one scenario after the other stays cheap. */
function tellingSamples(store: Store): ReadonlyMap<string, Sample> {
  const last = known.get(store);
  if (last?.version === store.version) {
    return last.telling;
  }
  const safe = new Map<string, string>();
  for (const { id, kind, derivedFrom } of store.trajectories.summaries()) {
    if (kind === "safe" && derivedFrom !== undefined) {
      safe.set(derivedFrom, id);
    }
  }
  const telling = new Map<string, Sample>();
  for (const summary of store.trajectories.summaries()) {
    if (summary.kind !== "risky" || summary.scenarioId === undefined) {
      continue;
    }
    const made = safe.get(summary.id);
    const sample = { state: sampleState(summary, made !== undefined), risky: summary.id, safe: made };
    const other = telling.get(summary.scenarioId);
    if (!other || mostTelling.indexOf(sample.state) < mostTelling.indexOf(other.state)) {
      telling.set(summary.scenarioId, sample);
    }
  }
  known.set(store, { version: store.version, telling });
  return telling;
}

/** A pair whose safe half is gone is an unsafe step that can be reflected on again. */
function sampleState({ endState }: TrajectorySummary, hasSafe: boolean): ScenarioState {
  return endState === undefined || (endState === "pair" && !hasSafe) ? "unsafe" : endState;
}

/** The state of every scenario in the store, in the store's order; with several samples, that of the most telling one. */
export function scenarioStates(store: Store): ReadonlyMap<string, ScenarioState> {
  const telling = tellingSamples(store);
  const states = new Map<string, ScenarioState>();
  for (const id of store.scenarios.keys()) {
    states.set(id, telling.get(id)?.state ?? "proposed");
  }
  return states;
}

/** The scenario's risky trajectory: the sample that its state speaks of. */
export function riskyOf(store: Store, scenarioId: string): Trajectory | undefined {
  const sample = tellingSamples(store).get(scenarioId);
  return sample && store.trajectories.get(sample.risky);
}

/** The safe trajectory made from the scenario's risky one; undefined unless the scenario's state is `pair`. */
export function safeOf(store: Store, scenarioId: string): Trajectory | undefined {
  const sample = tellingSamples(store).get(scenarioId);
  return sample?.state === "pair" && sample.safe !== undefined
    ? store.trajectories.get(sample.safe)
    : undefined;
}
