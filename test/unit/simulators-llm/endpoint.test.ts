import { describe, expect, it } from "vitest";
import type { ChatBody } from "../../../src/simulators/llm/chat.ts";
import { baseUrlProblem, redactor, sentInClear } from "../../../src/simulators/llm/endpoint/endpoint.ts";
import type { Exchange } from "../../../src/simulators/llm/endpoint/openai-client.ts";
import { outcomeOf } from "../../../src/simulators/llm/endpoint/outcome.ts";
import { readReply } from "../../../src/simulators/llm/endpoint/reply.ts";

const body: ChatBody = { model: "m", messages: [{ role: "user", content: "x".repeat(40) }] };
const rejected = (status: number, message: string, code = ""): Exchange => ({
  kind: "rejected",
  status,
  headers: new Headers(),
  message,
  code,
});
const outcome = (exchange: Exchange, everAnswered = false) =>
  outcomeOf(exchange, body, "http://host:1234/v1", everAnswered);

describe("what an exchange means", () => {
  it.each([
    [429, "Rate limit reached", "rate_limit_exceeded", "again"],
    [429, "You exceeded your current quota", "insufficient_quota", "hopeless"],
    [402, "Insufficient credits", "", "hopeless"],
    [400, "triggering Azure OpenAI's content management policy", "content_filter", "filtered"],
    [403, "Your input was flagged by moderation", "", "filtered"],
    [403, "Country not supported", "", "hopeless"],
    [404, 'model "x" not found, try pulling it first', "", "hopeless"],
    [404, "404 page not found", "", "hopeless"],
    [405, "Method Not Allowed", "", "hopeless"],
    [408, "", "", "again"],
    [500, "internal", "", "again"],
    [500, "failed to parse grammar", "", "bad-request"],
    [529, "overloaded", "", "again"],
    [400, "response_format is not supported", "", "bad-request"],
    [422, "extra fields not permitted", "", "bad-request"],
    [413, "", "", "bad-request"],
    [307, "the server redirects to https://other", "redirect", "hopeless"],
  ])("%i %s %s: %s", (status, message, code, kind) => {
    expect(outcome(rejected(status, message, code)).kind).toBe(kind);
  });

  it("a 403 after answers is about the one request, a lost connection may come back", () => {
    expect(outcome(rejected(403, "blocked"), true).kind).toBe("filtered");
    const refused: Exchange = { kind: "lost", code: "ECONNREFUSED", message: "connect ECONNREFUSED" };
    expect(outcome(refused).kind).toBe("hopeless");
    expect(outcome(refused, true).kind).toBe("again");
    expect(outcome({ kind: "lost", code: "ECONNRESET", message: "socket hang up" }).kind).toBe("again");
  });

  it.each([
    ["ENOTFOUND", /DNS/],
    ["ECONNREFUSED", /nothing listens at host:1234/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /TLS/],
    ["CERT_HAS_EXPIRED", /TLS/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /TLS/],
    ["ENETUNREACH", /no way to host:1234/],
  ])("%s is told in words", (code, message) => {
    expect(outcome({ kind: "lost", code, message: "detail" })).toMatchObject({
      kind: "hopeless",
      message: expect.stringMatching(message),
    });
  });
});

describe("dialects of a completion", () => {
  const reply = (message: object, rest: object = {}) =>
    readReply({ choices: [{ message, finish_reason: "stop" }], ...rest }, body);

  it.each([
    ["text", { content: "hi" }, { text: "hi" }],
    [
      "text in parts",
      {
        content: [
          { type: "text", text: "h" },
          { type: "text", text: "i" },
        ],
      },
      { text: "hi" },
    ],
    [
      "a tool call",
      { content: null, tool_calls: [{ function: { name: "f", arguments: "{}" } }] },
      { toolArguments: "{}" },
    ],
    [
      "a call with parsed arguments",
      { tool_calls: [{ function: { arguments: { a: 1 } } }] },
      { toolArguments: '{"a":1}' },
    ],
    ["the older function call", { function_call: { name: "f", arguments: "{}" } }, { toolArguments: "{}" }],
    ["a refusal", { content: null, refusal: "no" }, { text: "", refusal: "no" }],
    ["nothing", { content: null, tool_calls: [] }, { text: "" }],
  ])("%s", (_, message, expected) => {
    expect(reply(message)).toMatchObject(expected);
  });

  it("usage is the server's, or guessed from the lengths", () => {
    expect(reply({ content: "hi" }, { usage: { prompt_tokens: 7, completion_tokens: 3 } })).toMatchObject({
      usage: { inputTokens: 7, outputTokens: 3, estimated: false },
    });
    expect(reply({ content: "x".repeat(80) }, { usage: null })).toMatchObject({
      usage: { inputTokens: 10, outputTokens: 20, estimated: true },
    });
  });

  it.each([
    [null, /not a JSON object/],
    ["<html>", /not a JSON object/],
    [{}, /not a chat completion/],
    [{ error: "overloaded" }, /overloaded/],
    [{ error: { message: "overloaded" } }, /overloaded/],
    [{ detail: "Not Found" }, /Not Found/],
    [{ choices: [] }, /no choices/],
    [{ choices: [{ text: "old completions" }] }, /no choices/],
  ])("%j is none", (data, why) => {
    expect(readReply(data, body)).toMatch(why);
  });

  it("takes no control characters and no novel for the model's name", () => {
    expect(reply({ content: "" }, { model: `\u001b[31m${"m".repeat(999)}` })).toMatchObject({
      model: expect.stringMatching(/^\[31mm{100,117}…$/),
    });
  });
});

describe("an endpoint", () => {
  it.each([
    "",
    "localhost",
    "localhost:11434/v1",
    "ftp://host/v1",
    "http://u@host",
    "http://host/v1?a=b",
    "http://host#x",
  ])("cannot be %s", (url) => expect(baseUrlProblem(url)).toBeDefined());

  it("is warned of when its key could be read on the way", () => {
    const inClear = (baseUrl: string, apiKey?: string) => sentInClear({ baseUrl, ...(apiKey && { apiKey }) });
    expect(inClear("http://gpu-box:8000/v1", "sk-1")).toBe(true);
    expect(inClear("http://gpu-box:8000/v1")).toBe(false);
    expect(inClear("https://api.openai.com/v1", "sk-1")).toBe(false);
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
      expect(inClear(`http://${host}:1234/v1`, "sk-1")).toBe(false);
    }
  });

  it("has its secrets taken out of texts, and nothing else", () => {
    const clean = redactor({
      baseUrl: "",
      apiKey: "sk-live-123456789",
      headers: { "api-key": "azure-987654321", "X-Auth": "Basic dXNlcjpwdw==", "X-Title": "workspace" },
    });
    expect(clean("sk-live-123456789 azure-987654321 dXNlcjpwdw== workspace")).toBe(
      "[key] [key] [key] workspace",
    );
    expect(redactor({ baseUrl: "", apiKey: "none" })("none of it")).toBe("none of it");
  });
});
