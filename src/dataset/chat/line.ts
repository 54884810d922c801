import type { Step } from "../../ots/step.ts";
import { continuations, type Example } from "../example.ts";
import type { ExportedLines, SkippedExample } from "../exporter.ts";
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

/** An example in chat messages: what stands before the decision, and the message that each continuation begins with. */
export interface ChatExample {
  context: ChatMessage[];
  columns: { tools: ChatTool[]; parallel_tool_calls: boolean };
  /** At least one; the one to learn first. */
  ends: readonly ChatEnd[];
}

export interface ChatEnd {
  message: AssistantMessage;
  desirable: boolean;
}

/**
 * Builds the lines of an example and checks each.
 * @param problemOf the consumer's specification: what is wrong with a line
 */
export function checkedLines(
  example: Example,
  build: (chat: ChatExample) => readonly object[],
  problemOf: (line: string) => string | undefined,
): ExportedLines | SkippedExample {
  try {
    const lines = build(chatExample(example)).map(jsonLine);
    const problem = lines.map(problemOf).find((found) => found !== undefined);
    return problem === undefined
      ? { lines, renamedTools: renamedTools(example.tools.map(({ name }) => name)) }
      : { skipped: problem };
  } catch (error) {
    if (error instanceof Inexpressible) {
      return { skipped: error.message };
    }
    throw error;
  }
}

/** The continuation to learn. @throws Inexpressible for an example that only shows what not to do. */
export function desirableEnd({ ends }: ChatExample): AssistantMessage {
  const end = ends.find(({ desirable }) => desirable);
  if (!end) {
    throw new Inexpressible("there is no safe action to learn from");
  }
  return end.message;
}

/** Both continuations. @throws Inexpressible for an example with one only. */
export function bothEnds(chat: ChatExample): { chosen: AssistantMessage; rejected: AssistantMessage } {
  const chosen = desirableEnd(chat);
  const rejected = chat.ends.find(({ desirable }) => !desirable)?.message;
  if (!rejected) {
    throw new Inexpressible("there is no unsafe action to prefer the safe one over");
  }
  return { chosen, rejected };
}

function chatExample(example: Example): ChatExample {
  const { policy, instruction, prefix, tools } = example;
  const context = prefixMessages(policy, instruction, prefix);
  const parallel = context.some(
    (message) => message.role === "assistant" && (message.tool_calls?.length ?? 0) > 1,
  );
  const end = (step: Step) => {
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
    ends: continuations(example).map(({ step, desirable }) => ({ message: end(step), desirable })),
  };
}
