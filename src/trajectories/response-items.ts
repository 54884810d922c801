import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { chatRole, offeredTools } from "./chat-messages.ts";
import { assistantParts, contentText, joinTexts, reasoningText } from "./content.ts";
import { asText, firstText, has, type Maybe, objectsOf, textOf } from "./fields.ts";
import type { AssistantPart, Transcript } from "./transcript.ts";

/** Properties of a hosted tool's call that are not its input. */
const notInput = new Set([
  "type",
  "id",
  "call_id",
  "status",
  "results",
  "outputs",
  "result",
  "output",
  "error",
]);

/** True for anything the Responses API lists as an item, the short form of a message included. */
export function isResponseItem(item: JsonObject): boolean {
  const type = textOf(item.type) ?? "";
  return (
    /^(message|reasoning|item_reference|mcp_\w+)$|_call(_output|_result)?$/.test(type) ||
    (type === "" && chatRole(item.role) !== undefined)
  );
}

/** Adds items of the Responses API. The items between two inputs are one turn of the agent. */
export function addResponseItems(transcript: Transcript, items: readonly Json[]): void {
  let turn: AssistantPart[] = [];
  let results: JsonObject[] = [];
  let checks: string[] = [];
  const flush = () => {
    transcript.assistant(turn);
    for (const check of checks) {
      transcript.notice("system", `Safety check pending: ${check}`);
    }
    turn = [];
    checks = [];
    for (const item of results) {
      addOutput(transcript, item);
    }
    results = [];
  };
  for (const item of items) {
    if (!isJsonObject(item)) {
      transcript.note("Some entries of the item list are no items; they were left out.");
      continue;
    }
    const type = textOf(item.type) ?? "message";
    if (type === "message" && chatRole(item.role) === "assistant") {
      // A message after calls is a new turn unless it belongs to the same response, which only calls can tell.
      if (results.length > 0) {
        flush();
      }
      turn.push(...assistantParts(item.content));
    } else if (type === "reasoning") {
      if (results.length > 0) {
        flush();
      }
      turn.push({ kind: "thought", text: reasoningText(item) ?? "" });
    } else if (/_call$/.test(type)) {
      if (results.length > 0) {
        flush();
      }
      turn.push(callOf(item, type));
      checks.push(
        ...objectsOf(item.pending_safety_checks).map((check) => firstText(check, "message", "code") ?? ""),
      );
      // Hosted tools carry their result themselves.
      if (["output", "results", "outputs", "result", "error"].some((key) => has(item, key))) {
        results.push(item);
      }
    } else if (/_call_(output|result)$/.test(type)) {
      results.push(item);
    } else {
      flush();
      addOther(transcript, item, type);
    }
  }
  flush();
}

function callOf(item: JsonObject, type: string): AssistantPart {
  const input: Maybe =
    type === "custom_tool_call" && typeof item.input === "string"
      ? { input: item.input }
      : (item.arguments ?? item.action ?? item.input ?? rest(item));
  return {
    kind: "call",
    tool: textOf(item.name) ?? type.replace(/_call$/, ""),
    input,
    id: firstText(item, "call_id", "callId", "id"),
  };
}

function rest(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !notInput.has(key)));
}

function addOutput(transcript: Transcript, item: JsonObject): void {
  const failed = has(item, "error") || item.status === "failed" || item.status === "incomplete";
  const output = item.output ?? item.results ?? item.outputs ?? item.result;
  const drawn = item.type === "image_generation_call" && typeof output === "string";
  const parts = [contentText(drawn ? item : output), has(item, "error") ? asText(item.error) : ""];
  transcript.result({
    id: firstText(item, "call_id", "callId", "id"),
    tool: textOf(item.name),
    content: joinTexts(parts),
    isError: failed,
  });
}

function addOther(transcript: Transcript, item: JsonObject, type: string): void {
  switch (type) {
    case "message":
      addMessage(transcript, item);
      break;
    case "mcp_list_tools":
      transcript.offer(offeredTools(item.tools).names);
      break;
    case "mcp_approval_request":
      transcript.notice(
        "system",
        `Approval asked for ${textOf(item.name) ?? "a call"}: ${asText(item.arguments)}`,
      );
      break;
    case "mcp_approval_response":
      transcript.notice(
        "user",
        joinTexts([item.approve === true ? "Approved." : "Not approved.", textOf(item.reason) ?? ""]),
      );
      break;
    case "item_reference":
      transcript.note("Some items are only referred to by id; their content is not in the file.");
      break;
    default:
      transcript.notice("system", asText(item.content ?? item), type);
      break;
  }
}

function addMessage(transcript: Transcript, item: JsonObject): void {
  const text = contentText(item.content);
  switch (chatRole(item.role)) {
    case "system":
      transcript.system(text);
      break;
    case "user":
      transcript.user(text);
      break;
    default:
      transcript.notice("agent", text, textOf(item.role));
      break;
  }
}
