import type { Pair } from "../ots/pair.ts";
import type { Store } from "./store.ts";

/**
 * Every pair of the store: a risky trajectory that ended in one, and the safe trajectory derived from it, cut at the
 * step where they part. Read from disk one by one, in the order the safe trajectories were first stored.
 */
export function* pairsOf(store: Store): Generator<Pair> {
  for (const { id, kind, derivedFrom, forkStep } of store.trajectories.summaries()) {
    if (kind !== "safe" || derivedFrom === undefined || forkStep === undefined) {
      continue;
    }
    if (store.trajectories.summary(derivedFrom)?.endState !== "pair") {
      continue; // the risky side was simulated again since and ended otherwise
    }
    const safe = store.trajectories.get(id);
    const risky = store.trajectories.get(derivedFrom);
    const scenario = safe?.scenarioId === undefined ? undefined : store.scenarios.get(safe.scenarioId);
    const [unsafeStep, safeStep] = [risky?.steps[forkStep], safe?.steps[forkStep]];
    const reflection = safe?.reflections?.at(-1);
    if (!safe || !risky || !scenario || !unsafeStep || !safeStep || !reflection) {
      continue;
    }
    yield {
      scenarioId: scenario.id,
      cell: scenario.cell,
      trigger: scenario.trigger,
      instruction: scenario.instruction,
      ...(risky.policy === undefined ? {} : { policy: risky.policy }),
      tools: scenario.tools,
      prefix: risky.steps.slice(0, forkStep),
      unsafe: unsafeStep,
      safe: safeStep,
      reflection,
      provenance: risky.provenance,
    };
  }
}

/** How many pairs the store has, from the index alone. */
export function countPairs(store: Store): number {
  let count = 0;
  for (const { kind, derivedFrom } of store.trajectories.summaries()) {
    count +=
      kind === "safe" &&
      derivedFrom !== undefined &&
      store.trajectories.summary(derivedFrom)?.endState === "pair"
        ? 1
        : 0;
  }
  return count;
}
