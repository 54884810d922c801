import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { has, objectsOf } from "../fields.ts";
import { inspectConversation } from "../inspect-sample.ts";
import type { Reading, RecordReader } from "../reader.ts";

function isLog(record: JsonObject): boolean {
  return (
    isJsonObject(record.eval) && (has(record, "samples") || has(record, "status") || has(record, "plan"))
  );
}

function sampleMarks(record: JsonObject): number {
  return ["epoch", "scores", "target", "events", "uuid", "attachments"].filter((key) => key in record).length;
}

function isSample(record: JsonObject): boolean {
  return (Array.isArray(record.messages) || Array.isArray(record.events)) && sampleMarks(record) >= 2;
}

/** Inspect logs in the `.json` form, and single samples taken out of an archive. */
export const inspectJsonReader: RecordReader = {
  kind: "records",
  id: "inspect-json",
  title: "Inspect log (.json)",
  hints: ["eval", "samples", "epoch", "scores", "task_id", "run_id"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    return isLog(record) ? 0.97 : isSample(record) ? 0.9 : Math.min(0.4, sampleMarks(record) * 0.1);
  },
  *read(records): Iterable<Reading> {
    const record: Json = records[0] ?? null;
    if (!isJsonObject(record)) {
      yield { problem: "this is not an Inspect log" };
      return;
    }
    if (!isLog(record)) {
      yield { conversation: inspectConversation(record) };
      return;
    }
    const samples = objectsOf(record.samples);
    if (samples.length === 0) {
      yield {
        problem: `this log has no samples (status: ${String(record.status ?? "unknown").slice(0, 50)})`,
      };
    }
    for (const sample of samples) {
      yield { conversation: inspectConversation(sample) };
    }
  },
};
