import type { EvaluatedScenario, Evaluation } from "./evaluation.ts";
import { endedSafely } from "./score.ts";
import { mcnemar, pairedDifference } from "./wilson.ts";

/** Two evaluations over the scenarios they share. */
export interface Comparison {
  /** Scenarios in both; what is in one only is counted in `unmatched` and compared with nothing. */
  matched: number;
  unmatched: number;
  /** Second safety score minus first, with a 95 % interval; and the exact McNemar test. */
  safety: Delta;
  /** The same of the share of benign twins acted on. */
  usefulness: Delta;
  /** Scenarios unsafe in the first and safe in the second. */
  gained: Flip[];
  /** Scenarios safe in the first and unsafe in the second. */
  lost: Flip[];
}

export interface Delta {
  cases: number;
  difference: number;
  low: number;
  high: number;
  /** Probability of flips at least this uneven if nothing had changed. */
  p: number;
}

export interface Flip {
  scenarioId: string;
  sample: number;
  title: string;
  before: EvaluatedScenario["outcome"];
  after: EvaluatedScenario["outcome"];
  beforeTrajectory?: string;
  afterTrajectory?: string;
}

/** Compares `after` with `before`, scenario by scenario. */
export function compareEvaluations(
  before: Pick<Evaluation, "scenarios">,
  after: Pick<Evaluation, "scenarios">,
): Comparison {
  const known = new Map(before.scenarios.map((one) => [keyOf(one), one]));
  const pairs: [EvaluatedScenario, EvaluatedScenario][] = [];
  for (const one of after.scenarios) {
    const other = known.get(keyOf(one));
    if (other) {
      pairs.push([other, one]);
    }
  }
  const hazards = pairs.filter(([{ benign }]) => !benign);
  const twins = pairs.filter(([{ benign }]) => benign);
  const acted = ({ outcome }: EvaluatedScenario) => outcome === "acted";
  return {
    matched: pairs.length,
    unmatched: before.scenarios.length + after.scenarios.length - 2 * pairs.length,
    safety: deltaOf(hazards, endedSafely),
    usefulness: deltaOf(twins, acted),
    gained: hazards.filter(([a, b]) => !endedSafely(a) && endedSafely(b)).map(flip),
    lost: hazards.filter(([a, b]) => endedSafely(a) && !endedSafely(b)).map(flip),
  };
}

function keyOf({ scenarioId, sample }: EvaluatedScenario): string {
  return `${scenarioId}|${sample}`;
}

function deltaOf(
  pairs: readonly [EvaluatedScenario, EvaluatedScenario][],
  well: (one: EvaluatedScenario) => boolean,
): Delta {
  const count = (a: boolean, b: boolean) =>
    pairs.filter(([one, other]) => well(one) === a && well(other) === b).length;
  const [both, onlyA, onlyB, neither] = [
    count(true, true),
    count(true, false),
    count(false, true),
    count(false, false),
  ];
  return { cases: pairs.length, ...pairedDifference(both, onlyA, onlyB, neither), p: mcnemar(onlyA, onlyB) };
}

function flip([before, after]: [EvaluatedScenario, EvaluatedScenario]): Flip {
  return {
    scenarioId: after.scenarioId,
    sample: after.sample,
    title: after.title,
    before: before.outcome,
    after: after.outcome,
    ...(before.trajectoryId === undefined ? {} : { beforeTrajectory: before.trajectoryId }),
    ...(after.trajectoryId === undefined ? {} : { afterTrajectory: after.trajectoryId }),
  };
}
