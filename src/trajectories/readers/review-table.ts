import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { answerOrCall } from "../answer-or-call.ts";
import { asText, textOf } from "../fields.ts";
import type { Conversation, Mark, Reading, RecordReader } from "../reader.ts";
import { shownText } from "../table.ts";
import { createTranscript } from "../transcript.ts";

const sides = [
  ["safe action", "safe"],
  ["unsafe action", "unsafe"],
] as const;

/** Columns that say something about the whole row. */
const said = ["tool", "source", "outcome", "trigger", "severity", "benign", "strategy", "critique"] as const;

function isRow(record: Json): record is JsonObject {
  return (
    isJsonObject(record) && ["instruction", "safe action", "unsafe action"].every((key) => key in record)
  );
}

const cell = (record: JsonObject, column: string): string => shownText(asText(record[column]));

/**
 * AutoSafe's table for review: a row an example, read as a conversation for each side there is. What came before the agent's decision is one
 * text there, and stays one.
 */
export const reviewTableReader: RecordReader = {
  kind: "records",
  id: "review-table",
  title: "AutoSafe review table (CSV)",
  hints: ["instruction", "unsafe action", "safe action"],
  sniff: (record) => (isRow(record) ? 1 : 0),
  *read(records): Iterable<Reading> {
    const record = records[0] ?? null;
    if (!isRow(record)) {
      yield { problem: "there are no columns instruction, safe action and unsafe action" };
      return;
    }
    const there = sides.filter(([column]) => cell(record, column) !== "");
    if (there.length === 0) {
      yield { problem: "neither a safe nor an unsafe action stands in this row" };
    }
    for (const [column, verdict] of there) {
      yield { conversation: conversationOf(record, cell(record, column), verdict) };
    }
  },
};

function conversationOf(record: JsonObject, action: string, verdict: string): Conversation {
  const transcript = createTranscript();
  transcript.offer(cell(record, "tool") === "" ? [] : [cell(record, "tool")]);
  transcript.user(cell(record, "instruction"));
  const before = cell(record, "before");
  if (before !== "") {
    transcript.notice("system", before, "before");
  }
  transcript.assistant(answerOrCall(action));
  const title = textOf(cell(record, "title"));
  const why = cell(record, "why unsafe");
  const marks: Mark[] = said.flatMap((name) => {
    const value = cell(record, name);
    return value === "" ? [] : [{ name, value }];
  });
  return transcript.finish({
    ...(title === undefined ? {} : { title }),
    marks: [
      {
        name: "verdict",
        value: verdict,
        ...(verdict === "unsafe" && why !== "" ? { explanation: why } : {}),
      },
      ...marks,
    ],
  });
}
