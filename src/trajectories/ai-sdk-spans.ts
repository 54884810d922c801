import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { unquoted } from "./arguments.ts";
import { offeredTools } from "./chat-messages.ts";
import { asText, has, listOf, type Maybe, objectOf, objectsOf, textOf } from "./fields.ts";
import type { Attributes, Span } from "./spans.ts";
import type { ModelCall, ToolRun } from "./trace-conversation.ts";

/** The model call in a span of the Vercel AI SDK's own telemetry (`ai.prompt`, `ai.response.…`); undefined when it is none. */
export function aiSdkModelCall({ attributes }: Span): ModelCall | undefined {
  const input = inputOf(attributes);
  const output = outputOf(attributes);
  if (input.length + output.length === 0) {
    return undefined;
  }
  const tools = listOf(unquoted(attributes.get("ai.prompt.tools"))).map((tool) => unquoted(tool) ?? null);
  const { names, definitions } = offeredTools(tools);
  return { input, output, tools: names, toolDefinitions: definitions };
}

/** The tool run in a span of the same telemetry; undefined when it is none. */
export function aiSdkToolRun({ attributes, failed, failure }: Span): ToolRun | undefined {
  const tool = textOf(attributes.get("ai.toolCall.name"));
  if (tool === undefined) {
    return undefined;
  }
  const output = asText(attributes.get("ai.toolCall.result"));
  return {
    id: textOf(attributes.get("ai.toolCall.id")),
    tool,
    input: attributes.get("ai.toolCall.args") ?? attributes.get("ai.toolCall.input"),
    output: output === "" ? failure : output,
    isError: failed,
  };
}

function inputOf(attributes: Attributes): JsonObject[] {
  const messages = unquoted(attributes.get("ai.prompt.messages"));
  if (Array.isArray(messages)) {
    return objectsOf(messages).flatMap(chatMessages);
  }
  const given = unquoted(attributes.get("ai.prompt"));
  const prompt: JsonObject = isJsonObject(given) ? given : { prompt: given ?? null };
  const asked: JsonObject[] =
    typeof prompt.prompt === "string" && prompt.prompt !== ""
      ? [{ role: "user", content: prompt.prompt }]
      : objectsOf(prompt.messages ?? prompt.prompt).flatMap(chatMessages);
  return typeof prompt.system === "string" ? [{ role: "system", content: prompt.system }, ...asked] : asked;
}

function outputOf(attributes: Attributes): JsonObject[] {
  const text = textOf(attributes.get("ai.response.text")) ?? textOf(attributes.get("ai.response.object"));
  const calls = objectsOf(unquoted(attributes.get("ai.response.toolCalls"))).map(toolCall);
  const reasoning = textOf(attributes.get("ai.response.reasoning"));
  return text === undefined && calls.length === 0
    ? []
    : [
        {
          role: "assistant",
          content: text ?? null,
          tool_calls: calls,
          ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
        },
      ];
}

/** A message of the SDK as chat messages: calls and results stand among its parts. */
function chatMessages(message: JsonObject): JsonObject[] {
  const parts = objectsOf(message.content);
  if (message.role === "tool") {
    return parts.filter((part) => part.type === "tool-result").map(toolResult);
  }
  const calls = parts.filter((part) => part.type === "tool-call").map(toolCall);
  const said: Json =
    parts.length === 0 ? (message.content ?? null) : parts.filter((part) => !has(part, "toolCallId"));
  return [{ role: message.role ?? null, content: said, tool_calls: calls }];
}

function toolCall(part: JsonObject): JsonObject {
  return {
    id: part.toolCallId ?? null,
    name: part.toolName ?? null,
    arguments: part.input ?? part.args ?? null,
  };
}

function toolResult(part: JsonObject): JsonObject {
  const output: Maybe = part.output ?? part.result;
  const { type, value } = objectOf(output);
  const typed = value !== undefined && typeof type === "string";
  return {
    role: "tool",
    tool_call_id: part.toolCallId ?? null,
    name: part.toolName ?? null,
    content: typed && type === "content" ? value : asText(typed ? value : output),
    is_error: typed && type.startsWith("error"),
  };
}
