import { axolotlConfig, axolotlMessages, axolotlTools } from "../axolotl/messages.ts";
import { axolotlProblem } from "../axolotl/specification.ts";
import { checkedLines, desirableEnd } from "../chat/line.ts";
import type { Exporter } from "../exporter.ts";

/**
 * Axolotl's `chat_template` type: OpenAI-style messages, each with a `train` flag; only the safe action has a true one.
 * Its preference strategy reads only role and content of a side and would lose a call, so there is no such format here.
 */
export const axolotl: Exporter = {
  id: "axolotl",
  title: "Axolotl chat_template JSONL (supervised)",
  purpose: "supervised",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => [
        {
          messages: axolotlMessages(chat.context, desirableEnd(chat)),
          tools: axolotlTools(chat.columns.tools),
        },
      ],
      axolotlProblem,
    ),
  companions: axolotlConfig,
};
