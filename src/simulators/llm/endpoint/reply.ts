import { isJsonObject, type JsonObject } from "../../../ots/json.ts";
import { bodyCharacters, type ChatBody, type ChatReply, type ChatUsage, estimateTokens } from "../chat.ts";
import { plainLine } from "../text.ts";

const longestName = 120;

/**
 * Reads a chat completion, whatever dialect of it the server speaks. A text says why it is none: no choices, no message,
 * an error with status 200.
 */
export function readReply(data: unknown, body: ChatBody): ChatReply | string {
  if (!isJsonObject(data)) {
    return "the body is not a JSON object";
  }
  if (!Array.isArray(data.choices)) {
    const error = isJsonObject(data.error) ? data.error.message : (data.error ?? data.message ?? data.detail);
    return typeof error === "string" ? error.slice(0, 500) : "the body is not a chat completion";
  }
  const [choice] = data.choices;
  if (!isJsonObject(choice) || !isJsonObject(choice.message)) {
    return "the completion has no choices";
  }
  const { message } = choice;
  const text = contentText(message);
  const toolArguments = calledWith(message);
  const { finish_reason: finish } = choice;
  return {
    text,
    ...(toolArguments !== undefined && { toolArguments }),
    ...(toolArguments !== undefined && calledName(message)),
    ...(typeof message.refusal === "string" && message.refusal !== "" && { refusal: message.refusal }),
    finish: finish === "length" || finish === "content_filter" ? finish : "other",
    ...(typeof data.model === "string" && data.model !== "" && { model: plainLine(data.model, longestName) }),
    usage: usageOf(data, body, text.length + (toolArguments?.length ?? 0)),
  };
}

/** The text, also of servers that send it in parts. */
function contentText({ content }: JsonObject): string {
  if (typeof content === "string") {
    return content;
  }
  return Array.isArray(content)
    ? content.map((part) => (isJsonObject(part) && typeof part.text === "string" ? part.text : "")).join("")
    : "";
}

/** Arguments of the first call, as text, also of servers that send them parsed or in the older `function_call`. */
function calledWith({ tool_calls: calls, function_call: single }: JsonObject): string | undefined {
  const [first] = Array.isArray(calls) ? calls : [];
  const called = isJsonObject(first) ? first.function : single;
  if (!isJsonObject(called) || called.arguments === undefined) {
    return undefined;
  }
  return typeof called.arguments === "string" ? called.arguments : JSON.stringify(called.arguments);
}

/** Name of the function of the first call. */
function calledName({ tool_calls: calls, function_call: single }: JsonObject): { toolName?: string } {
  const [first] = Array.isArray(calls) ? calls : [];
  const called = isJsonObject(first) ? first.function : single;
  return isJsonObject(called) && typeof called.name === "string" ? { toolName: called.name } : {};
}

function usageOf({ usage }: JsonObject, body: ChatBody, written: number): ChatUsage {
  if (
    isJsonObject(usage) &&
    typeof usage.prompt_tokens === "number" &&
    typeof usage.completion_tokens === "number"
  ) {
    return { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens, estimated: false };
  }
  return {
    inputTokens: estimateTokens(bodyCharacters(body)),
    outputTokens: estimateTokens(written),
    estimated: true,
  };
}
