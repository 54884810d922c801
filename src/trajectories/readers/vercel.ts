import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { chatRole } from "../chat-messages.ts";
import { firstText, listOf, objectsOf, textOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";
import { addVercelMessage, isVercelMessage } from "../vercel-messages.ts";

function messagesOf(record: Json): JsonObject[] {
  return objectsOf(Array.isArray(record) ? record : isJsonObject(record) ? (record.messages ?? null) : null);
}

/** Messages of the Vercel AI SDK: what the interface keeps (parts, tool invocations) and what the model is given. */
export const vercelReader: RecordReader = {
  kind: "records",
  id: "vercel-ai",
  title: "Vercel AI SDK messages",
  hints: ["parts", "toolCallId", "toolName", "toolInvocations", "step-start", "role"],
  sniff(record) {
    if (isJsonObject(record) && isVercelMessage(record)) {
      return 0.8;
    }
    const sample = messagesOf(record).slice(0, 50);
    const known = sample.filter((message) => chatRole(message.role) !== undefined).length;
    return sample.some(isVercelMessage) ? 0.55 + (known / sample.length) * 0.35 : 0;
  },
  group: (record) => (isJsonObject(record) && chatRole(record.role) !== undefined ? "messages" : undefined),
  *read(records): Iterable<Reading> {
    const [first] = records;
    const lone = records.length > 1 || (isJsonObject(first) && chatRole(first.role) !== undefined);
    const messages = lone ? objectsOf(records) : messagesOf(first ?? null);
    if (!messages.some((message) => chatRole(message.role) !== undefined)) {
      yield { problem: 'there is no list of messages with a "role"' };
      return;
    }
    const transcript = createTranscript();
    const head = !lone && isJsonObject(first) ? first : {};
    transcript.system(firstText(head, "system", "instructions") ?? "");
    for (const message of messages) {
      addVercelMessage(transcript, message);
    }
    const title = textOf(head.title);
    if (listOf(head.tools).length > 0) {
      transcript.note("Tool definitions of this file were not taken over.");
    }
    yield { conversation: transcript.finish(title === undefined ? {} : { title }) };
  },
};
