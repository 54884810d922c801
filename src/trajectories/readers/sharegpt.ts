import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { parseJsonText } from "../arguments.ts";
import { chatRole, offeredTools } from "../chat-messages.ts";
import { asText, firstText, listOf, type Maybe, objectOf, objectsOf, textOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { type AssistantPart, createTranscript, type Transcript } from "../transcript.ts";

function turnsOf(record: Json): readonly Json[] {
  return isJsonObject(record)
    ? listOf(record.conversations ?? record.conversation ?? record.items)
    : listOf(record);
}

/** Whether the value is a turn of `{from, value}`. */
export function isShareGptTurn(turn: Json): turn is JsonObject {
  return isJsonObject(turn) && typeof turn.from === "string" && "value" in turn;
}

/** ShareGPT training data: `conversations` of `{from, value}`; calls as JSON or in `<tool_call>` tags. */
export const shareGptReader: RecordReader = {
  kind: "records",
  id: "sharegpt",
  title: "ShareGPT conversations",
  hints: ["conversations", "from", "value", "gpt", "human"],
  sniff(record) {
    const sample = turnsOf(record).slice(0, 20);
    return sample.length === 0 ? 0 : (sample.filter(isShareGptTurn).length / sample.length) * 0.95;
  },
  *read(records): Iterable<Reading> {
    const record = records[0] ?? null;
    const turns = turnsOf(record);
    if (!turns.some(isShareGptTurn)) {
      yield { problem: 'there is no list of turns with "from" and "value" under "conversations"' };
      return;
    }
    const head = isJsonObject(record) ? record : {};
    const transcript = createTranscript();
    const { names, definitions } = offeredTools(head.tools);
    transcript.offer(names);
    transcript.system(firstText(head, "system", "system_prompt") ?? "");
    for (const turn of objectsOf(turns)) {
      addShareGptTurn(transcript, turn);
    }
    const title = firstText(head, "title");
    yield {
      conversation: transcript.finish({
        ...(title === undefined ? {} : { title }),
        ...(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
      }),
    };
  },
};

/** Adds one turn of `{from, value}`. */
export function addShareGptTurn(transcript: Transcript, turn: JsonObject): void {
  const from = textOf(turn.from)?.toLowerCase() ?? "";
  const value = asText(turn.value);
  if (from === "function_call" || from === "tool_call") {
    transcript.assistant(callTurn(value));
    return;
  }
  switch (chatRole(from)) {
    case "system":
      transcript.system(value);
      break;
    case "user":
      transcript.user(value);
      break;
    case "assistant":
      transcript.assistant(assistantTurn(value));
      break;
    case "tool":
      addResults(transcript, value);
      break;
    default:
      transcript.notice("agent", value, from);
      break;
  }
}

/** Pieces of `text` outside and inside `<tag>…</tag>`, in order. A tag that is never closed runs to the end. */
function tagged(text: string, tag: string): { inside: boolean; text: string }[] {
  const pieces: { inside: boolean; text: string }[] = [];
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf(open, at);
    pieces.push({ inside: false, text: text.slice(at, start === -1 ? undefined : start).trim() });
    if (start === -1) {
      break;
    }
    const end = text.indexOf(close, start);
    pieces.push({ inside: true, text: text.slice(start + open.length, end === -1 ? undefined : end).trim() });
    at = end === -1 ? text.length : end + close.length;
  }
  return pieces.filter((piece) => piece.text !== "");
}

function assistantTurn(value: string): AssistantPart[] {
  return tagged(value, "think").flatMap((piece): AssistantPart[] =>
    piece.inside
      ? [{ kind: "thought", text: piece.text }]
      : tagged(piece.text, "tool_call").flatMap((part): AssistantPart[] =>
          part.inside
            ? (callsIn(part.text) ?? [{ kind: "call", tool: "unnamed", input: part.text }])
            : [{ kind: "text", text: part.text }],
        ),
  );
}

/** A turn that is a call; LLaMA-Factory puts the thought before it in `<think>`. */
function callTurn(value: string): AssistantPart[] {
  const pieces = value.startsWith("<think>") ? tagged(value, "think") : [{ inside: false, text: value }];
  return pieces.flatMap((piece): AssistantPart[] =>
    piece.inside
      ? [{ kind: "thought", text: piece.text }]
      : (callsIn(piece.text) ?? [{ kind: "call", tool: "unnamed", input: piece.text }]),
  );
}

/** `{name, arguments}` or a list of them, as JSON text. */
function callsIn(text: string): AssistantPart[] | undefined {
  const parsed: Maybe = parseJsonText(text);
  const calls = objectsOf(Array.isArray(parsed) ? parsed : [parsed ?? null]);
  return calls.length === 0
    ? undefined
    : calls.map((call) => ({
        kind: "call",
        tool: firstText(call, "name", "tool", "function") ?? "unnamed",
        input: call.arguments ?? call.parameters ?? call.args,
        id: firstText(call, "id"),
      }));
}

function addResults(transcript: Transcript, value: string): void {
  const inside = tagged(value, "tool_response").filter((piece) => piece.inside);
  for (const text of inside.length > 0 ? inside.map((piece) => piece.text) : [value]) {
    const named = objectOf(parseJsonText(text));
    const content = named.content ?? named.result;
    const tool = firstText(named, "name", "tool");
    transcript.result(
      tool !== undefined && content !== undefined ? { tool, content: asText(content) } : { content: text },
    );
  }
}
