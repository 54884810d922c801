import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { unquoted } from "./arguments.ts";
import { assistantParts, contentText } from "./content.ts";
import { asText, firstText, listOf, type Maybe, objectOf, objectsOf, textOf } from "./fields.ts";
import type { AssistantPart, Transcript } from "./transcript.ts";

export type ChatRole = "system" | "user" | "assistant" | "tool";

const roles: Readonly<Record<string, ChatRole>> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  assistant: "assistant",
  ai: "assistant",
  agent: "assistant",
  model: "assistant",
  gpt: "assistant",
  chatgpt: "assistant",
  bot: "assistant",
  tool: "tool",
  function: "tool",
  observation: "tool",
  environment: "tool",
  function_response: "tool",
  tool_response: "tool",
};

/** What a role is called here, whichever family of formats its name comes from. */
export function chatRole(name: Maybe): ChatRole | undefined {
  const key = textOf(name)?.toLowerCase();
  return key !== undefined && Object.hasOwn(roles, key) ? roles[key] : undefined;
}

/** Adds messages in the shape of the OpenAI chat API and its many relatives. What is no message is noted. */
export function addChatMessages(transcript: Transcript, messages: readonly Json[]): void {
  for (const message of messages) {
    if (isJsonObject(message)) {
      addChatMessage(transcript, message);
    } else {
      transcript.note("Some entries of the message list are no messages; they were left out.");
    }
  }
}

/** Adds one message; see `addChatMessages`. */
export function addChatMessage(transcript: Transcript, message: JsonObject): void {
  switch (chatRole(message.role)) {
    case "system":
      transcript.system(contentText(message.content));
      break;
    case "user":
      transcript.user(contentText(message.content), textOf(message.name));
      break;
    case "assistant":
      transcript.assistant(chatAssistantParts(message), textOf(message.name));
      break;
    case "tool":
      addToolMessage(transcript, message);
      break;
    default:
      transcript.notice("agent", contentText(message.content), textOf(message.role));
      break;
  }
}

/** Reasoning, text and calls of an assistant message, in this order. */
export function chatAssistantParts(message: JsonObject): AssistantPart[] {
  const reasoning = firstText(message, "reasoning_content", "reasoning", "thinking", "thought");
  const refusal = textOf(message.refusal);
  const parts: AssistantPart[] = reasoning === undefined ? [] : [{ kind: "thought", text: reasoning }];
  parts.push(...assistantParts(message.content));
  if (refusal !== undefined) {
    parts.push({ kind: "text", text: refusal });
  }
  parts.push(...objectsOf(unquoted(message.tool_calls)).map(chatCall));
  if (isJsonObject(message.function_call)) {
    parts.push(chatCall(message.function_call));
  }
  return parts;
}

/** A call as chat formats write it: nested under `function` or `custom`, or flat; arguments as object or string. */
function chatCall(call: JsonObject): AssistantPart {
  const nested = [call.function, call.custom].find(isJsonObject) ?? call;
  const input = nested.arguments ?? nested.args ?? nested.input ?? nested.parameters;
  return {
    kind: "call",
    tool: firstText(nested, "name", "function", "tool_name", "tool") ?? "unnamed",
    // Free-form input of a custom tool is text by design; everything else should be an object.
    input: isJsonObject(call.custom) && typeof input === "string" ? { input } : input,
    id: firstText(call, "id", "tool_call_id", "call_id"),
  };
}

function addToolMessage(transcript: Transcript, message: JsonObject): void {
  const error = message.error;
  const failed =
    (error !== undefined && error !== null && error !== "" && error !== false) ||
    message.is_error === true ||
    message.status === "error";
  const content = contentText(message.content);
  const errorText = isJsonObject(error) ? asText(error.message ?? error) : asText(error);
  transcript.result({
    id: firstText(message, "tool_call_id", "call_id", "id"),
    tool: firstText(message, "name", "function", "tool_name") ?? textOf(objectOf(message.tool_call).function),
    content: content === "" && failed ? errorText : content,
    isError: failed,
  });
}

/** Names in a list of tool definitions of any family, also when the list is written as JSON in a string. */
export function offeredTools(tools: Maybe): { names: string[]; definitions: Json[] } {
  const definitions = listOf(unquoted(tools)).filter(
    (tool) => isJsonObject(tool) || typeof tool === "string",
  );
  const names = definitions.flatMap((tool) => {
    const name =
      typeof tool === "string" ? tool : firstText(objectOf(objectOf(tool).function ?? tool), "name", "type");
    return name === undefined || name === "" ? [] : [name];
  });
  return {
    names,
    definitions: definitions.filter(isJsonObject),
  };
}

/** The share of a list's first entries that are messages with a known role. */
export function messageShare(messages: Maybe | readonly Json[]): number {
  const sample = listOf(messages).slice(0, 20);
  const known = sample.filter((message) => isJsonObject(message) && chatRole(message.role) !== undefined);
  return sample.length === 0 ? 0 : known.length / sample.length;
}
