import { checkedLines, desirableEnd } from "../chat/line.ts";
import type { Exporter } from "../exporter.ts";
import { shareGptSupervisedProblem } from "../sharegpt/specification.ts";
import { datasetInfo, shareGptConversation, shareGptTurn } from "../sharegpt/turns.ts";

/**
 * LLaMA-Factory, supervised (`sharegpt` formatting). It trains every turn of the agent unless `mask_history: true` is
 * set for the training run; the safe action is the last one.
 */
export const llamaFactorySft: Exporter = {
  id: "llama-factory-sft",
  title: "LLaMA-Factory sharegpt JSONL (supervised)",
  purpose: "supervised",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => {
        const { conversations, ...columns } = shareGptConversation(chat.context, chat.columns.tools);
        return [{ conversations: [...conversations, shareGptTurn(desirableEnd(chat))], ...columns }];
      },
      shareGptSupervisedProblem,
    ),
  companions: (files) => datasetInfo("autosafe_sft", files, {}),
};
