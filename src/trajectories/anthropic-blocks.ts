import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { assistantParts, contentText, joinTexts } from "./content.ts";
import { asText, firstText, objectsOf, textOf } from "./fields.ts";
import type { AssistantPart, Transcript } from "./transcript.ts";

const callTypes = new Set(["tool_use", "server_tool_use", "mcp_tool_use"]);

/** True for a block that only Anthropic's messages have. */
export function isAnthropicBlock(block: Json): boolean {
  const type = isJsonObject(block) ? (textOf(block.type) ?? "") : "";
  return callTypes.has(type) || isResultType(type) || type === "thinking" || type === "redacted_thinking";
}

function isResultType(type: string): boolean {
  return type === "tool_result" || /_tool_result$/.test(type);
}

/** Adds one message: a user's may carry tool results, an assistant's text, thinking, calls and server-side results. */
export function addAnthropicMessage(transcript: Transcript, message: JsonObject): void {
  const role = textOf(message.role);
  if (role === "assistant") {
    addAssistant(transcript, message.content ?? null);
  } else if (role === "user") {
    addUser(transcript, message.content ?? null);
  } else if (role === "system") {
    transcript.system(contentText(message.content));
  } else {
    transcript.notice("agent", contentText(message.content), role);
  }
}

/** Puts the pieces of one assistant message together that a log holds on several lines. */
export function createTurnMerger(transcript: Transcript) {
  let open: { id: string; content: Json[] } | undefined;
  const flush = () => {
    if (open) {
      addAnthropicMessage(transcript, { role: "assistant", content: open.content });
      open = undefined;
    }
  };
  return {
    /** Adds a piece of the message with this id; another id ends the one before. */
    add(id: string, content: Json): void {
      if (open?.id !== id) {
        flush();
        open = { id, content: [] };
      }
      open.content.push(...(Array.isArray(content) ? content : [{ type: "text", text: asText(content) }]));
    },
    flush,
  };
}

function addAssistant(transcript: Transcript, content: Json): void {
  if (!Array.isArray(content)) {
    transcript.assistant(assistantParts(content));
    return;
  }
  const blocks = objectsOf(content);
  const results = blocks.filter((block) => isResultType(textOf(block.type) ?? ""));
  transcript.assistant(
    content.flatMap((block): AssistantPart[] => {
      const type = isJsonObject(block) ? (textOf(block.type) ?? "") : "";
      if (isJsonObject(block) && callTypes.has(type)) {
        return [{ kind: "call", tool: textOf(block.name) ?? type, input: block.input, id: textOf(block.id) }];
      }
      return isResultType(type) ? [] : assistantParts([block]);
    }),
  );
  for (const result of results) {
    addResult(transcript, result);
  }
}

function addUser(transcript: Transcript, content: Json): void {
  if (!Array.isArray(content)) {
    transcript.user(contentText(content));
    return;
  }
  const said: Json[] = [];
  for (const block of content) {
    if (isJsonObject(block) && isResultType(textOf(block.type) ?? "")) {
      addResult(transcript, block);
    } else {
      said.push(block);
    }
  }
  const text = joinTexts(said.map(contentText));
  if (text !== "") {
    transcript.user(text);
  }
}

function addResult(transcript: Transcript, block: JsonObject): void {
  const content = block.content;
  const error = isJsonObject(content) ? firstText(content, "error_code") : undefined;
  transcript.result({
    id: firstText(block, "tool_use_id", "id"),
    content: error === undefined ? contentText(content) : error,
    isError: block.is_error === true || error !== undefined,
  });
}
