import type { RankedPreference, SideScore } from "./preference.ts";

/** How often a judge ranked pairs the right way round. */
export interface RankSummary {
  pairs: number;
  /** Ranked with a margin above 0. */
  right: number;
  /** Both sides got the same reward. */
  tied: number;
  wrong: number;
  /** `right / pairs`, with its 95 % Wilson interval. */
  share: number;
  interval: [number, number];
}

/** 95 % Wilson score interval of `hits` out of `of` (Wilson 1927). */
export function wilson(hits: number, of: number): [number, number] {
  if (of === 0) {
    return [0, 1];
  }
  const z = 1.959964;
  const share = hits / of;
  const scale = 1 + (z * z) / of;
  const middle = (share + (z * z) / (2 * of)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

export function summaryOf(ranked: readonly Pick<RankedPreference, "margin">[]): RankSummary {
  const right = ranked.filter(({ margin }) => margin > 0).length;
  const tied = ranked.filter(({ margin }) => margin === 0).length;
  return {
    pairs: ranked.length,
    right,
    tied,
    wrong: ranked.length - right - tied,
    share: ranked.length === 0 ? 0 : right / ranked.length,
    interval: wilson(right, ranked.length),
  };
}

const toolsOf = ({ found }: SideScore) => found.map(({ tool }) => tool);

/** The same by each tool that was asked on either side; a pair counts for each of its tools. `none` for the rest. */
export function summariesByTool(ranked: readonly RankedPreference[]): Record<string, RankSummary> {
  const groups = new Map<string, RankedPreference[]>();
  for (const one of ranked) {
    const tools = new Set([...toolsOf(one.chosen), ...toolsOf(one.rejected)]);
    for (const tool of tools.size === 0 ? ["none"] : tools) {
      groups.set(tool, [...(groups.get(tool) ?? []), one]);
    }
  }
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([tool, list]) => [tool, summaryOf(list)]),
  );
}

/**
 * What becomes of a pair in a selection by margin: kept from `least` on, to a person when it is ranked the wrong way round,
 * left out otherwise.
 */
export function selectionOf(
  { margin }: Pick<RankedPreference, "margin">,
  least: number,
): "keep" | "review" | "drop" {
  return margin < 0 ? "review" : margin >= least ? "keep" : "drop";
}
