import { afterEach, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../../servers/model-server.ts";
import { key, run } from "./run.ts";

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe("cancelling", () => {
  it.each([
    ["requests in flight", {}, 16],
    ["waits that the server asked for", { fault: () => "429" as const }, 16],
  ])("ends %s at once and leaves episodes unfinished, not failed", async (_, options, arrived) => {
    server = await startModelServer({ ...options, milliseconds: 60_000 });
    if ("fault" in options) {
      await server.close();
      server = await startModelServer(options);
    }
    const abort = new AbortController();
    let cancelledAt = 0;
    const { asked } = server;
    const watch = setInterval(() => {
      if (asked.length >= arrived) {
        clearInterval(watch);
        cancelledAt = performance.now();
        abort.abort();
      }
    }, 10);
    const { report } = await run({
      baseUrl: server.baseUrl,
      episodes: 50,
      concurrency: 16,
      signal: abort.signal,
      transport: { timeoutMilliseconds: 100_000, retryMilliseconds: 60_000 },
    });
    expect(performance.now() - cancelledAt).toBeLessThan(1_000);
    expect(report).toMatchObject({ cancelled: true, finished: 0 });
    expect(report.states.error).toBe(0);
    const sent = server.asked.length;
    await new Promise((resume) => setTimeout(resume, 50));
    expect(server.asked.length).toBe(sent);
  });
});

describe("the budget", () => {
  it("in calls is never overshot, and what was paid for is kept", async () => {
    server = await startModelServer({ milliseconds: 5 });
    const { report, usage, stop, episodes } = await run({
      baseUrl: server.baseUrl,
      episodes: 50,
      concurrency: 16,
      budget: { calls: 150 },
    });
    expect(stop).toMatchObject({
      name: "RunStop",
      why: "budget",
      message: "the budget of 150 calls is used up",
    });
    expect(server.asked).toHaveLength(150);
    expect(usage.completions).toBe(150);
    expect(report.cancelled).toBe(true);
    expect(report.states.error).toBe(0);
    expect(episodes.length).toBe(report.finished);
    expect(report.finished).toBeLessThan(50);
  });

  it("in tokens is overshot at most by the requests in flight", async () => {
    server = await startModelServer({ milliseconds: 5 });
    const { usage, stop } = await run({
      baseUrl: server.baseUrl,
      episodes: 50,
      concurrency: 16,
      budget: { tokens: 12_000 },
    });
    expect(stop).toMatchObject({ why: "budget" });
    expect(usage.inputTokens + usage.outputTokens).toBeLessThanOrEqual(12_000 + 16 * 120);
  });

  it("is not charged for requests that the server turns away", async () => {
    server = await startModelServer({
      fault: ({ index }) => (index % 3 === 0 ? "429-retry-after" : undefined),
    });
    const { usage, report } = await run({
      baseUrl: server.baseUrl,
      episodes: 1,
      concurrency: 1,
      budget: { calls: 9 },
    });
    expect(report.states.pair).toBe(1);
    expect(usage.completions).toBe(9);
    expect(usage.requests).toBeGreaterThan(9);
  });
});

describe("an endpoint that answers nothing ends the run at once, in words", () => {
  const stopped = async (baseUrl: string, over: Parameters<typeof run>[0] | object = {}) => {
    const { report, stop, usage } = await run({ baseUrl, episodes: 50, ...over });
    expect(report.finished).toBe(0);
    expect(usage.requests).toBeLessThanOrEqual(16);
    expect(stop).toMatchObject({ name: "RunStop", why: "endpoint" });
    expect(stop?.message).not.toContain(key);
    return stop?.message;
  };

  it("wrong key, also when the server repeats it", async () => {
    server = await startModelServer({ key: "sk-another-key" });
    expect(await stopped(server.baseUrl)).toMatch(/does not accept the API key \(401\).*Bearer \[key\]/);
  });

  it("wrong path", async () => {
    server = await startModelServer();
    expect(await stopped(server.baseUrl.replace("/v1", ""))).toMatch(/answers 404 .*mostly ends in \/v1/);
  });

  it("a web page", async () => {
    server = await startModelServer({ fault: () => "page" });
    expect(await stopped(server.baseUrl)).toMatch(/page, not with JSON.*mostly ends in \/v1/);
  });

  it("unknown model", async () => {
    server = await startModelServer({ models: ["another"] });
    expect(await stopped(server.baseUrl)).toMatch(/does not have the model "scripted"/);
  });

  it("unknown name", async () => {
    expect(await stopped("http://no-such-host.invalid/v1")).toMatch(
      /no-such-host\.invalid cannot be found \(DNS\)/,
    );
  });

  it("nothing listening", async () => {
    server = await startModelServer();
    const { baseUrl } = server;
    await server.close();
    server = undefined;
    expect(await stopped(baseUrl)).toMatch(/nothing listens at 127\.0\.0\.1:\d+/);
  });

  it("TLS where there is none", async () => {
    server = await startModelServer();
    expect(await stopped(server.baseUrl.replace("http:", "https:"))).toMatch(
      /no secure connection .*\(TLS\)/,
    );
  });

  it("a redirect, which is not followed", async () => {
    const target = await startModelServer();
    server = await startModelServer({ redirect: `${target.baseUrl}/chat/completions` });
    expect(await stopped(server.baseUrl)).toMatch(/redirect/);
    expect(target.asked).toHaveLength(0);
    await target.close();
  });
});

describe("a server that goes away in the middle", () => {
  it("ends the run after a few lost tasks instead of failing every episode", async () => {
    server = await startModelServer({ fault: ({ index }) => (index >= 60 ? "cut-connection" : undefined) });
    const { report, stop } = await run({ baseUrl: server.baseUrl, episodes: 100, concurrency: 4 });
    expect(stop).toMatchObject({ why: "endpoint" });
    expect(report.finished).toBeLessThan(30);
    expect(report.states.error).toBeLessThanOrEqual(4);
  });
});
