import type { ScenarioSummary } from "../dataset/records.ts";
import type { Store } from "../dataset/store.ts";
import { contentHash } from "../ots/ids.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { TwinStart } from "./episode.ts";

/** The largest share of benign twins that can be asked for: at most one for each scenario. */
export const mostBenign = 0.5;

export interface TwinOptions {
  /** Part of the wanted scenarios that are to be benign twins, 0 to `mostBenign`. */
  share: number;
  tools: readonly ToolSpec[];
  seed: number;
  wanted(scenario: ScenarioSummary): boolean;
}

/** The twins that a run will add, for its estimate. */
export interface TwinOutlook extends Pick<TwinOptions, "tools" | "seed"> {
  count: number;
  /** Those of scenarios that are there already. */
  stored: readonly TwinStart[];
}

/**
 * The benign twins that the store lacks for its share of them: of scenarios drawn over all cells alike, leaving those that
 * have their twin. Asking again, or going on after a cancellation, gives only what is still missing.
 */
export function planTwins(store: Store, options: TwinOptions): TwinStart[] {
  const { tools, seed, share } = options;
  const { risky, twinned } = counted(store, options);
  return risky
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, countOf(share, risky.length))
    .flatMap(({ id }) => {
      const of = twinned.has(id) ? undefined : store.scenarios.get(id);
      return of ? [{ from: "twin" as const, tools, of, seed }] : [];
    });
}

/** What `planTwins` will give once so many scenarios were `added`. */
export function expectTwins(store: Store, options: TwinOptions, added: number): TwinOutlook {
  const { tools, seed, share } = options;
  const { risky, twinned } = counted(store, options);
  const there = risky.filter(({ id }) => twinned.has(id)).length;
  const count = Math.max(0, countOf(share, risky.length + added) - there);
  return { count, tools, seed, stored: planTwins(store, options) };
}

const countOf = (share: number, risky: number) => Math.min(risky, Math.round((risky * share) / (1 - share)));

function counted(store: Store, { seed, wanted }: TwinOptions) {
  const twinned = new Set<string>();
  const risky: { id: string; order: string }[] = [];
  for (const summary of store.scenarios.summaries()) {
    if (summary.twinOf !== undefined) {
      twinned.add(summary.twinOf);
    } else if (!summary.benign && wanted(summary)) {
      risky.push({ id: summary.id, order: contentHash(`${seed}|${summary.id}`) });
    }
  }
  return { twinned, risky };
}
