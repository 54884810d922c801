import type { JsonObject } from "../../ots/json.ts";
import type { AgentStep, Step } from "../../ots/step.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import { functionName } from "./function-names.ts";

/** An OpenAI chat message, as training files carry it. */
export type ChatMessage =
  | { role: "system" | "user"; content: string }
  | AssistantMessage
  | { role: "tool"; tool_call_id: string; content: string };

export interface AssistantMessage {
  role: "assistant";
  content: string | null;
  tool_calls?: ChatToolCall[];
  /** 1: trained, 0: context only. */
  weight?: 0 | 1;
}

export interface ChatToolCall {
  id: string;
  type: "function";
  /** `arguments` is JSON in a string. */
  function: { name: string; arguments: string };
}

export interface ChatTool {
  type: "function";
  function: { name: string; description?: string; parameters: JsonObject };
}

/** Why a pair cannot be expressed in chat messages, in words for the report of an export. */
export class Inexpressible extends Error {}

/** Ids of calls follow from the call's place, so that the same pair always gives the same line. */
export function callId(index: number): string {
  return `call_${index + 1}`;
}

/**
 * One agent step as an assistant message. The thought before a call is the message's text, as agents write it; the one
 * behind an answer is left out, because the text of an answer is what the user reads.
 * @throws Inexpressible for a call whose arguments nobody could parse, and for an empty answer.
 */
export function assistantMessage({ action, thought }: AgentStep, id: string): AssistantMessage {
  if (action.kind === "answer") {
    if (action.text === "") {
      throw new Inexpressible("an answer of the agent is empty");
    }
    return { role: "assistant", content: action.text };
  }
  if (action.raw !== undefined) {
    throw new Inexpressible(`the arguments of a call of ${action.tool} are not JSON`);
  }
  const call = { name: functionName(action.tool), arguments: JSON.stringify(action.arguments) };
  return {
    role: "assistant",
    content: thought === "" ? null : thought,
    tool_calls: [{ id, type: "function", function: call }],
  };
}

/**
 * The conversation up to where the sides of a pair part: policy, instruction, shared steps. Calls of one turn become one
 * assistant message, followed by their results. What another agent said is a user message that names it, because a
 * consumer that knows no third party must not take it for the user's word.
 * @throws Inexpressible for a call without a result, which the format wants.
 */
export function prefixMessages(
  policy: string | undefined,
  instruction: string,
  prefix: readonly Step[],
): ChatMessage[] {
  const messages: ChatMessage[] = [];
  if (policy !== undefined && policy !== "") {
    messages.push({ role: "system", content: policy });
  }
  messages.push({ role: "user", content: instruction });
  let turn: number | undefined;
  let asking: AssistantMessage | undefined;
  let results: ChatMessage[] = [];
  const endTurn = () => {
    messages.push(...results);
    results = [];
    asking = undefined;
  };
  for (const [index, step] of prefix.entries()) {
    if (step.kind === "message") {
      endTurn();
      messages.push(
        step.from === "agent"
          ? { role: "user", content: `${step.actor ?? "Another agent"}: ${step.text}` }
          : { role: step.from, content: step.text },
      );
      continue;
    }
    const message = assistantMessage(step, callId(index));
    if (asking?.tool_calls && message.tool_calls && step.turn !== undefined && step.turn === turn) {
      asking.tool_calls.push(...message.tool_calls);
      asking.content = [asking.content, message.content].filter((text) => text !== null).join("\n") || null;
    } else {
      endTurn();
      messages.push(message);
      asking = message;
      turn = step.turn;
    }
    if (message.tool_calls) {
      if (!step.observation) {
        throw new Inexpressible(`step ${index} before the sides part is a call without a result`);
      }
      results.push({ role: "tool", tool_call_id: callId(index), content: step.observation.content });
    }
  }
  endTurn();
  return messages;
}

/** The tools column. Two definitions that are equal but for their place are one tool. */
export function chatTools(tools: readonly ToolSpec[]): ChatTool[] {
  const distinct = new Map<string, ChatTool>();
  for (const { name, description, inputSchema } of tools) {
    const about = description === "" ? {} : { description };
    const tool: ChatTool = {
      type: "function",
      function: { name: functionName(name), ...about, parameters: inputSchema },
    };
    distinct.set(JSON.stringify(tool), tool);
  }
  return [...distinct.values()];
}
