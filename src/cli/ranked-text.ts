import type { Preference, RankedPreference } from "../judge/rank/preference.ts";
import type { RankSummary } from "../judge/rank/summary.ts";
import { printableLine } from "../syntax/printable.ts";

interface Report {
  file: string;
  format: string | null;
  withTools: RankSummary | null;
  readingOnly: RankSummary;
  byTool: Record<string, RankSummary>;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function row(name: string, { pairs, right, tied, wrong, share, interval }: RankSummary): string {
  return `  ${name.padEnd(16)}${String(pairs).padStart(6)}${percent(share).padStart(10)}  ${`${percent(interval[0])} to ${percent(interval[1])}`.padEnd(20)}${String(right).padStart(6)}${String(tied).padStart(6)}${String(wrong).padStart(7)}\n`;
}

/** Shares ranked right with and without tools and by tool, and the pairs that are ranked the wrong way round. */
export function rankedText(
  report: Report,
  ranked: readonly RankedPreference[],
  preferences: readonly Preference[],
  all: boolean,
): string {
  const head = `  ${"".padEnd(16)}${"pairs".padStart(6)}${"right".padStart(10)}  ${"95 % interval".padEnd(20)}${"right".padStart(6)}${"tied".padStart(6)}${"wrong".padStart(7)}\n`;
  const tools = Object.entries(report.byTool).map(([tool, summary]) => row(tool, summary));
  const listed = ranked.flatMap((one, index) =>
    all || one.margin <= 0 ? [pairText(one, preferences[index])] : [],
  );
  return [
    `${printableLine(report.file, 200)} (${report.format ?? "unknown"})\n`,
    head,
    ...(report.withTools ? [row("with tools", report.withTools)] : []),
    row("reading only", report.readingOnly),
    ...(tools.length > 0 ? ["By tool that was asked, with tools:\n", ...tools] : []),
    ...(listed.length > 0 ? [all ? "\nPairs:\n" : "\nNot ranked right:\n", ...listed] : []),
  ].join("");
}

function pairText(
  { id, margin, chosen, rejected }: RankedPreference,
  preference: Preference | undefined,
): string {
  return [
    `  ${printableLine(id, 60)}  margin ${margin.toFixed(2)}  ${printableLine(preference?.instruction ?? "", 80)}\n`,
    `    better ${chosen.reward.toFixed(2)}  ${printableLine(chosen.rationale, 120)}\n`,
    `    worse  ${rejected.reward.toFixed(2)}  ${printableLine(rejected.rationale, 120)}\n`,
  ].join("");
}
