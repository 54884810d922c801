import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { answerOrCall } from "../answer-or-call.ts";
import { asText, firstText, type Maybe, objectOf } from "../fields.ts";
import type { Conversation, Mark, Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";

const sides = [
  ["pos_answer", "chosen"],
  ["neg_answer", "rejected"],
] as const;

/** An answer alone, or with its score and the reward model's tool calls. */
const sideOf = (value: Maybe): JsonObject =>
  typeof value === "string" ? { answer: value } : objectOf(value);

function isTara(record: Json): record is JsonObject {
  return (
    isJsonObject(record) &&
    typeof record.question === "string" &&
    sides.every(([key]) => typeof sideOf(record[key]).answer === "string")
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
      yield { conversation: conversationOf(asText(record.question), sideOf(record[key]), preference) };
    }
  },
};

function conversationOf(question: string, side: JsonObject, preference: string): Conversation {
  const transcript = createTranscript();
  transcript.user(question);
  transcript.assistant(answerOrCall(asText(side.answer)));
  return transcript.finish({
    marks: [{ name: "preference", value: preference }, ...rewardMark(side), ...lookUpMark(side)],
  });
}

/** What the reward model looked up: a text of Thought, Action, Action Input and Observation lines, or an object of them. */
function lookUpMark({ actions }: JsonObject): Mark[] {
  const text = isJsonObject(actions)
    ? Object.entries(actions)
        .map(([key, value]) => `${key}: ${asText(value)}`)
        .join("\n")
    : asText(actions);
  return text.trim() === "" ? [] : [{ name: "look-ups", value: "yes", explanation: text }];
}

function rewardMark({ score, score_agent }: JsonObject): Mark[] {
  const judged = objectOf(score_agent);
  const value = score ?? judged.score;
  const explanation = firstText(judged, "explanation");
  return typeof value === "number"
    ? [{ name: "reward", value: String(value), ...(explanation === undefined ? {} : { explanation }) }]
    : [];
}
