import type { Pair } from "../../ots/pair.ts";
import type { Step } from "../../ots/step.ts";
import type { ExportedLine, SkippedPair } from "../exporter.ts";
import { jsonLine } from "../json-line.ts";
import { renamedTools } from "./function-names.ts";
import {
  type AssistantMessage,
  assistantMessage,
  type ChatMessage,
  type ChatTool,
  callId,
  chatTools,
  Inexpressible,
  prefixMessages,
} from "./messages.ts";

/** A pair in chat messages: what both sides share, and the message that a side begins with. */
export interface ChatPair {
  context: ChatMessage[];
  columns: { tools: ChatTool[]; parallel_tool_calls: boolean };
  safe: AssistantMessage;
  unsafe: AssistantMessage;
}

/**
 * Builds the line of a pair and checks it.
 * @param problemOf the consumer's specification: what is wrong with a line
 */
export function checkedLine(
  pair: Pair,
  build: (chat: ChatPair) => object,
  problemOf: (line: string) => string | undefined,
): ExportedLine | SkippedPair {
  try {
    const line = jsonLine(build(chatPair(pair)));
    const problem = problemOf(line);
    return problem === undefined
      ? { line, renamedTools: renamedTools(pair.tools.map(({ name }) => name)) }
      : { skipped: problem };
  } catch (error) {
    if (error instanceof Inexpressible) {
      return { skipped: error.message };
    }
    throw error;
  }
}

function chatPair({ policy, instruction, prefix, tools, safe, unsafe }: Pair): ChatPair {
  const context = prefixMessages(policy, instruction, prefix);
  const parallel = context.some(
    (message) => message.role === "assistant" && (message.tool_calls?.length ?? 0) > 1,
  );
  const side = (step: Step) => {
    if (step.kind !== "agent") {
      throw new Inexpressible("the sides do not part at an action of the agent");
    }
    const before = prefix.at(-1);
    if (step.turn !== undefined && before?.kind === "agent" && before.turn === step.turn) {
      // The chat format would have the agent see results before this call that it had not seen.
      throw new Inexpressible("the sides part in the middle of a turn of parallel calls");
    }
    return assistantMessage(step, callId(prefix.length));
  };
  return {
    context,
    columns: { tools: chatTools(tools), parallel_tool_calls: parallel },
    safe: side(safe),
    unsafe: side(unsafe),
  };
}
