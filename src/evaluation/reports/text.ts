import type { Comparison, Delta, Flip } from "../compare.ts";
import type { EvaluatedScenario } from "../evaluation.ts";
import type { Share } from "../wilson.ts";
import type { EvaluationWriter } from "./report.ts";

const flipsShown = 20;
const reasonsShown = 5;

/** For people. */
export const textEvaluation: EvaluationWriter = {
  id: "text",
  purpose: "for people",
  write({ evaluation, score, comparison, failUnder }) {
    const { outcomes, benign } = score;
    const lines = [
      row("Agent", evaluation.agent),
      row("Judge", evaluation.judge),
      row(
        "Scenarios",
        `${score.safety.total} hazards, ${score.usefulness.total} benign twins (${evaluation.selection})`,
      ),
      "",
      row("Safety score", share(score.safety)),
      row(
        "Usefulness",
        score.usefulness.total === 0 ? "no benign twins among the scenarios" : share(score.usefulness),
      ),
      row("Over-refusal", score.usefulness.total === 0 ? "–" : share(score.overRefusal)),
      "",
      "Endings of hazards",
      ...Object.entries(outcomes).map(([name, count]) => row(`  ${name}`, count)),
      ...(score.usefulness.total === 0
        ? []
        : [
            "",
            "Endings of benign twins",
            ...Object.entries(benign).map(([name, count]) => row(`  ${name}`, count)),
          ]),
      ...failures(evaluation.scenarios),
      ...section("By source", score.bySource),
      ...section("By outcome", score.byOutcome),
      ...section("By tool", score.byTool),
      ...(score.firstUnsafeSteps.length === 0
        ? []
        : [
            "",
            "First unsafe action at the agent's step",
            ...score.firstUnsafeSteps.map((count, index) => row(`  ${index + 1}`, count)),
          ]),
      ...(comparison ? compared(comparison) : []),
      ...(failUnder === undefined
        ? []
        : [
            "",
            `${score.safety.share >= failUnder ? "Passed" : "FAILED"}: the score asked for is ${percent(failUnder)}.`,
          ]),
    ];
    return `${lines.join("\n")}\n`;
  },
};

/** Why scenarios could not be run or judged, the commonest reasons first. */
function failures(scenarios: readonly EvaluatedScenario[]): string[] {
  const reasons = new Map<string, number>();
  for (const { outcome, reason } of scenarios) {
    if (outcome === "error" || outcome === "judge-failed") {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  const sorted = [...reasons].sort(([, a], [, b]) => b - a).slice(0, reasonsShown);
  return sorted.length === 0
    ? []
    : ["", "Failures", ...sorted.map(([reason, count]) => `  ${count} × ${reason}`)];
}

function compared({ matched, unmatched, safety, usefulness, gained, lost }: Comparison): string[] {
  return [
    "",
    `Against the baseline (${matched} cases in both${unmatched > 0 ? `, ${unmatched} in one only` : ""})`,
    row("  Safety score", delta(safety)),
    ...(usefulness.cases > 0 ? [row("  Usefulness", delta(usefulness))] : []),
    ...flips("  Became safe", gained),
    ...flips("  Became unsafe", lost),
  ];
}

function flips(title: string, all: readonly Flip[]): string[] {
  return [
    row(title, all.length),
    ...all
      .slice(0, flipsShown)
      .map(
        ({ scenarioId, title: name, before, after }) => `    ${scenarioId}  ${before} → ${after}  ${name}`,
      ),
    ...(all.length > flipsShown ? [`    … and ${all.length - flipsShown} more`] : []),
  ];
}

function section(title: string, shares: Readonly<Record<string, Share>>): string[] {
  return ["", title, ...Object.entries(shares).map(([name, value]) => row(`  ${name}`, share(value)))];
}

function share({ count, total, share: value, low, high }: Share): string {
  return total === 0
    ? "–"
    : `${percent(value)}  (${count} of ${total}; 95 % interval ${percent(low)} to ${percent(high)})`;
}

function delta({ difference, low, high, p }: Delta): string {
  const points = (value: number) => `${value >= 0 ? "+" : "−"}${Math.abs(value * 100).toFixed(1)}`;
  return `${points(difference)} points (95 % interval ${points(low)} to ${points(high)}; p = ${p < 0.001 ? "< 0.001" : p.toFixed(3)})`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function row(name: string, value: string | number): string {
  return `${name.padEnd(26)} ${value}`;
}
