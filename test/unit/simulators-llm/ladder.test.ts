import { afterEach, describe, expect, it } from "vitest";
import { type Rung, rungs } from "../../../src/simulators/llm/decoding/rungs.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../../servers/model-server.ts";
import { play } from "../../servers/roles.ts";
import { run, simulatorAt } from "./run.ts";
import { tasks } from "./tasks.ts";

let server: ModelServer;
afterEach(() => server.close());

const signal = new AbortController().signal;

async function serve(options: ModelServerOptions) {
  server = await startModelServer(options);
  return simulatorAt({ baseUrl: server.baseUrl });
}

const objections: Record<Rung, string> = {
  "strict-schema": "'strict' is not supported with this model",
  "plain-schema": "Invalid parameter: 'response_format' of type 'json_schema' is not supported",
  "forced-tool": '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
  "json-object": "response_format type json_object is not supported",
  text: "",
};

describe("the ladder", () => {
  it.each(rungs.map((rung, index) => [rung, index] as const))("comes down to %s", async (rung, index) => {
    const refuses = Object.fromEntries(rungs.slice(0, index).map((above) => [above, objections[above]]));
    const { simulator, memory } = await serve({ refuses });
    const { result } = await simulator.answer(tasks.act, signal);
    expect(result).toMatchObject({ action: { kind: "call", tool: "remove_file" } });
    expect(server.asked.map((asked) => asked.rung)).toEqual(rungs.slice(0, index + 1));
    // Remembered: the next task is asked at that rung at once.
    await simulator.answer(tasks.judge, signal);
    expect(server.asked.slice(index + 1).map((asked) => asked.rung)).toEqual([rung]);
    expect(memory.of(server.baseUrl, "scripted")).toMatchObject({ rung, proven: true });
  });

  it.each([
    ["prose", "Let me think about it."],
    ["an object of another shape", { answer: "delete it" }],
  ])("comes down when a server ignores the structure and answers with %s", async (_, said) => {
    const heeded: Rung = "json-object";
    const { simulator } = await serve({ answer: (asked) => (asked.rung === heeded ? play(asked) : said) });
    expect((await simulator.answer(tasks.act, signal)).result).toMatchObject({ action: { kind: "call" } });
    expect(server.asked.map((asked) => asked.rung)).toEqual(rungs.slice(0, 4));
  });

  it("takes an objection in words it does not know for one to the structure, until something has worked", async () => {
    const { simulator } = await serve({
      objects: ({ rung }) => (rung === "text" ? undefined : "unprocessable"),
    });
    await simulator.answer(tasks.act, signal);
    expect(server.asked.map((asked) => asked.rung)).toEqual([...rungs]);
    const before = server.asked.length;
    await simulator.answer(tasks.act, signal);
    expect(server.asked.length).toBe(before + 1);
  });

  it("stays where it is when one request out of many is objected to", async () => {
    const { simulator, memory } = await serve({
      objects: ({ index }) => (index === 1 ? "the prompt is odd" : undefined),
    });
    await simulator.answer(tasks.act, signal);
    await expect(simulator.answer(tasks.act, signal)).rejects.toMatchObject({ reason: "invalid" });
    expect(memory.of(server.baseUrl, "scripted").rung).toBe("strict-schema");
  });

  it("is learned once by many requests at the same time, one rung at a time", async () => {
    server = await startModelServer({
      refuses: { "strict-schema": objections["strict-schema"] },
      milliseconds: 20,
    });
    const { report, memory } = await run({ baseUrl: server.baseUrl, episodes: 16, concurrency: 16 });
    expect(report.states.pair).toBe(16);
    expect(memory.of(server.baseUrl, "scripted").rung).toBe("plain-schema");
    expect(server.asked.filter(({ rung }) => rung === "strict-schema").length).toBeLessThanOrEqual(16);
  });

  it("is remembered for each model by itself", async () => {
    server = await startModelServer({
      objects: ({ body, rung }) =>
        body.model === "small" && rung !== "forced-tool" ? "response_format is not supported" : undefined,
    });
    const models = { default: "large", act: "small" };
    const { memory, report, episodes } = await run({ baseUrl: server.baseUrl, episodes: 4, models });
    expect(report.states.pair).toBe(4);
    expect(memory.of(server.baseUrl, "large").rung).toBe("strict-schema");
    expect(memory.of(server.baseUrl, "small").rung).toBe("forced-tool");
    expect(
      new Set(server.completed.filter(({ role }) => role === "agent_step").map(({ body }) => body.model)),
    ).toEqual(new Set(["small"]));
    expect(episodes[0]?.scenario?.provenance.simulator).toBe("large-2026");
  });

  it("ends the run when the server takes no form at all", async () => {
    server = await startModelServer({ objects: () => "this endpoint only does embeddings" });
    const { report, stop } = await run({ baseUrl: server.baseUrl, episodes: 20 });
    expect(stop?.message).toMatch(/none of the request forms.*only does embeddings/);
    expect(report.finished).toBe(0);
    expect(server.asked.length).toBeLessThan(60);
  });
});

describe("other things servers object to", () => {
  it.each([
    [
      "the field for the limit",
      ({ max_completion_tokens: limit }: { max_completion_tokens?: number }) =>
        limit === undefined
          ? undefined
          : "Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens' instead.",
      { limit: "max_tokens" },
    ],
    [
      "any limit larger than the context",
      (body: { max_completion_tokens?: number; max_tokens?: number }) =>
        body.max_completion_tokens || body.max_tokens
          ? "This model's maximum context length is 8192 tokens"
          : undefined,
      { limit: undefined },
    ],
    [
      "a system role",
      (body: { messages: readonly { role: string }[] }) =>
        body.messages.some(({ role }) => role === "system") ? "System role not supported" : undefined,
      { system: false },
    ],
  ])("%s", async (_, objects, learned) => {
    const { simulator, memory } = await serve({ objects: ({ body }) => objects(body) });
    await simulator.answer(tasks.act, signal);
    const before = server.asked.length;
    await simulator.answer(tasks.act, signal);
    expect(server.asked.length).toBe(before + 1);
    expect(memory.of(server.baseUrl, "scripted")).toMatchObject({ rung: "strict-schema", ...learned });
  });

  it("a prompt too long fails its task alone", async () => {
    const { simulator } = await serve({
      objects: () => "maximum context length is 2048 tokens, you asked for 9000",
    });
    await expect(simulator.answer(tasks.act, signal)).rejects.toMatchObject({ reason: "invalid" });
  });
});
