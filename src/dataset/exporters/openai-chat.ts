import { checkedLines, desirableEnd } from "../chat/line.ts";
import type { ChatMessage } from "../chat/messages.ts";
import { chatLineProblem } from "../chat/specification.ts";
import type { Exporter } from "../exporter.ts";

/**
 * Supervised training in OpenAI's chat format: a conversation a line that ends with the safe action. That message alone
 * is trained (`weight` 1), earlier ones of the agent are context (`weight` 0). When it is a call, nothing answers it:
 * what the agent does next is what is to be learnt.
 */
export const openaiChat: Exporter = {
  id: "openai-chat",
  title: "OpenAI-style chat JSONL (supervised)",
  purpose: "supervised",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => [
        {
          messages: [...chat.context.map(untrained), { ...desirableEnd(chat), weight: 1 }],
          ...chat.columns,
        },
      ],
      chatLineProblem,
    ),
};

function untrained(message: ChatMessage): ChatMessage {
  return message.role === "assistant" ? { ...message, weight: 0 } : message;
}
