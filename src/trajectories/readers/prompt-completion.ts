import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { unquoted } from "../arguments.ts";
import { addChatMessages, messageShare, offeredTools } from "../chat-messages.ts";
import { listOf, type Maybe } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

interface Completed {
  record: JsonObject;
  messages: readonly Json[];
}

function completedOf(record: Json): Completed | undefined {
  if (!isJsonObject(record) || record.prompt === undefined || record.completion === undefined) {
    return undefined;
  }
  const messages = [...side(record.prompt, "user"), ...side(record.completion, "assistant")];
  return { record, messages };
}

/** Messages, or plain text said by `role`. */
function side(value: Maybe, role: string): readonly Json[] {
  const read = unquoted(value);
  return typeof read === "string" ? [{ role, content: read }] : listOf(read);
}

/** TRL's prompt-completion data, with a `label` where it is unpaired preference data (KTO). */
export const promptCompletionReader: RecordReader = {
  kind: "records",
  id: "prompt-completion",
  title: "Prompt and completion",
  hints: ["prompt", "completion", "label"],
  sniff(record) {
    const completed = completedOf(record);
    return completed === undefined ? 0 : messageShare(completed.messages) > 0.5 ? 0.95 : 0.4;
  },
  *read(records): Iterable<Reading> {
    const completed = completedOf(records[0] ?? null);
    if (completed === undefined) {
      yield { problem: "there is no prompt with a completion" };
      return;
    }
    const { record, messages } = completed;
    const transcript = createTranscript();
    const { names, definitions } = offeredTools(record.tools);
    transcript.offer(names);
    addChatMessages(transcript, messages);
    yield {
      conversation: transcript.finish({
        ...(typeof record.label === "boolean"
          ? { marks: [{ name: "preference", value: record.label ? "desirable" : "undesirable" }] }
          : {}),
        ...(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
      }),
    };
  },
};
