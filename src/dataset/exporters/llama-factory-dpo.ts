import { bothEnds, checkedLines } from "../chat/line.ts";
import type { Exporter } from "../exporter.ts";
import { shareGptPreferenceProblem } from "../sharegpt/specification.ts";
import { datasetInfo, shareGptConversation, shareGptTurn } from "../sharegpt/turns.ts";

/** LLaMA-Factory, preference (`sharegpt` formatting with `ranking`): one turn a side, which may be a call. */
export const llamaFactoryDpo: Exporter = {
  id: "llama-factory-dpo",
  title: "LLaMA-Factory sharegpt JSONL (preference)",
  purpose: "preference",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => {
        const { chosen, rejected } = bothEnds(chat);
        return [
          {
            ...shareGptConversation(chat.context, chat.columns.tools),
            chosen: shareGptTurn(chosen),
            rejected: shareGptTurn(rejected),
          },
        ];
      },
      shareGptPreferenceProblem,
    ),
  companions: (files) =>
    datasetInfo("autosafe_dpo", files, {
      ranking: true,
      columns: { chosen: "chosen", rejected: "rejected" },
    }),
};
