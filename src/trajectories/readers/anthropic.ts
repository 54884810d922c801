import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { addAnthropicMessage, isAnthropicBlock } from "../anthropic-blocks.ts";
import { messageShare, offeredTools } from "../chat-messages.ts";
import { contentText } from "../content.ts";
import { firstText, listOf, objectsOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

function messagesOf(record: Json): readonly Json[] {
  return Array.isArray(record) ? record : isJsonObject(record) ? listOf(record.messages) : [];
}

function isLoneMessage(record: Json): boolean {
  return (
    isJsonObject(record) && record.messages === undefined && listOf(record.content).some(isAnthropicBlock)
  );
}

/** The Anthropic Messages API: requests, or the bare list of messages. Tool results ride in user messages. */
export const anthropicReader: RecordReader = {
  kind: "records",
  id: "anthropic",
  title: "Anthropic messages",
  hints: ["messages", "tool_use", "tool_result", "tool_use_id", "input_schema", "thinking"],
  sniff(record) {
    if (isLoneMessage(record)) {
      return 0.7;
    }
    const messages = objectsOf(messagesOf(record)).slice(0, 50);
    const blocks = messages.some((message) => listOf(message.content).some(isAnthropicBlock));
    const head = isJsonObject(record) ? record : {};
    const schemas = objectsOf(head.tools).some((tool) => "input_schema" in tool);
    // Other chat formats have messages of their own for results.
    if (messages.some((message) => "tool_calls" in message || message.role === "tool")) {
      return 0.2;
    }
    const share = messageShare(messagesOf(record));
    return share * (blocks || schemas ? 0.9 : head.system === undefined ? 0.3 : 0.7);
  },
  group: (record) => (isLoneMessage(record) || isPlainMessage(record) ? "messages" : undefined),
  *read(records): Iterable<Reading> {
    const [first] = records;
    const lone =
      records.length > 1 || (first !== undefined && (isLoneMessage(first) || isPlainMessage(first)));
    const messages = lone ? records : first === undefined ? [] : messagesOf(first);
    if (messageShare(messages) === 0) {
      yield { problem: 'there is no list of messages with a "role" under "messages"' };
      return;
    }
    yield conversationOf(messages, !lone && isJsonObject(first) ? first : {});
  },
};

function isPlainMessage(record: Json): boolean {
  return isJsonObject(record) && record.messages === undefined && messageShare([record]) === 1;
}

function conversationOf(messages: readonly Json[], record: JsonObject): Reading {
  const transcript = createTranscript();
  const { names, definitions } = offeredTools(record.tools);
  transcript.offer(names);
  transcript.system(contentText(record.system));
  for (const message of objectsOf(messages)) {
    addAnthropicMessage(transcript, message);
  }
  const title = firstText(record, "title", "name");
  return {
    conversation: transcript.finish({
      ...(title === undefined ? {} : { title }),
      ...(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
    }),
  };
}
