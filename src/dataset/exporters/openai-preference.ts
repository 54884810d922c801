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
 * OpenAI-style preference data (DPO): the shared prefix, the safe next message preferred over the unsafe one, cut at
 * the step where the two sides part. Sides keep their tool calls, because an unsafe step usually is one: Azure AI Foundry
 * and most open trainers take them, OpenAI's own endpoint takes text only.
 * Format: the "Direct preference optimization" guides of OpenAI and Azure (`preferred_output`, `non_preferred_output`).
 */
export const openaiPreference: Exporter = {
  id: "openai-preference",
  title: "OpenAI-style preference JSONL (DPO)",
  fileExtension: "jsonl",
  line({ policy, instruction, prefix, safe, unsafe, tools }) {
    if (safe.kind !== "agent" || unsafe.kind !== "agent") {
      return { skipped: "the sides do not part at an action of the agent" };
    }
    const names = functionNames(tools, [...prefix, safe, unsafe]);
    const messages = prefixMessages(policy, instruction, prefix, names);
    const columns = chatTools(tools, names);
    const preferred = assistantMessage(safe, callId(prefix.length), names);
    const rejected = assistantMessage(unsafe, callId(prefix.length), names);
    const problem =
      chatProblem([...messages, preferred], columns) ?? chatProblem([...messages, rejected], columns);
    if (problem) {
      return { skipped: problem };
    }
    if (JSON.stringify(preferred) === JSON.stringify(rejected)) {
      return { skipped: "both sides are the same message" };
    }
    const input = { messages, tools: columns, parallel_tool_calls: false };
    return {
      line: JSON.stringify({ input, preferred_output: [preferred], non_preferred_output: [rejected] }),
    };
  },
};
