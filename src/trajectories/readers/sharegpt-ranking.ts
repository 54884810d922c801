import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { offeredTools } from "../chat-messages.ts";
import { firstText, listOf, objectsOf } from "../fields.ts";
import type { Conversation, Reading, RecordReader } from "../reader.ts";
import { createTranscript } from "../transcript.ts";
import { addShareGptTurn, isShareGptTurn } from "./sharegpt.ts";

interface Ranking {
  record: JsonObject;
  turns: readonly JsonObject[];
  chosen: JsonObject;
  rejected: JsonObject;
}

function rankingOf(record: Json): Ranking | undefined {
  if (!isJsonObject(record)) {
    return undefined;
  }
  const { chosen, rejected, conversations } = record;
  const turns = objectsOf(listOf(conversations));
  return chosen !== undefined && rejected !== undefined && isShareGptTurn(chosen) && isShareGptTurn(rejected)
    ? { record, turns, chosen, rejected }
    : undefined;
}

/** Preference data in ShareGPT turns, as LLaMA-Factory ranks them: one turn a side. Gives two conversations. */
export const shareGptRankingReader: RecordReader = {
  kind: "records",
  id: "sharegpt-ranking",
  title: "ShareGPT preference pairs",
  hints: ["conversations", "chosen", "rejected", "from", "value"],
  sniff: (record) => (rankingOf(record) === undefined ? 0 : 1),
  *read(records): Iterable<Reading> {
    const ranking = rankingOf(records[0] ?? null);
    if (ranking === undefined) {
      yield { problem: 'there is no chosen and rejected turn with "from" and "value"' };
      return;
    }
    yield { conversation: conversationOf(ranking, ranking.chosen, "chosen") };
    yield { conversation: conversationOf(ranking, ranking.rejected, "rejected") };
  },
};

function conversationOf({ record, turns }: Ranking, end: JsonObject, side: string): Conversation {
  const transcript = createTranscript();
  const { names, definitions } = offeredTools(record.tools);
  transcript.offer(names);
  transcript.system(firstText(record, "system") ?? "");
  for (const turn of [...turns, end]) {
    addShareGptTurn(transcript, turn);
  }
  return transcript.finish({
    marks: [{ name: "preference", value: side }],
    ...(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
  });
}
