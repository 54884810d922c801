import { readFileSync } from "node:fs";
import { readPreferences } from "../../../src/dataset/preferences/read.ts";
import type { RankedPreference } from "../../../src/judge/rank/preference.ts";
import { rankPreference } from "../../../src/judge/rank/rank.ts";
import { summaryOf } from "../../../src/judge/rank/summary.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { columns, percent } from "../table.ts";

/** Pairs ranked right before anything was mended for the batch. */
const firstSight: Readonly<Record<string, number>> = { "1": 55, "2": 35, "3": 19, "4": 36, "5": 35, "6": 28 };

/**
 * Questions of sums, percentages, units and dates with answers in prose, in batches. Each was written in full, then measured once,
 * and only then mended for; the next one shows what the mending was worth on questions it had not seen.
 */
export async function proseQuality(): Promise<{ lines: string[]; figures: Record<string, unknown> }> {
  const { preferences } = readPreferences(readFileSync(new URL("./prose.jsonl", import.meta.url), "utf8"));
  const rows: string[][] = [["prose", "pairs", "at first sight", "now", "wrong way round", "tied"]];
  const figures: Record<string, unknown> = {};
  for (const [batch, first] of Object.entries(firstSight)) {
    const own = preferences.filter(({ id }) => id.startsWith(`${batch}-`));
    const ranked: RankedPreference[] = [];
    for (const preference of own) {
      ranked.push(await rankPreference(preference, builtinThreatModel, "with-tools"));
    }
    const now = summaryOf(ranked);
    rows.push([
      `batch ${batch}`,
      String(own.length),
      percent(first / own.length),
      percent(now.share),
      String(now.wrong),
      String(now.tied),
    ]);
    figures[batch] = { firstSight: first / own.length, now };
  }
  return { lines: ["", ...columns(rows)], figures };
}
