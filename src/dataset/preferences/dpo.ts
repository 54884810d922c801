import type { Preference } from "../../judge/rank/preference.ts";
import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { unquoted } from "../../trajectories/arguments.ts";
import { listOf } from "../../trajectories/fields.ts";
import { fromShareGpt, sideOf, stepsOf, toolsOf } from "./messages.ts";
import type { PreferenceReader } from "./reader.ts";

const promptKeys = ["prompt", "question", "instruction", "query", "input", "context"] as const;

/** What stands before the sides: messages, or a text that is the user's. */
function promptOf(record: JsonObject): Json[] {
  const { input, conversations, messages } = record;
  if (isJsonObject(input)) {
    return listOf(input.messages).slice();
  }
  if (Array.isArray(conversations) || Array.isArray(messages)) {
    const system =
      typeof record.system === "string" && record.system !== ""
        ? [{ role: "system", content: record.system }]
        : [];
    return [...system, ...listOf(conversations ?? messages).map(fromShareGpt)];
  }
  for (const key of promptKeys) {
    const value = unquoted(record[key]);
    if (Array.isArray(value) && value.length > 0) {
      return value.map(fromShareGpt);
    }
    if (typeof value === "string" && value.trim() !== "") {
      const extra =
        key === "instruction" && typeof record.input === "string" && record.input !== ""
          ? `\n${record.input}`
          : "";
      return turnsOf(value + extra) ?? [{ role: "user", content: value + extra }];
    }
  }
  return [];
}

/** `Human: … Assistant: …` transcripts as messages. */
function turnsOf(text: string): Json[] | undefined {
  const parts = text.split(/(?:^|\n\n)(Human|Assistant|User|AI): ?/);
  return parts.length < 3
    ? undefined
    : Array.from({ length: Math.floor(parts.length / 2) }, (_, at) => ({
        role: /human|user/i.test(parts[at * 2 + 1] ?? "") ? "user" : "assistant",
        content: (parts[at * 2 + 2] ?? "").trim(),
      })).filter(({ content, role }) => content !== "" || role === "user");
}

/** A side that is a whole conversation: its messages. */
function whole(value: Json | undefined): Json[] | undefined {
  const read = unquoted(value);
  const messages =
    typeof read === "string" ? turnsOf(read) : Array.isArray(read) ? read.map(fromShareGpt) : undefined;
  return messages?.some(
    (message) => isJsonObject(message) && (message.role === "user" || message.role === "human"),
  )
    ? messages
    : undefined;
}

function sidesOf(record: JsonObject): { chosen: Json; rejected: Json } | undefined {
  for (const [chosen, rejected] of [
    ["chosen", "rejected"],
    ["preferred_output", "non_preferred_output"],
    ["preferred_completion", "non_preferred_completion"],
    ["response_chosen", "response_rejected"],
  ] as const) {
    const [a, b] = [record[chosen], record[rejected]];
    if (
      a !== undefined &&
      b !== undefined &&
      a !== null &&
      b !== null &&
      !isJsonObject(a) === !isJsonObject(b)
    ) {
      return { chosen: a, rejected: b };
    }
  }
  return undefined;
}

function shared(a: readonly Json[], b: readonly Json[]): number {
  let count = 0;
  while (count < a.length && count < b.length && JSON.stringify(a[count]) === JSON.stringify(b[count])) {
    count++;
  }
  return count;
}

function preferenceOf(record: JsonObject, index: number): Preference | undefined {
  const sides = sidesOf(record);
  if (!sides) {
    return undefined;
  }
  let prompt = promptOf(record);
  let { chosen, rejected } = sides;
  const [a, b] = [whole(chosen), whole(rejected)];
  if (a && b) {
    const common = shared(a, b);
    prompt = prompt.length > 0 && common === 0 ? prompt : a.slice(0, common);
    chosen = a.slice(common);
    rejected = b.slice(common);
  }
  const { instruction, policy, steps } = stepsOf(prompt);
  const [chosenSteps, rejectedSteps] = [sideOf(chosen), sideOf(rejected)];
  if (instruction === "" || !chosenSteps || !rejectedSteps) {
    return undefined;
  }
  const tools = isJsonObject(record.input) ? record.input.tools : record.tools;
  const score = (value: Json | undefined) => (typeof value === "number" ? value : null);
  return {
    id: record.id === undefined || record.id === null ? `pair-${index + 1}` : String(record.id),
    instruction,
    policy,
    tools: toolsOf(tools),
    history: steps,
    chosen: chosenSteps,
    rejected: rejectedSteps,
    stated: { chosen: score(record.score_chosen), rejected: score(record.score_rejected) },
  };
}

/** Preference lines as trainers take them: OpenAI, TRL, LLaMA-Factory, plain texts, and whole transcripts a side. */
export const dpoReader: PreferenceReader = {
  id: "dpo",
  title: "Preference JSONL (OpenAI, TRL, LLaMA-Factory, plain)",
  read: (record, index) => (isJsonObject(record) ? preferenceOf(record, index) : undefined),
};
