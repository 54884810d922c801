import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { unquoted } from "../arguments.ts";
import { addChatMessages, messageShare, offeredTools } from "../chat-messages.ts";
import { listOf, type Maybe, objectOf } from "../fields.ts";
import type { Conversation, Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

interface Preference {
  prompt: readonly Json[];
  chosen: Maybe;
  rejected: Maybe;
  tools: Maybe;
}

function preferenceOf(record: Json): Preference | undefined {
  if (!isJsonObject(record)) {
    return undefined;
  }
  const { input, preferred_output: chosen, non_preferred_output: rejected } = record;
  if (chosen !== undefined && rejected !== undefined) {
    const { messages, tools } = objectOf(input);
    return { prompt: listOf(messages), chosen, rejected, tools };
  }
  if (record.chosen !== undefined && record.rejected !== undefined) {
    return {
      prompt: promptOf(record),
      chosen: record.chosen,
      rejected: record.rejected,
      tools: record.tools,
    };
  }
  return undefined;
}

function promptOf(record: JsonObject): readonly Json[] {
  const prompt = unquoted(record.prompt);
  return typeof prompt === "string" ? [{ role: "user", content: prompt }] : listOf(prompt);
}

/** A continuation: messages, one message, or plain text. */
function continuation(value: Maybe): readonly Json[] {
  const read = unquoted(value);
  return typeof read === "string"
    ? [{ role: "assistant", content: read }]
    : Array.isArray(read)
      ? read
      : [read ?? null];
}

/** Preference data: one prompt, the chosen and the rejected continuation. Gives two conversations. */
export const openaiPreferenceReader: RecordReader = {
  kind: "records",
  id: "openai-preference",
  title: "Preference pairs",
  hints: ["preferred_output", "non_preferred_output", "chosen", "rejected", "prompt"],
  sniff(record) {
    const preference = preferenceOf(record);
    if (preference === undefined) {
      return 0;
    }
    const continuations = [...continuation(preference.chosen), ...continuation(preference.rejected)];
    return messageShare([...preference.prompt, ...continuations]) > 0.5 ? 0.9 : 0.4;
  },
  *read(records): Iterable<Reading> {
    const preference = preferenceOf(records[0] ?? null);
    if (preference === undefined) {
      yield { problem: "there is no chosen and rejected continuation" };
      return;
    }
    yield { conversation: conversationOf(preference, preference.chosen, "chosen") };
    yield { conversation: conversationOf(preference, preference.rejected, "rejected") };
  },
};

function conversationOf(preference: Preference, side: Maybe, name: string): Conversation {
  const transcript = createTranscript();
  const { names, definitions } = offeredTools(preference.tools);
  transcript.offer(names);
  addChatMessages(transcript, preference.prompt);
  addChatMessages(transcript, continuation(side));
  return transcript.finish({
    marks: [{ name: "preference", value: name }],
    ...(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
  });
}
