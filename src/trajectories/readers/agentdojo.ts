import { isJsonObject } from "../../ots/json.ts";
import { addChatMessages, messageShare } from "../chat-messages.ts";
import { asText, has, listOf, objectOf, textOf } from "../fields.ts";
import type { Mark, Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

const identity = ["suite_name", "pipeline_name", "user_task_id", "injection_task_id", "attack_type"] as const;

/** AgentDojo run logs: one task of a suite with or without an attack. */
export const agentDojoReader: RecordReader = {
  kind: "records",
  id: "agentdojo",
  title: "AgentDojo run",
  hints: ["suite_name", "pipeline_name", "user_task_id", "injection_task_id", "injections"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    const known = identity.filter((key) => key in record).length;
    return Array.isArray(record.messages) && known >= 2 ? 0.98 : Math.min(0.45, known * 0.12);
  },
  *read(records): Iterable<Reading> {
    const record = objectOf(records[0]);
    if (messageShare(record.messages) === 0) {
      yield { problem: 'there is no list of messages under "messages"' };
      return;
    }
    const transcript = createTranscript();
    addChatMessages(transcript, listOf(record.messages));
    if (has(record, "error")) {
      transcript.notice("system", asText(record.error), "error");
    }
    const parts = [record.suite_name, record.user_task_id, record.injection_task_id, record.attack_type];
    const names = parts.map(textOf).filter((name) => name !== undefined && name !== "none");
    yield { conversation: transcript.finish({ title: names.join(" / "), marks: marksOf(record) }) };
  },
};

function marksOf(record: ReturnType<typeof objectOf>): Mark[] {
  const marks: Mark[] = [];
  if (has(record, "utility")) {
    marks.push({ name: "utility", value: asText(record.utility) });
  }
  if (has(record, "security")) {
    // Which way round it counts has changed between versions, so it is shown as the file has it.
    marks.push({
      name: "security",
      value: asText(record.security),
      explanation: "In stored runs, true means that the injected goal was reached.",
    });
  }
  for (const [vector, text] of Object.entries(objectOf(record.injections))) {
    marks.push({ name: `injection ${vector}`, value: asText(text) });
  }
  return marks;
}
