import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "../../src/ots/json.ts";
import type { ChatBody } from "../../src/simulators/llm/chat.ts";
import type { Rung } from "../../src/simulators/llm/decoding/rungs.ts";
import { type Asked, askedOf } from "./asked.ts";
import { type BatchOptions, batchInterface } from "./batches.ts";
import { error, type Fault, faults, json } from "./faults.ts";
import { play } from "./roles.ts";

export interface ModelServerOptions {
  /** What a well-behaved model says; the scripted roles unless told otherwise. A string is said as it is. */
  answer?: (asked: Asked) => JsonObject | string;
  /** How to misbehave on this request. */
  fault?: (asked: Asked) => Fault | undefined;
  /** Ways of asking for structure that get a 400. */
  refuses?: Partial<Record<Rung, string>>;
  /** Ways of asking for structure that are accepted and not heeded: the answer is prose. */
  ignores?: readonly Rung[];
  /** Turned down with 400 by what this says of the body. */
  objects?: (asked: Asked) => string | undefined;
  /** Path and query of completions, where they are not at the usual place. */
  path?: string;
  /** The key asked for. */
  key?: string;
  models?: readonly string[];
  /** Redirects everything there. */
  redirect?: string;
  milliseconds?: number;
  /** Files and batches, and how they misbehave. */
  batches?: Omit<BatchOptions, "respond">;
  headers?: (asked: Asked) => Record<string, string>;
}

export interface ModelServer {
  baseUrl: string;
  /** Every request, in order of arrival. */
  asked: Asked[];
  /** Requests answered with a proper completion. */
  completed: Asked[];
  /** Most requests under way at once. */
  peak: number;
  /** Requests whose connection the client closed before an answer. */
  aborted: number;
  /** Every batch that was created. */
  batches: readonly { id: string; status: string; request_counts: { total: number } }[];
  close(): Promise<void>;
}

/** An OpenAI-compatible server on 127.0.0.1 that plays all roles of a simulation, and misbehaves as scripted. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const state = { asked: [] as Asked[], completed: [] as Asked[], peak: 0, aborted: 0 };
  let open = 0;
  const batches = batchInterface({
    ...options.batches,
    respond(body) {
      const asked = askedOf(state.asked.length, {}, body as unknown as ChatBody);
      state.asked.push(asked);
      const objection = options.refuses?.[asked.rung] ?? options.objects?.(asked);
      if (objection !== undefined) {
        return { status: 400, body: { error: { message: objection, type: "invalid_request_error" } } };
      }
      state.completed.push(asked);
      return { status: 200, body: completionOf(asked, (options.answer ?? play)(asked)) };
    },
  });
  const server = createServer((request, response) => {
    open++;
    state.peak = Math.max(state.peak, open);
    response.on("close", () => {
      open--;
      state.aborted += response.writableFinished || response.headersSent ? 0 : 1;
    });
    void serve(request, response).catch((failure) =>
      error(response, 500, { error: { message: String(failure) } }),
    );
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) {
      text += chunk;
    }
    if (options.redirect !== undefined) {
      response.writeHead(307, { location: options.redirect });
      response.end();
      return;
    }
    if (options.batches && batches.serve(request, response, text)) {
      return;
    }
    if (request.method !== "POST" || request.url !== (options.path ?? "/v1/chat/completions")) {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("404 page not found");
      return;
    }
    const asked = askedOf(state.asked.length, request.headers, JSON.parse(text));
    state.asked.push(asked);
    if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`) {
      error(response, 401, {
        error: { message: `Incorrect API key: ${request.headers.authorization}`, code: "invalid_api_key" },
      });
      return;
    }
    if (options.models && !options.models.includes(asked.body.model)) {
      error(response, 404, {
        error: { message: `The model \`${asked.body.model}\` does not exist`, code: "model_not_found" },
      });
      return;
    }
    const objection = options.refuses?.[asked.rung] ?? options.objects?.(asked);
    if (objection !== undefined) {
      error(response, 400, { error: { message: objection, type: "invalid_request_error" } });
      return;
    }
    if (options.milliseconds !== undefined) {
      await new Promise((resume) => setTimeout(resume, options.milliseconds));
    }
    const said = options.ignores?.includes(asked.rung)
      ? "Let me think about what would be best here."
      : (options.answer ?? play)(asked);
    const fault = options.fault?.(asked);
    const completion = completionOf(asked, said);
    if (fault) {
      faults[fault](response, completion);
      return;
    }
    state.completed.push(asked);
    json(response, completion, options.headers?.(asked));
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    batches: batches.batches,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

function completionOf({ body, rung, index, role }: Asked, said: JsonObject | string): JsonObject {
  const text = typeof said === "string" ? said : JSON.stringify(said);
  const message: JsonObject =
    rung === "forced-tool" && typeof said !== "string"
      ? {
          role: "assistant",
          content: null,
          tool_calls: [{ id: `call-${index}`, type: "function", function: { name: role, arguments: text } }],
        }
      : { role: "assistant", content: text };
  return {
    id: `chatcmpl-${index}`,
    object: "chat.completion",
    created: 0,
    model: `${body.model}-2026`,
    choices: [{ index: 0, finish_reason: "stop", message }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  };
}
