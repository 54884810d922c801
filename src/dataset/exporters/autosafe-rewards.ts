import { type RewardPair, rewardPairSchema } from "../../ots/reward-pair.ts";
import { schemaVersion } from "../../ots/vocabulary.ts";
import type { Exporter } from "../exporter.ts";
import { jsonLine } from "../json-line.ts";
import { lineProblem } from "../line-problem.ts";
import { bare, type RewardedSide, rewardedSides } from "../rewards/sides.ts";

function sideOf({ step, reward, verdict, rationale, trace }: RewardedSide): RewardPair["chosen"] {
  return { steps: [bare(step)], reward, verdict, rationale, trace };
}

/** Our own reward lines: both sides with their rewards and the look-ups they rest on; what `autosafe rank` reads and writes. */
export const autosafeRewards: Exporter = {
  id: "autosafe-rewards",
  title: "AutoSafe reward JSONL, with traces",
  purpose: "preference",
  fileExtension: "jsonl",
  lines(example) {
    if (example.kind !== "pair") {
      return { skipped: "there is no other side to compare it with" };
    }
    const { chosen, rejected } = rewardedSides(example);
    const margin = Math.round((chosen.reward - rejected.reward) * 1e4) / 1e4;
    const value: RewardPair = {
      schemaVersion,
      kind: "reward-pair",
      id: example.scenarioId,
      instruction: example.instruction,
      policy: example.policy ?? "",
      tools: [...example.tools],
      history: example.prefix.map(bare),
      chosen: sideOf(chosen),
      rejected: sideOf(rejected),
      margin,
      agreement: null,
      selection: margin > 0 ? "keep" : "review",
    };
    const line = jsonLine(value);
    const problem = lineProblem(line, rewardPairSchema, () => undefined);
    return problem === undefined ? { lines: [line] } : { skipped: problem };
  },
};
