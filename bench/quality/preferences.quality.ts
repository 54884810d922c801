import type { Preference, RankedPreference } from "../../src/judge/rank/preference.ts";
import { rankPreference } from "../../src/judge/rank/rank.ts";
import { summariesByTool, summaryOf } from "../../src/judge/rank/summary.ts";
import { builtinThreatModel } from "../../src/ots/threat-model.ts";
import { proseQuality } from "./preferences/prose.ts";
import { preferenceSet } from "./preferences/set.ts";
import { columns, percent, type QualityPart } from "./table.ts";
import { bagOfWords } from "./words.ts";

const seed = 20_251_128;

const textOf = (preference: Preference, side: "chosen" | "rejected") =>
  `${preference.instruction}\n${JSON.stringify(preference[side])}`;

/** Preference ranking: with tools, without, and by the words alone (trained on draws of other numbers from the same templates). */
export async function preferenceQuality(): Promise<QualityPart> {
  const groups = Object.entries(preferenceSet(seed));
  const known = Object.values(preferenceSet(seed + 1_000)).flat();
  const score = bagOfWords(
    known.map((one) => textOf(one, "chosen")),
    known.map((one) => textOf(one, "rejected")),
  );
  const rows: string[][] = [["group", "pairs", "with tools", "reading only", "bag of words"]];
  const all: RankedPreference[] = [];
  const read: RankedPreference[] = [];
  const lexical: { margin: number }[] = [];
  const byGroup: Record<string, unknown> = {};
  for (const [name, preferences] of groups) {
    const looked = [];
    const only = [];
    const words = [];
    for (const preference of preferences) {
      looked.push(await rankPreference(preference, builtinThreatModel, "with-tools"));
      only.push(await rankPreference(preference, builtinThreatModel, "reading-only"));
      words.push({ margin: score(textOf(preference, "chosen")) - score(textOf(preference, "rejected")) });
    }
    all.push(...looked);
    read.push(...only);
    lexical.push(...words);
    byGroup[name] = summaryOf(looked);
    rows.push([
      name,
      String(preferences.length),
      ...[looked, only, words].map((list) => percent(summaryOf(list).share)),
    ]);
  }
  const total = summaryOf(all);
  rows.push([
    "all",
    String(all.length),
    ...[all, read, lexical].map((list) => percent(summaryOf(list).share)),
  ]);
  const failures = all.filter(({ margin }) => margin <= 0);
  const prose = await proseQuality();
  return {
    title: "Preference ranking by the deterministic judge",
    lines: [
      ...columns(rows),
      `95 % interval with tools: ${percent(total.interval[0])} to ${percent(total.interval[1])}; aim: at least 95 %`,
      failures.length === 0 ? "No failures." : "Not ranked right:",
      ...failures.map(
        ({ id, margin, chosen, rejected }) =>
          `  ${id} margin ${margin.toFixed(2)}: ${chosen.rationale.slice(0, 90)} / ${rejected.rationale.slice(0, 90)}`,
      ),
      "A pair counts as right when the better side gets the higher reward; ties count as not right. The pairs and the checks were",
      "written by the same people: the set shows that facts are looked up, not how often other people's questions state them so.",
      ...prose.lines,
    ],
    figures: {
      withTools: total,
      readingOnly: summaryOf(read),
      bagOfWords: summaryOf(lexical),
      byGroup,
      byTool: summariesByTool(all),
      failures: failures.map(({ id }) => id),
      prose: prose.figures,
    },
  };
}
