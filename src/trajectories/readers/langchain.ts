import { isJsonObject, type Json } from "../../ots/json.ts";
import { addChatMessages } from "../chat-messages.ts";
import { listOf, objectsOf } from "../fields.ts";
import { langChainMessage } from "../langchain-messages.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

function messagesOf(record: Json): readonly Json[] {
  return isJsonObject(record) ? listOf(record.messages) : listOf(record);
}

/** Serialised constructors, or `{type, data}`: shapes that only LangChain has. */
function isTypical(message: Json): boolean {
  return (
    isJsonObject(message) &&
    ((message.lc !== undefined && isJsonObject(message.kwargs)) ||
      (isJsonObject(message.data) && "content" in message.data && typeof message.type === "string"))
  );
}

/** Messages as LangChain and LangGraph write them: histories, and the state of a graph. */
export const langChainReader: RecordReader = {
  kind: "records",
  id: "langchain",
  title: "LangChain messages",
  hints: ["lc", "kwargs", "HumanMessage", "AIMessage", "ToolMessage", "additional_kwargs"],
  sniff(record) {
    const sample = messagesOf(record).slice(0, 50);
    const flat = objectsOf(sample).filter((message) => /^(human|ai|tool|system)$/.test(String(message.type)));
    if (sample.length === 0) {
      return 0;
    }
    return sample.some(isTypical)
      ? (0.9 * sample.filter((message) => langChainMessage(message) !== undefined).length) / sample.length
      : flat.some(({ type }) => type === "human" || type === "ai")
        ? (0.7 * flat.length) / sample.length
        : 0;
  },
  *read(records): Iterable<Reading> {
    const messages = messagesOf(records[0] ?? null)
      .map(langChainMessage)
      .filter((message) => message !== undefined);
    if (messages.length === 0) {
      yield { problem: "there are no messages of LangChain" };
      return;
    }
    const transcript = createTranscript();
    addChatMessages(transcript, messages);
    yield { conversation: transcript.finish() };
  },
};
