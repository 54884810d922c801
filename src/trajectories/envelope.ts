import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { listOf, objectOf, objectsOf, textOf } from "./fields.ts";

/**
 * A record without what carried it: rows of data-set servers (`{row_idx, row}`), lines of batch files of OpenAI and Anthropic
 * (`{custom_id, body}`, `{custom_id, params}`, `{custom_id, response}`, `{custom_id, result}`), logged exchanges
 * (`{request, response}`, `{messages, response}`) and bare chat completions. Anything else is given back as it is.
 */
export function unwrapped(record: Json): Json {
  if (!isJsonObject(record)) {
    return record;
  }
  if (isJsonObject(record.row) && objectsOf(Object.values(record)).length === 1) {
    return record.row;
  }
  const title = textOf(record.custom_id);
  const inner =
    title === undefined ? exchange(requestOf(record.request ?? record), record.response) : batchLine(record);
  if (inner === undefined) {
    return choiceOf(record) !== undefined && record.messages === undefined
      ? { messages: answerOf(record) }
      : record;
  }
  return title === undefined || inner.title !== undefined ? inner : { ...inner, title };
}

function batchLine(record: JsonObject): JsonObject | undefined {
  if (isJsonObject(record.body) || isJsonObject(record.params)) {
    return objectOf(record.body ?? record.params);
  }
  const result = objectOf(record.result);
  return isJsonObject(result.message)
    ? { messages: answerOf(result.message) }
    : exchange({}, objectOf(record.response).body ?? record.response);
}

/** What a request holds, also when it was logged with its address and headers around it. */
function requestOf(request: Json): JsonObject | undefined {
  const body = isJsonObject(request) ? (isJsonObject(request.body) ? request.body : request) : {};
  return Array.isArray(body.messages) || body.input !== undefined ? body : undefined;
}

/** A request with what came back as its end; undefined when the answer is none of a model. */
function exchange(request: JsonObject | undefined, response: Json | undefined): JsonObject | undefined {
  if (request === undefined || !isJsonObject(response)) {
    return undefined;
  }
  const answer = isJsonObject(response.body) ? response.body : response;
  if (Array.isArray(answer.output)) {
    const { tools = null, instructions = null } = { ...answer, ...request };
    return { ...request, tools, instructions, output: answer.output };
  }
  const said = answerOf(answer);
  const { response: _response, ...rest } = request;
  return said.length === 0 ? undefined : { ...rest, messages: [...listOf(request.messages), ...said] };
}

function choiceOf(response: JsonObject): JsonObject | undefined {
  const message = objectsOf(response.choices)[0]?.message;
  return isJsonObject(message) ? message : undefined;
}

/** The message in a chat completion or a message of Anthropic's, as a list. */
function answerOf(response: JsonObject): Json[] {
  const choice = choiceOf(response);
  if (choice !== undefined) {
    return [choice];
  }
  return response.role === "assistant" && response.content !== undefined
    ? [{ role: "assistant", content: response.content }]
    : [];
}
