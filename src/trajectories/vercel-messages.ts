import type { Json, JsonObject } from "../ots/json.ts";
import { chatRole } from "./chat-messages.ts";
import { assistantParts, contentText, joinTexts } from "./content.ts";
import { asText, firstText, has, listOf, objectOf, objectsOf, textOf } from "./fields.ts";
import type { AssistantPart, Transcript } from "./transcript.ts";

function isToolPart(part: JsonObject): boolean {
  const type = textOf(part.type) ?? "";
  return type === "dynamic-tool" || (type.startsWith("tool-") && !type.startsWith("tool-approval-"));
}

/** True for a message in one of the shapes that only the Vercel AI SDK has. */
export function isVercelMessage(message: JsonObject): boolean {
  if (chatRole(message.role) === undefined) {
    return false;
  }
  const parts = objectsOf(message.parts);
  return (
    parts.some((part) => isToolPart(part) || part.type === "step-start" || typeof part.text === "string") ||
    Array.isArray(message.toolInvocations) ||
    objectsOf(message.content).some((part) => "toolCallId" in part || part.type === "tool-approval-request")
  );
}

/** Adds a UIMessage, a ModelMessage or a message of version 4. */
export function addVercelMessage(transcript: Transcript, message: JsonObject): void {
  const body: Json = message.parts ?? message.content ?? null;
  switch (chatRole(message.role)) {
    case "system":
      transcript.system(contentText(body));
      break;
    case "user":
      transcript.user(joinTexts(objectsOf(body).length > 0 ? objectsOf(body).map(partText) : [asText(body)]));
      break;
    case "assistant":
      addAssistant(transcript, message, body);
      break;
    case "tool":
      for (const part of objectsOf(body)) {
        addModelResult(transcript, part);
      }
      break;
    default:
      transcript.notice("agent", contentText(body), textOf(message.role));
      break;
  }
}

function partText(part: JsonObject): string {
  return /^(data-|source-)/.test(textOf(part.type) ?? "") ? asText(part) : contentText(part);
}

/** What one part adds to the turn, and what came back of it when the part holds that too. */
interface Piece {
  parts: AssistantPart[];
  settle?: (transcript: Transcript) => void;
}

function addAssistant(transcript: Transcript, message: JsonObject, body: Json): void {
  if (!Array.isArray(body)) {
    transcript.assistant(assistantParts(body));
  }
  let turn: AssistantPart[] = [];
  let settle: ((transcript: Transcript) => void)[] = [];
  const flush = () => {
    transcript.assistant(turn);
    for (const add of settle) {
      add(transcript);
    }
    turn = [];
    settle = [];
  };
  const invocations = Array.isArray(message.parts) ? [] : objectsOf(message.toolInvocations);
  for (const part of [...objectsOf(body), ...invocations]) {
    const approval = /^tool-approval-/.test(textOf(part.type) ?? "");
    const isCall = !approval && (isToolPart(part) || has(part, "toolCallId"));
    // One message holds several steps of the agent: words after a settled call begin the next one.
    if (part.type === "step-start" || (settle.length > 0 && !isCall)) {
      flush();
    }
    const piece = isCall ? callPiece(part) : { parts: otherParts(part) };
    turn.push(...piece.parts);
    if (piece.settle) {
      settle.push(piece.settle);
    }
  }
  flush();
}

function otherParts(part: JsonObject): AssistantPart[] {
  const type = textOf(part.type) ?? "";
  if (type === "step-start" || type === "tool-approval-request") {
    return [];
  }
  return /^(data-|source-)/.test(type) ? [{ kind: "text", text: asText(part) }] : assistantParts([part]);
}

function callPiece(part: JsonObject): Piece {
  const call = part.type === "tool-invocation" ? objectOf(part.toolInvocation) : part;
  const id = textOf(call.toolCallId);
  if (call.type === "tool-result") {
    return { parts: [], settle: (transcript) => addModelResult(transcript, call) };
  }
  const tool = textOf(call.toolName) ?? (textOf(call.type) ?? "").replace(/^tool-/, "");
  const parts: AssistantPart[] = [
    { kind: "call", tool, input: call.input ?? call.args ?? call.rawInput, id },
  ];
  const state = textOf(call.state) ?? "";
  const output = call.output ?? call.result;
  if (state === "output-error" || has(call, "errorText")) {
    const content = asText(call.errorText ?? output);
    return { parts, settle: (transcript) => transcript.result({ id, tool, content, isError: true }) };
  }
  if (state === "output-denied") {
    const reason = firstText(objectOf(call.approval), "reason");
    const content = joinTexts(["The user did not allow this call.", reason ?? ""]);
    return { parts, settle: (transcript) => transcript.result({ id, tool, content, isError: true }) };
  }
  return output === undefined
    ? { parts }
    : { parts, settle: (transcript) => transcript.result({ id, tool, content: contentOf(output) }) };
}

function contentOf(value: Json): string {
  return typeof value === "string" ? value : asText(value);
}

function addModelResult(transcript: Transcript, part: JsonObject): void {
  if (part.type === "tool-approval-response") {
    transcript.notice(
      "user",
      part.approved === true ? "Approved." : joinTexts(["Not approved.", asText(part.reason)]),
    );
    return;
  }
  const output = part.output ?? part.result;
  const wrapped = objectOf(output);
  const kind = textOf(wrapped.type) ?? "";
  const typed = /^(text|json|error-text|error-json|content|execution-denied)$/.test(kind);
  const inner =
    kind === "execution-denied" ? (wrapped.reason ?? "The user did not allow this call.") : wrapped.value;
  transcript.result({
    id: textOf(part.toolCallId),
    tool: textOf(part.toolName),
    content: kind === "content" ? joinTexts(listOf(inner).map(contentText)) : asText(typed ? inner : output),
    isError: kind.startsWith("error") || kind === "execution-denied" || part.isError === true,
  });
}
