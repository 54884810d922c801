import type { JsonObject } from "../../ots/json.ts";
import { isJsonObject } from "../../ots/json.ts";
import type { ChatBody } from "../../simulators/llm/chat.ts";

/** One line of a request file in the OpenAI Batch format, which vLLM's `run-batch` takes too. */
export function requestLine(id: string, body: ChatBody): string {
  return `${JSON.stringify({ custom_id: id, method: "POST", url: "/v1/chat/completions", body })}\n`;
}

/** The id of a request line; undefined when it is none. */
export function requestId(line: string): string | undefined {
  const value = parsed(line);
  return typeof value?.custom_id === "string" ? value.custom_id : undefined;
}

/** One line of a result file: the server's answer to one request, or why there is none. */
export interface ResultLine {
  id: string;
  /** 0 when the request was never run, such as in an expired batch. */
  status: number;
  /** The body of the response, or of the error. */
  body: JsonObject;
}

/** Reads a result line, of the output file or the error file, or as an engine on the own machine writes it. */
export function resultLine(line: string): ResultLine | undefined {
  const value = parsed(line);
  if (typeof value?.custom_id !== "string") {
    return undefined;
  }
  const { custom_id: id, response, error } = value;
  if (isJsonObject(response)) {
    const { status_code: status, body } = response;
    return {
      id,
      status: typeof status === "number" ? status : 200,
      body: isJsonObject(body) ? body : { error: isJsonObject(error) ? error : { message: "no body" } },
    };
  }
  return { id, status: 0, body: { error: isJsonObject(error) ? error : { message: "no response" } } };
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
