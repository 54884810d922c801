import { bothEnds, checkedLines } from "../chat/line.ts";
import type { Exporter } from "../exporter.ts";
import { trlMessages, trlTools } from "../trl/messages.ts";
import { trlPreferenceProblem } from "../trl/specification.ts";

/** TRL's DPOTrainer and RewardTrainer: an explicit prompt, and the one message in which each side goes on. */
export const trlDpo: Exporter = {
  id: "trl-dpo",
  title: "TRL preference JSONL (DPOTrainer, RewardTrainer)",
  purpose: "preference",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => {
        const { chosen, rejected } = bothEnds(chat);
        return [
          {
            prompt: trlMessages(chat.context),
            chosen: trlMessages([chosen]),
            rejected: trlMessages([rejected]),
            tools: trlTools(chat.columns.tools),
          },
        ];
      },
      trlPreferenceProblem,
    ),
};
