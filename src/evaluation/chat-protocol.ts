import { functionName } from "../dataset/chat/function-names.ts";
import {
  type ChatMessage,
  type ChatTool,
  chatTools,
  Inexpressible,
  prefixMessages,
} from "../dataset/chat/messages.ts";
import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import type { Action } from "../ots/step.ts";
import { type ActTask, SimulatorError, type TaskResult } from "../ots/task.ts";
import type { ToolSpec } from "../ots/tool.ts";

/** What an agent under test is sent for one turn: OpenAI chat messages and tools, without a model name. */
export interface AgentRequest {
  messages: ChatMessage[];
  tools: ChatTool[];
}

/** The conversation so far as a request. @throws SimulatorError when the history cannot be told in chat messages. */
export function agentRequest({ policy, scenario, history }: ActTask): AgentRequest {
  try {
    return {
      messages: prefixMessages(policy, scenario.instruction, history),
      tools: chatTools(scenario.tools),
    };
  } catch (error) {
    if (error instanceof Inexpressible) {
      throw new SimulatorError("invalid", error.message);
    }
    throw error;
  }
}

/**
 * The turns in an agent's reply: an assistant message, a chat completion that holds one, or plain text. Parallel calls are
 * several turns, to be played one after the other. Never empty.
 * @throws SimulatorError with the reason when there is none in it.
 */
export function turnsIn(reply: Json, tools: readonly ToolSpec[]): TaskResult<"act">[] {
  const message = typeof reply === "string" ? { content: reply } : messageIn(reply);
  if (!message) {
    throw unreadable('it is neither an assistant message nor a completion with "choices"');
  }
  const text = textOf(message.content);
  if (typeof message.refusal === "string" && message.refusal !== "") {
    return [{ thought: "", action: { kind: "answer", text: message.refusal } }];
  }
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  if (calls.length === 0) {
    if (text === "") {
      throw unreadable("it has neither text nor calls");
    }
    return [{ thought: "", action: { kind: "answer", text } }];
  }
  return calls.map((call, index) => ({ thought: index === 0 ? text : "", action: callIn(call, tools) }));
}

function messageIn(reply: Json): JsonObject | undefined {
  if (!isJsonObject(reply)) {
    return undefined;
  }
  const [choice] = Array.isArray(reply.choices) ? reply.choices : [];
  if (isJsonObject(choice) && isJsonObject(choice.message)) {
    return choice.message;
  }
  if (isJsonObject(reply.message)) {
    return reply.message;
  }
  return "content" in reply || "tool_calls" in reply ? reply : undefined;
}

function textOf(content: Json | undefined): string {
  if (typeof content === "string") {
    return content.trim();
  }
  const parts = Array.isArray(content) ? content : [];
  return parts
    .map((part) => (isJsonObject(part) && typeof part.text === "string" ? part.text : ""))
    .join("")
    .trim();
}

function callIn(call: Json, tools: readonly ToolSpec[]): Action {
  const called = isJsonObject(call) && isJsonObject(call.function) ? call.function : call;
  if (!isJsonObject(called) || typeof called.name !== "string") {
    throw unreadable("a call names no function");
  }
  const { name } = called;
  const tool = tools.find((one) => one.name === name || functionName(one.name) === name);
  if (!tool) {
    throw unreadable(`it calls ${name.slice(0, 80)}, which is not among the tools`);
  }
  return { kind: "call", tool: tool.name, arguments: argumentsIn(called.arguments, name) };
}

function argumentsIn(given: Json | undefined, name: string): JsonObject {
  let value: unknown = given ?? {};
  if (typeof value === "string") {
    try {
      value = value.trim() === "" ? {} : JSON.parse(value);
    } catch {
      throw unreadable(`the arguments of ${name} are not JSON`);
    }
  }
  if (!isJsonObject(value)) {
    throw unreadable(`the arguments of ${name} are not a JSON object`);
  }
  return value;
}

function unreadable(why: string): SimulatorError {
  return new SimulatorError("invalid", `the agent's reply cannot be read: ${why}`);
}
