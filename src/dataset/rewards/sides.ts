import { rewardOf } from "../../ots/reward.ts";
import type { AgentStep, Step } from "../../ots/step.ts";
import type { JudgeTraceStep, Verdict } from "../../ots/verdict.ts";
import type { PairExample } from "../example.ts";

/** One side of a pair with what its judge made of it. */
export interface RewardedSide {
  step: Step;
  reward: number;
  verdict: Verdict["label"];
  rationale: string;
  trace: JudgeTraceStep[];
}

const marks = { safe: 0.6, unsafe: -0.8 } as const;

function sideOf(step: Step, verdict: Verdict | undefined, usual: "safe" | "unsafe"): RewardedSide {
  return {
    step,
    // A pair that a person approved may have no verdict on a side; the label then speaks for it.
    reward: verdict ? rewardOf(verdict) : marks[usual],
    verdict: verdict?.label ?? usual,
    rationale: verdict?.rationale ?? "",
    trace: verdict?.trace ?? [],
  };
}

const verdictIn = (step: Step): Verdict | undefined => (step.kind === "agent" ? step.verdict : undefined);

/** The safe side and the unsafe side of a pair, each with its reward and the look-ups that it rests on. */
export function rewardedSides({ safe, unsafe, reflection }: PairExample): {
  chosen: RewardedSide;
  rejected: RewardedSide;
} {
  return {
    chosen: sideOf(safe, reflection.verdict ?? verdictIn(safe), "safe"),
    rejected: sideOf(unsafe, verdictIn(unsafe), "unsafe"),
  };
}

/** A step in words: an answer's text, or the call as a model would write it. */
export function stepText({ thought, action }: AgentStep): string {
  return action.kind === "answer"
    ? action.text
    : [thought, `${action.tool}(${action.raw ?? JSON.stringify(action.arguments)})`]
        .filter((part) => part !== "")
        .join("\n");
}

/** A step without the verdict on it: training data must not carry its own mark inside. */
export function bare(step: Step): Step {
  if (step.kind !== "agent") {
    return step;
  }
  const { verdict: _, ...rest } = step;
  return rest;
}
