import { afterEach, describe, expect, it } from "vitest";
import { endpointTransport } from "../../../src/simulators/llm/endpoint/transport.ts";
import { UsageMeter } from "../../../src/simulators/llm/endpoint/usage.ts";
import { probe } from "../../../src/simulators/llm/probe.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../../servers/model-server.ts";
import { key } from "./run.ts";

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const { signal } = new AbortController();

async function tried(options: ModelServerOptions = {}, baseUrl?: string) {
  server = await startModelServer({ answer: () => ({ capital: "Paris", country: "France" }), ...options });
  const transport = endpointTransport({
    endpoint: { baseUrl: baseUrl ?? server.baseUrl, apiKey: key },
    meter: new UsageMeter(),
    retryMilliseconds: 1,
    patienceMilliseconds: 20,
  });
  return probe(transport, "scripted", signal);
}

describe("a trial request", () => {
  it("says that it works, and how well the server takes structure", async () => {
    expect(await tried()).toMatchObject({ kind: "works", rung: "strict-schema", model: "scripted-2026" });
    expect(JSON.stringify(server?.asked[0]?.body)).not.toMatch(/scenario|unsafe|agent/i);
  });

  it("goes down the ladder as runs do", async () => {
    const no = "is not supported by this server";
    const refuses = { "strict-schema": `response_format ${no}`, "plain-schema": `json_schema ${no}` };
    expect(await tried({ refuses })).toMatchObject({ kind: "works", rung: "forced-tool" });
    expect(
      await tried({ ignores: ["strict-schema", "plain-schema", "forced-tool", "json-object"] }),
    ).toMatchObject({
      kind: "works",
      rung: "text",
    });
  });

  it("tells a server that gives no structure from one that does not work", async () => {
    expect(await tried({ answer: () => "The capital of France is Paris." })).toMatchObject({
      kind: "no-structure",
      said: "The capital of France is Paris.",
    });
  });

  it.each<[string, ModelServerOptions, RegExp]>([
    ["a wrong key", { key: "another" }, /does not accept the API key \(401\)/],
    ["a model that is not there", { models: ["else"] }, /does not have the model "scripted"/],
    ["a server that fails", { fault: () => "500" }, /the server failed \(500\)/],
    ["a limit", { fault: () => "429" }, /limits requests/],
  ])("%s is said in words", async (_, options, message) => {
    const result = await tried(options);
    expect(result).toMatchObject({ kind: "failed", message: expect.stringMatching(message) });
    expect(JSON.stringify(result)).not.toContain(key);
  });

  it.each([
    ["a name that is not there", "http://no-such-host.invalid/v1", /cannot be found \(DNS\)/],
    ["nothing listening", "http://127.0.0.1:9/v1", /port|nothing listens/],
  ])("%s", async (_, baseUrl, message) => {
    expect(await tried({}, baseUrl)).toMatchObject({ message: expect.stringMatching(message) });
  });

  it("a path that is none, and TLS where there is none", async () => {
    server = await startModelServer();
    const { baseUrl } = server;
    await server.close();
    server = await startModelServer();
    const live = server.baseUrl;
    expect(await tried({}, live.replace("/v1", "/api"))).toMatchObject({
      message: expect.stringMatching(/ends in \/v1/),
    });
    expect(await tried({}, live.replace("http:", "https:"))).toMatchObject({
      message: expect.stringMatching(/TLS/),
    });
    expect(await tried({}, baseUrl)).toMatchObject({ message: expect.stringMatching(/nothing listens/) });
  });
});
