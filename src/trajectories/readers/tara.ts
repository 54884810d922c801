import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { answerOrCall } from "../answer-or-call.ts";
import { asText, firstText, objectOf } from "../fields.ts";
import type { Conversation, Mark, Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

const sides = [
  ["pos_answer", "chosen"],
  ["neg_answer", "rejected"],
] as const;

function isTara(record: Json): record is JsonObject {
  return (
    isJsonObject(record) &&
    typeof record.question === "string" &&
    sides.every(([key]) => typeof objectOf(record[key]).answer === "string")
  );
}

/** Themis' TARA: a question, the better and the worse answer with their scores. Gives two conversations. */
export const taraReader: RecordReader = {
  kind: "records",
  id: "tara",
  title: "TARA reward data",
  hints: ["question", "pos_answer", "neg_answer", "score_agent"],
  sniff: (record) => (isTara(record) ? 1 : 0),
  *read(records): Iterable<Reading> {
    const record = records[0] ?? null;
    if (!isTara(record)) {
      yield { problem: 'there is no "question" with a "pos_answer" and a "neg_answer"' };
      return;
    }
    for (const [key, preference] of sides) {
      yield { conversation: conversationOf(asText(record.question), objectOf(record[key]), preference) };
    }
  },
};

function conversationOf(question: string, side: JsonObject, preference: string): Conversation {
  const transcript = createTranscript();
  transcript.user(question);
  transcript.assistant(answerOrCall(asText(side.answer)));
  return transcript.finish({ marks: [{ name: "preference", value: preference }, ...rewardMark(side)] });
}

function rewardMark({ score, score_agent }: JsonObject): Mark[] {
  const judged = objectOf(score_agent);
  const value = score ?? judged.score;
  const explanation = firstText(judged, "explanation");
  return typeof value === "number"
    ? [{ name: "reward", value: String(value), ...(explanation === undefined ? {} : { explanation }) }]
    : [];
}
