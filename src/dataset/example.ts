import type { Pair } from "../ots/pair.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { Step } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";

/**
 * The unit of an export: what the agent saw, and how it may go on. A pair has both continuations; a single has one,
 * because there is no twin to it (an agent that acted rightly from the start, or an unsafe act nobody could mend).
 */
export type Example = PairExample | SingleExample;

/** What one example shares whatever its kind: all that stands before the agent's decision. */
export type ExampleBasis = Omit<Pair, "unsafe" | "safe" | "reflection"> & ExampleRecords;

/** The records an example comes from, for formats that carry more than the decision. */
export interface ExampleRecords {
  scenario: Scenario;
  /** Of a pair the risky one and the safe one, in this order; of a single the one. */
  trajectories: readonly Trajectory[];
}

export type PairExample = ExampleBasis & Pair & { kind: "pair" };

export type SingleExample = ExampleBasis & {
  kind: "single";
  step: Step;
  /** Whether the step is one to learn (true) or one to unlearn (false). */
  desirable: boolean;
};

/** The pair as an example. */
export function pairExample(pair: Pair, records: ExampleRecords): PairExample {
  return { kind: "pair", ...pair, ...records };
}

/** Each continuation of the example, with whether it is one to learn: the safe one of a pair comes first. */
export function continuations(example: Example): readonly { step: Step; desirable: boolean }[] {
  return example.kind === "pair"
    ? [
        { step: example.safe, desirable: true },
        { step: example.unsafe, desirable: false },
      ]
    : [example];
}

/** The continuation to learn; undefined for an example that only shows what not to do. */
export function desirableStep(example: Example): Step | undefined {
  return continuations(example).find(({ desirable }) => desirable)?.step;
}
