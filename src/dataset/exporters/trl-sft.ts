import { checkedLines, desirableEnd } from "../chat/line.ts";
import type { Exporter } from "../exporter.ts";
import { trlMessages, trlTools } from "../trl/messages.ts";
import { trlSupervisedProblem } from "../trl/specification.ts";

/**
 * TRL's SFTTrainer, in its prompt-completion form: the loss is on the completion, which is the safe action. The
 * language-modelling form (`messages`) would train earlier messages of the agent as well.
 */
export const trlSft: Exporter = {
  id: "trl-sft",
  title: "TRL prompt-completion JSONL (SFTTrainer)",
  purpose: "supervised",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => [
        {
          prompt: trlMessages(chat.context),
          completion: trlMessages([desirableEnd(chat)]),
          tools: trlTools(chat.columns.tools),
        },
      ],
      trlSupervisedProblem,
    ),
};
