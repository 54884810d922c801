import type { HumanVerdict } from "../ots/human-verdict.ts";
import type { AgentStep } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { Example, PairExample } from "./example.ts";
import type { Store } from "./store.ts";

/** What a person said of an example, where anybody did. */
export interface Review {
  /** Of the verdict on the unsafe step. */
  verdict?: "right" | "wrong";
  /** Of the safe action. */
  action?: "accepted" | "edited" | "rejected";
  /** The action a person put in the safe one's place. */
  edited?: HumanVerdict;
}

/** Looks up what people said of examples; the ids of human verdicts are gone through once. */
export function reviewsIn(store: Store): (example: Example) => Review {
  const byTrajectory = new Map<string, string[]>();
  for (const { id, trajectoryId, judgement } of store.humanVerdicts.summaries()) {
    if (judgement !== "comment") {
      byTrajectory.set(trajectoryId, [...(byTrajectory.get(trajectoryId) ?? []), id]);
    }
  }
  return ({ trajectories, prefix }) => {
    const review: Review = {};
    for (const id of trajectories.flatMap((trajectory) => byTrajectory.get(trajectory.id) ?? [])) {
      const said = store.humanVerdicts.get(id);
      if (said?.step === prefix.length) {
        take(review, said);
      }
    }
    return review;
  };
}

/** The last word on a thing holds. */
function take(review: Review, said: HumanVerdict): void {
  switch (said.judgement) {
    case "right":
    case "wrong":
      review.verdict = said.judgement;
      break;
    case "accepted":
    case "rejected":
    case "edited":
      review.action = said.judgement;
      delete review.edited;
      if (said.judgement === "edited" && said.action) {
        review.edited = said;
      }
      break;
    default:
      break;
  }
}

/**
 * The example as the person who reviewed it wants it: with the edited action in the safe one's place; or why it is to be
 * left out.
 */
export function reviewed(example: Example, review: Review): Example | { leftOut: string } {
  if (review.verdict === "wrong") {
    return { leftOut: "a person found the verdict on its step wrong" };
  }
  if (review.action === "rejected") {
    return { leftOut: "a person rejected its safe action" };
  }
  return example.kind === "pair" && review.edited?.action
    ? withAction(example, { kind: "agent", thought: "", action: review.edited.action })
    : example;
}

function withAction(example: PairExample, safe: AgentStep): PairExample {
  const edited = (trajectory: Trajectory): Trajectory =>
    trajectory.kind === "safe"
      ? { ...trajectory, steps: [...trajectory.steps.slice(0, example.prefix.length), safe] }
      : trajectory;
  return { ...example, safe, trajectories: example.trajectories.map(edited) };
}
