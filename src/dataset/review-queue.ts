import type { PairExample } from "./example.ts";
import { examplesOf } from "./examples.ts";
import { reviewsIn } from "./reviews.ts";
import { rewardedSides } from "./rewards/sides.ts";
import type { Store } from "./store.ts";

/** A pair that a person should look at before it is trained on. */
export interface ToReview {
  scenarioId: string;
  title: string;
  toolName: string;
  /** `wrong-way-round`: the safe side has no higher reward than the unsafe one. `disputed`: the judges disagree about a side. */
  reason: "wrong-way-round" | "disputed";
  rewards: { safe: number; unsafe: number };
}

const pairs = { scenario: () => true, states: new Set(["pair"] as const) };

/**
 * The pairs of a store that nobody has reviewed and of which the judges' rewards or opinions speak against one side, those ranked
 * the wrong way round first. Reads every pair: a few thousand a second.
 */
export function* reviewQueue(store: Store): Generator<ToReview | undefined, undefined> {
  const reviewOf = reviewsIn(store);
  for (const example of examplesOf(store, pairs)) {
    const isReviewed = Object.keys(reviewOf(example)).length > 0;
    yield example.kind === "pair" && !isReviewed ? concernOf(example) : undefined;
  }
}

function concernOf(example: PairExample): ToReview | undefined {
  const { chosen, rejected } = rewardedSides(example);
  const disputed = [example.safe, example.unsafe].some(
    (step) => step.kind === "agent" && step.verdict?.secondOpinion !== undefined,
  );
  const wrong = chosen.reward <= rejected.reward;
  return wrong || disputed || example.reflection.verdict?.secondOpinion
    ? {
        scenarioId: example.scenarioId,
        title: example.scenario.title,
        toolName: example.cell.toolName,
        reason: wrong ? "wrong-way-round" : "disputed",
        rewards: { safe: chosen.reward, unsafe: rejected.reward },
      }
    : undefined;
}
