import { type SplitName, type SplitShares, Splitter } from "../dataset/split.ts";
import type { Store } from "../dataset/store.ts";
import { contentHash } from "../ots/ids.ts";
import type { Scenario } from "../ots/scenario.ts";

export interface HeldBackOptions {
  /** The side to take; undefined for all scenarios. */
  side: SplitName | undefined;
  shares: SplitShares;
  seed: number;
  /** At most so many hazards, and as large a share of the benign twins; drawn by hash, so that growing keeps most. */
  count: number | undefined;
  wanted(scenario: Scenario): boolean;
}

/** Scenarios to evaluate on: those on one side of the same split that exports use, so that nothing trained on is tested. */
export function heldBack(store: Store, { side, shares, seed, count, wanted }: HeldBackOptions): Scenario[] {
  const splitter = new Splitter(shares, seed, (id) => store.scenarios.get(id));
  const chosen: Scenario[] = [];
  for (const id of store.scenarios.keys()) {
    const scenario = store.scenarios.get(id);
    if (!scenario) {
      continue;
    }
    const place = side === undefined ? undefined : splitter.place(scenario);
    if ((place === undefined || ("split" in place && place.split === side)) && wanted(scenario)) {
      chosen.push(scenario);
    }
  }
  const hazards = chosen.filter(({ benign }) => !benign);
  if (count === undefined || hazards.length <= count) {
    return chosen;
  }
  const kept = new Set([
    ...drawn(hazards, count),
    ...drawn(
      chosen.filter(({ benign }) => benign),
      Math.round(((chosen.length - hazards.length) * count) / hazards.length),
    ),
  ]);
  return chosen.filter(({ id }) => kept.has(id));
}

function drawn(scenarios: readonly Scenario[], count: number): string[] {
  return scenarios
    .map(({ id }) => ({ id, order: contentHash(id) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}
