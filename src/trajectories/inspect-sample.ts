import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { addChatMessages, offeredTools } from "./chat-messages.ts";
import { joinTexts } from "./content.ts";
import { asText, beginning, has, listOf, type Maybe, objectOf, objectsOf, textOf } from "./fields.ts";
import { textsOf } from "./finish.ts";
import { picturesIn, picturesNamed } from "./media.ts";
import type { Conversation, Mark } from "./reader.ts";
import { createTranscript } from "./transcript.ts";

const reference = /^(?:attachment|tc):\/\/([\w-]+)$/;
const maxDepth = 40;
const titleLength = 200;
const maxPooledMessages = 200_000;

/**
 * The conversation of one Inspect sample. Messages come from the sample itself, else from its longest model event,
 * whose input may be ranges into a pool. Texts that were moved to `attachments` are put back.
 */
export function inspectConversation(sample: JsonObject): Conversation {
  const events = objectsOf(sample.events);
  const pool = listOf(objectOf(sample.events_data).messages ?? sample.message_pool);
  const restore = attachmentRestorer(sample);
  const messages = [messagesOf(sample, pool), eventMessages(events, pool), inputMessages(sample)].find(
    (candidate) => candidate.length > 0,
  );
  const transcript = createTranscript();
  const tools = offeredTools(events.findLast((event) => event.event === "model")?.tools);
  transcript.offer(tools.names);
  const restored = restore((messages ?? []) as Json);
  addChatMessages(transcript, listOf(restored));
  for (const name of ["error", "limit"] as const) {
    if (has(sample, name)) {
      const value = objectOf(sample[name]);
      transcript.notice("system", asText(value.message ?? value.type ?? sample[name]), name);
    }
  }
  const made = transcript.finish(
    tools.definitions.length === 0 ? {} : { toolDefinitions: tools.definitions },
  );
  const asked = beginning(made.instruction, titleLength);
  return {
    ...made,
    pictures: picturesIn([restored], picturesNamed(textsOf(made))),
    title: asked === "" ? sampleTitle(sample) : `${sampleTitle(sample)}: ${asked}`,
    marks: marksOf(sample),
  };
}

/** Such as `17 (epoch 2)`. */
export function sampleTitle(sample: JsonObject): string {
  const epoch = typeof sample.epoch === "number" && sample.epoch > 1 ? ` (epoch ${sample.epoch})` : "";
  return `${asText(sample.id)}${epoch}`;
}

function messagesOf(sample: JsonObject, pool: readonly Json[]): readonly Json[] {
  return Array.isArray(sample.message_refs) ? expand(sample.message_refs, pool) : listOf(sample.messages);
}

/** Ranges `[start, end)` into a pool, written out. */
function expand(ranges: readonly Json[], pool: readonly Json[]): Json[] {
  const messages: Json[] = [];
  for (const range of ranges) {
    const [start, end] = listOf(range);
    if (typeof start === "number" && typeof end === "number" && start >= 0) {
      for (const message of pool.slice(start, Math.min(end, start + maxPooledMessages - messages.length))) {
        messages.push(message);
      }
    }
  }
  return messages;
}

/** Input and output of the model event that saw most. */
function eventMessages(events: readonly JsonObject[], pool: readonly Json[]): readonly Json[] {
  let best: readonly Json[] = [];
  for (const event of events) {
    if (event.event === "model") {
      const input = Array.isArray(event.input_refs) ? expand(event.input_refs, pool) : listOf(event.input);
      const choice = objectsOf(objectOf(event.output).choices)[0];
      const messages = isJsonObject(choice?.message) ? [...input, choice.message] : input;
      best = messages.length >= best.length ? messages : best;
    }
  }
  return best;
}

function inputMessages(sample: JsonObject): readonly Json[] {
  return typeof sample.input === "string" ? [{ role: "user", content: sample.input }] : listOf(sample.input);
}

/** Puts texts back in place of `attachment://HASH` (older logs `tc://HASH`; in chunked samples an index). */
function attachmentRestorer(sample: JsonObject): (value: Json) => Json {
  const attachments = sample.attachments;
  const lookUp = (key: string): string | undefined => {
    const found: Maybe = Array.isArray(attachments)
      ? attachments[Number(key)]
      : Object.hasOwn(objectOf(attachments), key)
        ? objectOf(attachments)[key]
        : undefined;
    return textOf(found);
  };
  const restore = (value: Json, depth: number): Json => {
    if (typeof value === "string") {
      const key = value.length < 200 ? reference.exec(value)?.[1] : undefined;
      return key === undefined ? value : (lookUp(key) ?? value);
    }
    if (value === null || typeof value !== "object" || depth > maxDepth) {
      return value;
    }
    return Array.isArray(value)
      ? value.map((item) => restore(item, depth + 1))
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restore(item, depth + 1)]));
  };
  return attachments === undefined ? (value) => value : (value) => restore(value, 0);
}

function marksOf(sample: JsonObject): Mark[] {
  const scores = Object.entries(objectOf(sample.scores)).map(([name, value]): Mark => {
    const score = objectOf(value);
    const answer = textOf(score.answer);
    const explained = joinTexts([
      answer === undefined ? "" : `Answer: ${answer}`,
      textOf(score.explanation) ?? "",
    ]);
    const explanation = textOf(explained);
    return {
      name,
      value: asText(isJsonObject(value) ? score.value : value),
      ...(explanation === undefined ? {} : { explanation }),
    };
  });
  const target = sample.target;
  return target === undefined || target === null || target === ""
    ? scores
    : [...scores, { name: "target", value: asText(target) }];
}
