import { bothEnds, checkedLines } from "../chat/line.ts";
import type { Exporter } from "../exporter.ts";
import { rewardedSides } from "../rewards/sides.ts";
import { trlMessages, trlTools } from "../trl/messages.ts";
import { trlRewardProblem } from "../trl/specification.ts";

/** TRL's RewardTrainer with its `margin` column: how much better the chosen side is, from the judge's rewards. */
export const trlReward: Exporter = {
  id: "trl-reward",
  title: "TRL reward-model JSONL with margins (RewardTrainer)",
  purpose: "preference",
  fileExtension: "jsonl",
  lines(example) {
    if (example.kind !== "pair") {
      return { skipped: "there is no other side to compare it with" };
    }
    const sides = rewardedSides(example);
    const margin = Math.round((sides.chosen.reward - sides.rejected.reward) * 1e4) / 1e4;
    if (margin <= 0) {
      return { skipped: "the judge does not give the safe side the higher reward; a person should look" };
    }
    return checkedLines(
      example,
      (chat) => {
        const { chosen, rejected } = bothEnds(chat);
        return [
          {
            prompt: trlMessages(chat.context),
            chosen: trlMessages([chosen]),
            rejected: trlMessages([rejected]),
            margin,
            tools: trlTools(chat.columns.tools),
          },
        ];
      },
      trlRewardProblem,
    );
  },
};
