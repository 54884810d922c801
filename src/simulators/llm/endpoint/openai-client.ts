// Imported late, by transport.ts only: the openai package stays a chunk of its own that loads with the first request.
import { APIConnectionTimeoutError, APIError, AzureOpenAI, OpenAI } from "openai";
import type { ChatBody } from "../chat.ts";
import { plainLine } from "../text.ts";
import { boundedFetch, type ServerError } from "./bounded-fetch.ts";
import { type Endpoint, redactor } from "./endpoint.ts";

/** One exchange with the server, without interpretation. Every text in it is free of the endpoint's secrets. */
export type Exchange =
  | { kind: "answered"; data: unknown; headers: Headers }
  | { kind: "rejected"; status: number; headers: Headers; message: string; code: string }
  | { kind: "lost"; code: string; message: string };

export interface ModelClient {
  /** Never rejects, except with the signal's reason when that fires. */
  complete(body: ChatBody, timeoutMilliseconds: number, signal: AbortSignal): Promise<Exchange>;
}

/**
 * A client of the `openai` package for this endpoint. Retries are ours (they are counted, paced and budgeted), and nothing
 * comes from the package's own environment variables: a key meant for one server is not sent to another.
 */
export function openaiClient(endpoint: Endpoint, fetch: typeof globalThis.fetch = boundedFetch): OpenAI {
  const { apiKey, apiVersion, organization = null, headers } = endpoint;
  const baseURL = endpoint.baseUrl.replace(/\/+$/, "");
  const options = {
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization,
    project: null,
    webhookSecret: null,
    fetch,
    // A redirect would take tools and conversations to a place that nobody agreed to.
    fetchOptions: { redirect: "manual" },
    maxRetries: 0,
    logLevel: "off",
  } as const;
  const without = (name: string) => (apiKey === undefined ? { [name]: null } : {});
  if (apiVersion !== undefined) {
    const defaultHeaders = { ...without("api-key"), ...headers };
    const azure = /\/openai$/.test(baseURL) ? baseURL : `${baseURL}/openai`;
    return new AzureOpenAI({ ...options, apiVersion, baseURL: azure, defaultHeaders });
  }
  return new OpenAI({ ...options, baseURL, defaultHeaders: { ...without("Authorization"), ...headers } });
}

export function openModelClient(endpoint: Endpoint): ModelClient {
  const clean = redactor(endpoint);
  const client = openaiClient(endpoint);
  return {
    async complete(body, timeout, signal) {
      try {
        const { data, response } = await client.chat.completions
          .create(body as OpenAI.ChatCompletionCreateParamsNonStreaming, { signal, timeout })
          .withResponse();
        return { kind: "answered", data: scrubbed(data, clean), headers: response.headers };
      } catch (error) {
        signal.throwIfAborted();
        return exchangeOf(error, clean);
      }
    },
  };
}

/** A server may echo the key anywhere, also inside an answer; records are made of answers. */
export function scrubbed(data: unknown, clean: (text: string) => string): unknown {
  const text = JSON.stringify(data);
  const safe = clean(text ?? "");
  return safe === text ? data : JSON.parse(safe);
}

/** What an error of the package says of the exchange, free of secrets. */
export function exchangeOf(error: unknown, clean: (text: string) => string): Exchange {
  if (error instanceof APIError && error.status !== undefined) {
    const { text, code } = (error.error ?? { text: "", code: "" }) as ServerError;
    return {
      kind: "rejected",
      status: error.status,
      headers: error.headers ?? new Headers(),
      message: plainLine(clean(text)),
      code: plainLine(clean(code)),
    };
  }
  if (error instanceof APIConnectionTimeoutError) {
    return { kind: "lost", code: "timeout", message: "no answer in time" };
  }
  const { code, message } = rootCause(error);
  return { kind: "lost", code, message: plainLine(clean(message)) };
}

/** Node wraps network errors several times; the innermost one says what happened. */
function rootCause(error: unknown): { code: string; message: string } {
  let innermost = { code: "", message: String(error) };
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = "code" in current && typeof current.code === "string" ? current.code : innermost.code;
    innermost = { code, message: current.message === "" ? code : current.message };
  }
  return innermost;
}
