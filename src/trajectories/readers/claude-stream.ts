import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { addAnthropicMessage, createTurnMerger } from "../anthropic-blocks.ts";
import { asText, firstText, has, listOf, objectOf, textOf } from "../fields.ts";
import type { Mark, Reading, RecordReader } from "../reader.ts";
import { createTranscript, type Transcript } from "../transcript.ts";

function isStreamLine(record: Json): record is JsonObject {
  return isJsonObject(record) && has(record, "session_id") && typeof record.type === "string";
}

/** What Claude Code prints with `--output-format stream-json`, and what its SDK hands on: one event a line. */
export const claudeStreamReader: RecordReader = {
  kind: "records",
  id: "claude-stream",
  title: "Claude Code output stream",
  hints: ["session_id", "parent_tool_use_id", "subtype", "num_turns", "permissionMode"],
  sniff(record) {
    if (!isStreamLine(record)) {
      return 0;
    }
    const { type, message, subtype } = record;
    if ((type === "assistant" || type === "user") && isJsonObject(message)) {
      return 0.95;
    }
    return (type === "system" || type === "result") && typeof subtype === "string" ? 0.9 : 0;
  },
  group: (record) => (isJsonObject(record) ? (textOf(record.session_id) ?? "") : ""),
  *read(records): Iterable<Reading> {
    const lines = records.filter(isStreamLine);
    const spoken = lines.filter((line) => isJsonObject(line.message));
    if (spoken.length === 0) {
      yield { problem: 'there are no lines with a "message" in this stream' };
      return;
    }
    // Lines of a sub-agent name the call that started it; the conversation itself comes first.
    const agents = new Map<string, JsonObject[]>([["", []]]);
    for (const line of spoken) {
      const agent = textOf(line.parent_tool_use_id) ?? "";
      const known = agents.get(agent);
      if (known) {
        known.push(line);
      } else {
        agents.set(agent, [line]);
      }
    }
    for (const [agent, said] of agents) {
      if (said.length > 0) {
        yield agent === "" ? main(lines, said) : subAgent(said);
      }
    }
  },
};

function main(lines: readonly JsonObject[], spoken: readonly JsonObject[]): Reading {
  const transcript = createTranscript();
  const start = lines.find((line) => line.type === "system" && line.subtype === "init");
  transcript.offer(listOf(start?.tools).filter((name) => typeof name === "string"));
  addLines(transcript, spoken);
  return { conversation: transcript.finish({ marks: marksOf(lines) }) };
}

function subAgent(spoken: readonly JsonObject[]): Reading {
  const transcript = createTranscript();
  addLines(transcript, spoken);
  const made = transcript.finish();
  return { conversation: { ...made, title: `Sub-agent: ${made.instruction}` } };
}

function addLines(transcript: Transcript, spoken: readonly JsonObject[]): void {
  const turns = createTurnMerger(transcript);
  for (const { type, message } of spoken) {
    const id = type === "assistant" ? textOf(objectOf(message).id) : undefined;
    if (id === undefined) {
      turns.flush();
      addAnthropicMessage(transcript, objectOf(message));
    } else {
      turns.add(id, objectOf(message).content ?? null);
    }
  }
  turns.flush();
}

function marksOf(lines: readonly JsonObject[]): Mark[] {
  const end = lines.findLast((line) => line.type === "result");
  if (end === undefined) {
    return [];
  }
  const failed = end.is_error === true ? asText(end.result ?? end.errors) : "";
  return [
    {
      name: "result",
      value: firstText(end, "subtype") ?? "",
      ...(failed === "" ? {} : { explanation: failed }),
    },
  ];
}
