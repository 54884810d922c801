import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { offeredTools } from "../chat-messages.ts";
import { has, listOf, objectsOf, textOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { addResponseItems, isResponseItem } from "../response-items.ts";
import { createTranscript } from "../transcript.ts";

/** Input and output items of a record: `{input, output}`, `{items}`, or the list itself; undefined for a single item. */
function itemsOf(record: Json): readonly Json[] | undefined {
  if (Array.isArray(record)) {
    return record;
  }
  if (!isJsonObject(record) || isResponseItem(record)) {
    return undefined;
  }
  const { input, output, items } = record;
  if (Array.isArray(output) || Array.isArray(input)) {
    const asked: readonly Json[] =
      typeof input === "string" ? [{ role: "user", content: input }] : listOf(input);
    return [...asked, ...listOf(output)];
  }
  return Array.isArray(items) ? items : undefined;
}

/** Items that plain chat data has not. */
function isTypical(item: JsonObject): boolean {
  if (/_call(_output|_result)?$|^reasoning$|^mcp_/.test(textOf(item.type) ?? "")) {
    return !has(item, "role");
  }
  const parts = objectsOf(item.content);
  return (
    item.type === "message" && parts.some((part) => part.type === "input_text" || part.type === "output_text")
  );
}

/** The OpenAI Responses API: items joined by `call_id`. */
export const openaiResponsesReader: RecordReader = {
  kind: "records",
  id: "openai-responses",
  title: "OpenAI Responses items",
  hints: ["function_call", "function_call_output", "call_id", "output_text", "input_text", "output"],
  sniff(record) {
    if (isJsonObject(record) && isTypical(record)) {
      return 0.85;
    }
    const sample = objectsOf((itemsOf(record) ?? []).slice(0, 50));
    if (sample.length === 0) {
      return 0;
    }
    const share = sample.filter(isResponseItem).length / sample.length;
    return sample.some(isTypical)
      ? 0.5 + share * 0.4
      : isJsonObject(record) && record.object === "response"
        ? 0.6
        : 0;
  },
  group: (record) => (isJsonObject(record) && isResponseItem(record) ? "items" : undefined),
  *read(records): Iterable<Reading> {
    const [first] = records;
    const single = first === undefined || records.length > 1 ? undefined : itemsOf(first);
    const items = single ?? records;
    if (!objectsOf(items).some(isResponseItem)) {
      yield { problem: 'there are no items with a "type" of the Responses API' };
      return;
    }
    const record = single !== undefined && isJsonObject(first) ? first : {};
    const transcript = createTranscript();
    const { names, definitions } = offeredTools([
      ...objectsOf(record.tools),
      ...objectsOf(items).flatMap((item) => (item.type === "mcp_list_tools" ? objectsOf(item.tools) : [])),
    ]);
    transcript.offer(names);
    transcript.system(textOf(record.instructions) ?? "");
    addResponseItems(transcript, items);
    yield {
      conversation: transcript.finish(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
    };
  },
};
