import { isJsonObject, type Json } from "../../ots/json.ts";
import { type PreferenceReader, textPreference } from "./reader.ts";

interface TaraSide {
  answer: string;
  score: number | null;
}

function sideOf(value: Json | undefined): TaraSide | undefined {
  if (typeof value === "string") {
    return { answer: value, score: null };
  }
  if (!isJsonObject(value) || typeof value.answer !== "string") {
    return undefined;
  }
  const score = Number(value.score ?? Number.NaN);
  return { answer: value.answer, score: Number.isFinite(score) ? score : null };
}

/** The data of Themis (TARA): a question, a better and a worse answer, each with its score and the reward model's tool calls. */
export const taraReader: PreferenceReader = {
  id: "tara",
  title: "TARA (question, pos_answer, neg_answer)",
  read(record, index) {
    if (!isJsonObject(record)) {
      return undefined;
    }
    const question = record.question;
    const chosen = sideOf(record.pos_answer);
    const rejected = sideOf(record.neg_answer);
    if (typeof question !== "string" || !chosen || !rejected) {
      return undefined;
    }
    const id = record.id === undefined || record.id === null ? `tara-${index + 1}` : String(record.id);
    return {
      ...textPreference(id, question, chosen.answer, rejected.answer),
      stated: { chosen: chosen.score, rejected: rejected.score },
    };
  },
};
