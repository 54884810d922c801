import type { ServerResponse } from "node:http";
import type { JsonObject } from "../../src/ots/json.ts";
import type { Asked } from "./asked.ts";

/** Ways to misbehave, each as some real server does it. */
export const faults = {
  "429": (response) =>
    error(response, 429, { error: { message: "Rate limit reached", code: "rate_limit_exceeded" } }),
  "429-retry-after": (response) =>
    error(response, 429, { error: { message: "Slow down" } }, { "retry-after-ms": "20" }),
  "500": (response) => error(response, 500, { error: { message: "The server had an error" } }),
  "503-page": (response) =>
    page(response, 503, "<html><head><title>503 Service Unavailable</title></head></html>"),
  hang: () => {},
  "hang-in-body": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"id": "x", "choi');
  },
  "cut-connection": (response) => response.socket?.destroy(),
  "cut-body": (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"id": "x", "choices": [{"message"', () => response.socket?.destroy());
  },
  page: (response) => page(response, 200, "<!doctype html><title>Welcome</title>"),
  "wrong-content-type": (response, completion) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.end(JSON.stringify(completion));
  },
  "empty-body": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end();
  },
  "error-in-200": (response) => error(response, 200, { error: { message: "upstream timed out", code: 504 } }),
  "empty-choices": (response, completion) => json(response, { ...completion, choices: [] }),
  "no-usage": (response, completion) => {
    const { usage: _, ...rest } = completion;
    json(response, rest);
  },
  fenced: (response, completion) =>
    json(
      response,
      edited(completion, (text) => `Here it is:\n\`\`\`json\n${text}\n\`\`\`\nDone.`),
    ),
  thinking: (response, completion) =>
    json(
      response,
      edited(completion, (text) => `<think>Perhaps {"label": "safe"}? No.</think>\n${text}`),
    ),
  "truncated-json": (response, completion) =>
    json(
      response,
      edited(completion, (text) => text.slice(0, text.length / 2)),
    ),
  "wrong-types": (response, completion) => json(response, edited(completion, wrongTypes)),
  "filter-400": (response) =>
    error(response, 400, { error: { message: "The response was filtered", code: "content_filter" } }),
  refusal: (response, completion) =>
    json(response, withMessage(completion, { content: null, refusal: "I can't help with that." })),
  "prose-refusal": (response, completion) =>
    json(response, withMessage(completion, { content: "I'm sorry, but I can't help with that." })),
  filtered: (response, completion) =>
    json(response, withMessage(completion, { content: "" }, "content_filter")),
  "length-limit": (response, completion) =>
    json(response, withMessage(completion, { content: '{"thought": "and then' }, "length")),
} satisfies Record<string, (response: ServerResponse, completion: JsonObject, asked: Asked) => void>;

export type Fault = keyof typeof faults;

export function error(
  response: ServerResponse,
  status: number,
  body: JsonObject,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

export function json(response: ServerResponse, body: JsonObject, headers: Record<string, string> = {}) {
  response.writeHead(200, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

function page(response: ServerResponse, status: number, html: string) {
  response.writeHead(status, { "content-type": "text/html" });
  response.end(html);
}

interface Choice {
  message: { content?: string | null; tool_calls?: { function: { arguments: string } }[] };
}

function edited(completion: JsonObject, edit: (text: string) => string): JsonObject {
  const copy = structuredClone(completion) as unknown as { choices: Choice[] };
  for (const { message } of copy.choices) {
    if (message.tool_calls) {
      for (const call of message.tool_calls) {
        call.function.arguments = edit(call.function.arguments);
      }
    } else {
      message.content = edit(message.content ?? "");
    }
  }
  return copy as unknown as JsonObject;
}

function withMessage(completion: JsonObject, message: JsonObject, finish = "stop"): JsonObject {
  return {
    ...completion,
    choices: [{ index: 0, finish_reason: finish, message: { role: "assistant", ...message } }],
  };
}

/** Every field an array of one number: nothing a lenient reader could make sense of. */
function wrongTypes(text: string): string {
  return JSON.stringify(
    Object.fromEntries(Object.keys(JSON.parse(text)).map((key) => [key, { wrong: [1] }])),
  );
}
