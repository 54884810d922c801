import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { unquoted } from "../arguments.ts";
import { addChatMessages, chatRole, messageShare, offeredTools } from "../chat-messages.ts";
import { firstText, type Maybe, objectsOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

const wrappers = [
  "messages",
  "conversation",
  "trajectory",
  "history",
  "dialogue",
  "chat",
  "traj",
  "prompt",
] as const;

/** The message list of a record: the record itself, or what one of the usual names leads to. */
function messagesOf(record: Json): Json[] | undefined {
  if (Array.isArray(record)) {
    return record;
  }
  if (!isJsonObject(record)) {
    return undefined;
  }
  for (const name of wrappers) {
    const found: Maybe = unquoted(record[name]);
    if (Array.isArray(found) && found.some(isJsonObject)) {
      return found;
    }
  }
  return undefined;
}

function isLoneMessage(record: Json): record is JsonObject {
  return isJsonObject(record) && chatRole(record.role) !== undefined && messagesOf(record) === undefined;
}

/** Chat Completions messages, fine-tuning data and everything that copies their shape. */
export const openaiChatReader: RecordReader = {
  kind: "records",
  id: "openai-chat",
  title: "OpenAI chat messages",
  hints: ["messages", "role", "content", "tool_calls", "tool_call_id"],
  sniff(record) {
    if (isLoneMessage(record)) {
      return "content" in record || "tool_calls" in record ? 0.55 : 0.3;
    }
    const messages = messagesOf(record);
    if (messages === undefined) {
      return 0;
    }
    const calls = objectsOf(messages.slice(0, 50)).some((message) => "tool_calls" in message);
    return messageShare(messages) * (calls ? 0.75 : 0.65);
  },
  group: (record) => (isLoneMessage(record) ? "messages" : undefined),
  *read(records): Iterable<Reading> {
    const [first] = records;
    if (records.length > 1 || (first !== undefined && isLoneMessage(first))) {
      yield conversationOf(records, {});
      return;
    }
    const messages = first === undefined ? undefined : messagesOf(first);
    yield messages === undefined
      ? { problem: 'there is no list of messages under "messages"' }
      : conversationOf(messages, isJsonObject(first) ? first : {});
  },
};

function conversationOf(messages: readonly Json[], record: JsonObject): Reading {
  if (messageShare(messages) === 0) {
    return { problem: 'no message has a known "role" (system, user, assistant, tool)' };
  }
  const transcript = createTranscript();
  const { names, definitions } = offeredTools(record.tools ?? record.functions);
  transcript.offer(names);
  addChatMessages(transcript, messages);
  const title = firstText(record, "title", "name");
  return {
    conversation: transcript.finish({
      ...(title === undefined ? {} : { title }),
      ...(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
    }),
  };
}
