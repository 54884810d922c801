import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { contentText } from "../content.ts";
import { firstText, has, objectOf, textOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { addResponseItems } from "../response-items.ts";
import { createTranscript } from "../transcript.ts";

const kinds = new Set(["session_meta", "turn_context", "response_item", "event_msg", "compacted"]);

function isRolloutLine(record: Json): record is JsonObject {
  return isJsonObject(record) && kinds.has(textOf(record.type) ?? "") && isJsonObject(record.payload);
}

/** Session logs ("rollouts") of Codex: Responses items inside timed lines, beside events that repeat them for the screen. */
export const codexReader: RecordReader = {
  kind: "records",
  id: "codex",
  title: "Codex session",
  hints: ["session_meta", "response_item", "event_msg", "turn_context", "payload"],
  sniff: (record) => (isRolloutLine(record) ? (has(record, "timestamp") ? 0.97 : 0.8) : 0),
  group: () => "session",
  *read(records): Iterable<Reading> {
    const lines = records.filter(isRolloutLine);
    const items = lines.filter((line) => line.type === "response_item");
    if (items.length === 0) {
      yield { problem: 'there are no lines of type "response_item" in this session' };
      return;
    }
    const transcript = createTranscript();
    const meta = objectOf(lines.find((line) => line.type === "session_meta")?.payload);
    transcript.system(textOf(meta.instructions) ?? firstText(objectOf(meta.base_instructions), "text") ?? "");
    const pieces = lines.flatMap(itemOf);
    addResponseItems(transcript, pieces);
    yield { conversation: transcript.finish() };
  },
};

/** What the program adds to the user's side in order to describe itself and the project. */
const surroundings = /^\s*(<(environment_context|user_instructions|permissions instructions)>|# AGENTS\.md )/;

function itemOf(line: JsonObject): JsonObject[] {
  const payload = objectOf(line.payload);
  if (line.type === "compacted") {
    return [{ type: "message", role: "system", content: payload.message ?? null }];
  }
  if (line.type !== "response_item") {
    return [];
  }
  const added = payload.role === "user" && surroundings.test(contentText(payload.content));
  return [added ? { ...payload, role: "developer" } : payload];
}
