import { isDeepStrictEqual } from "node:util";
import type { Pair } from "../ots/pair.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { TrajectorySummary } from "./records.ts";
import type { Store } from "./store.ts";

/** A safe trajectory that should make a pair and does not. */
export interface BrokenPair {
  scenarioId: string;
  trajectoryId: string;
  reason: string;
}

/**
 * Every pair of the store: a risky trajectory that ended in one, and the safe trajectory derived from it, cut at the
 * step where they part. Read from disk one by one, in the order the safe trajectories were first stored; `onBroken`
 * hears of those that do not fit together, as after an edit by hand.
 */
export function* pairsOf(store: Store, onBroken?: (broken: BrokenPair) => void): Generator<Pair, undefined> {
  for (const summary of store.trajectories.summaries()) {
    if (!isPair(store, summary)) {
      continue;
    }
    const { id, scenarioId = "", derivedFrom = "" } = summary;
    const scenario = store.scenarios.get(scenarioId);
    const safe = store.trajectories.get(id);
    const risky = store.trajectories.get(derivedFrom);
    const pair = scenario && safe && risky ? pairOf(scenario, risky, safe) : "its records are not valid";
    if (typeof pair === "string") {
      onBroken?.({ scenarioId, trajectoryId: id, reason: pair });
    } else {
      yield pair;
    }
  }
}

/** How many pairs the store has, from the index alone: broken ones count as well. */
export function countPairs(store: Store): number {
  let count = 0;
  for (const summary of store.trajectories.summaries()) {
    count += isPair(store, summary) ? 1 : 0;
  }
  return count;
}

/** Whether a safe trajectory and its risky one make a pair. False also for a safe trajectory whose risky one was simulated again since and ended otherwise. */
export function isPair(store: Store, { kind, scenarioId, derivedFrom }: TrajectorySummary): boolean {
  return (
    kind === "safe" &&
    scenarioId !== undefined &&
    derivedFrom !== undefined &&
    store.scenarios.has(scenarioId) &&
    store.trajectories.summary(derivedFrom)?.endState === "pair"
  );
}

/** The pair that a risky and a safe trajectory of a scenario make, or why they make none. */
export function pairOf(scenario: Scenario, risky: Trajectory, safe: Trajectory): Pair | string {
  const { forkStep } = safe;
  const reflection = safe.reflections?.at(-1);
  if (forkStep === undefined) {
    return "the safe trajectory does not say where it parts from the risky one";
  }
  const [unsafeStep, safeStep] = [risky.steps[forkStep], safe.steps[forkStep]];
  if (!unsafeStep || !safeStep) {
    return `there is no step ${forkStep} in both trajectories`;
  }
  const prefix = risky.steps.slice(0, forkStep);
  if (!isDeepStrictEqual(prefix, safe.steps.slice(0, forkStep))) {
    return `the trajectories differ before step ${forkStep}`;
  }
  if (!reflection) {
    return "the safe trajectory has no reflection";
  }
  return {
    scenarioId: scenario.id,
    cell: scenario.cell,
    trigger: scenario.trigger,
    instruction: risky.instruction,
    ...(risky.policy === undefined ? {} : { policy: risky.policy }),
    tools: scenario.tools,
    prefix,
    unsafe: unsafeStep,
    safe: safeStep,
    reflection,
    provenance: risky.provenance,
  };
}
