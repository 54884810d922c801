import type { ChatMessage } from "../chat-messages.ts";
import {
  assistantMessage,
  callId,
  chatProblem,
  chatTools,
  functionNames,
  prefixMessages,
} from "../chat-messages.ts";
import type { Exporter } from "../exporter.ts";

/**
 * OpenAI-style supervised fine-tuning: one conversation a line that ends with the safe action. Only that last assistant
 * message is trained (`weight` 1); earlier ones are context (`weight` 0). The last message may be a tool call without
 * its result: what the agent should do next is the whole point.
 * Format: "Fine-tuning" guide and `FineTuneChatRequestInput` of the OpenAI API description.
 */
export const openaiChat: Exporter = {
  id: "openai-chat",
  title: "OpenAI-style chat JSONL (supervised)",
  fileExtension: "jsonl",
  line({ policy, instruction, prefix, safe, tools }) {
    if (safe.kind !== "agent") {
      return { skipped: "the safe side does not start with an action of the agent" };
    }
    const names = functionNames(tools, [...prefix, safe]);
    const context = prefixMessages(policy, instruction, prefix, names).map(
      (message): ChatMessage => (message.role === "assistant" ? { ...message, weight: 0 } : message),
    );
    const trained: ChatMessage = { ...assistantMessage(safe, callId(prefix.length), names), weight: 1 };
    const columns = chatTools(tools, names);
    const problem = chatProblem([...context, trained], columns);
    return problem
      ? { skipped: problem }
      : {
          line: JSON.stringify({
            messages: [...context, trained],
            tools: columns,
            parallel_tool_calls: false,
          }),
        };
  },
};
