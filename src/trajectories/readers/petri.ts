import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { addChatMessages } from "../chat-messages.ts";
import { asText, firstText, listOf, objectOf, objectsOf, textOf } from "../fields.ts";
import type { Mark, Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

/** Classic Petri transcripts: a list of edits to what the audited agent sees. Newer ones are Inspect logs. */
export const petriReader: RecordReader = {
  kind: "records",
  id: "petri",
  title: "Petri transcript",
  hints: ["auditor_model", "target_model", "judge_output", "events", "view", "edit"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    const models = ["auditor_model", "target_model"].filter((key) => key in objectOf(record.metadata)).length;
    const edits = objectsOf(record.events)
      .slice(0, 20)
      .some((event) => isJsonObject(event.edit));
    return edits ? 0.7 + models * 0.14 : models * 0.2;
  },
  *read(records): Iterable<Reading> {
    const record = objectOf(records[0]);
    const { messages, patched } = targetMessages(objectsOf(record.events));
    if (messages.length === 0) {
      yield { problem: 'there are no events that add a message to the "target" view' };
      return;
    }
    const transcript = createTranscript();
    addChatMessages(transcript, messages);
    if (patched) {
      transcript.note("Some edits change single words of earlier messages; they were not applied.");
    }
    const title = firstText(objectOf(record.metadata), "description", "transcript_id");
    yield {
      conversation: transcript.finish({ ...(title === undefined ? {} : { title }), marks: marksOf(record) }),
    };
  },
};

/** What the audited agent has seen in the end: messages added, taken back and replaced in the order of the events. */
function targetMessages(events: readonly JsonObject[]): { messages: Json[]; patched: boolean } {
  let messages: Json[] = [];
  let patched = false;
  for (const { view, edit } of events) {
    const views = typeof view === "string" ? [view] : listOf(view);
    if (!views.includes("target") || !isJsonObject(edit)) {
      continue;
    }
    switch (textOf(edit.operation)) {
      case "add":
        messages.push(edit.message ?? null);
        break;
      case "rollback":
        messages = messages.slice(0, Math.max(0, messages.length - Math.max(0, Number(edit.count) || 0)));
        break;
      case "reset":
        messages = [...listOf(edit.new_messages)];
        break;
      default:
        patched = true;
    }
  }
  return { messages: messages.filter(isJsonObject), patched };
}

function marksOf(record: JsonObject): Mark[] {
  const judged = objectOf(objectOf(record.metadata).judge_output);
  const scores = Object.entries(objectOf(judged.scores)).map(([name, value]) => ({
    name,
    value: asText(value),
  }));
  const summary = textOf(judged.summary);
  return summary === undefined ? scores : [...scores, { name: "summary", value: summary }];
}
