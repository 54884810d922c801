import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { builtinPrices, dollars, priceOf } from "../../../src/simulators/llm/prices.ts";
import { priceRange } from "../../../src/simulators/llm/spending.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../../servers/model-server.ts";
import { autosafe, temporaryFolder } from "../cli/drive.ts";
import { key, run } from "./run.ts";

let server: ModelServer | undefined;
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const tool = (name: string, description: string) => ({
    name,
    description,
    input_schema: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  });
  writeFileSync(
    join(folder, "tools.json"),
    JSON.stringify([tool("delete_backup", "Deletes a backup."), tool("read_inbox", "Reads e-mail.")]),
  );
  vi.stubEnv("AUTOSAFE_API_KEY", key);
  vi.stubEnv("OPENAI_API_KEY", "");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function serve(options: ModelServerOptions = {}): Promise<string[]> {
  server = await startModelServer(options);
  return ["--simulator", "llm", "--model", "scripted", "--base-url", server.baseUrl];
}

describe("what an endpoint needs to hear", () => {
  it("organisation and headers go with every request; secrets come from the environment", async () => {
    vi.stubEnv("GATEWAY_TOKEN", "gateway-secret-1");
    const llm = await serve();
    const args = ["run", "--count", "1", "--organization", "org-1", ...llm];
    args.push("--header", "X-Team: safety", "--header", "X-Gateway-Token: $GATEWAY_TOKEN");
    const { code, out, err } = await autosafe(folder, args);
    expect(code).toBe(0);
    for (const { headers } of server?.asked ?? []) {
      expect(headers).toMatchObject({
        "openai-organization": "org-1",
        "x-team": "safety",
        "x-gateway-token": "gateway-secret-1",
        authorization: `Bearer ${key}`,
      });
    }
    expect(out + err).not.toContain("gateway-secret-1");
  });

  it("Azure addresses name the deployment and carry the key in their own header", async () => {
    const llm = await serve({ path: "/openai/deployments/scripted/chat/completions?api-version=2025-03-01" });
    const args = ["generate", "--count", "2", "--api-version", "2025-03-01", ...llm];
    const { code } = await autosafe(
      folder,
      args.map((arg) => arg.replace(/\/v1$/, "")),
    );
    expect(code).toBe(0);
    expect(server?.asked[0]?.headers["api-key"]).toBe(key);
    expect(server?.asked[0]?.headers).not.toHaveProperty("authorization");
  });

  it("every role has its own model", async () => {
    const llm = await serve();
    const names = ["propose", "act", "observe", "judge", "reflect"];
    const assigned = names.map((role) => `${role}=for-${role}`).join(",");
    const { code } = await autosafe(folder, ["run", "--count", "4", "--role-models", assigned, ...llm]);
    expect(code).toBe(0);
    const played = new Set(server?.asked.map(({ role, body }) => `${role} ${body.model}`));
    expect([...played].sort()).toEqual([
      "agent_step for-act",
      "appraisal for-judge",
      "reflection for-reflect",
      "scenario for-propose",
      "tool_result for-observe",
      "verdict for-judge",
    ]);
  });

  it.each([
    [["--role-models", "referee=m"], /roles are propose, act/],
    [["--header", "nonsense"], /--header takes NAME:VALUE/],
    [["--header", "X: $NOT_SET_ANYWHERE"], /NOT_SET_ANYWHERE is not set/],
    [["--budget", "5 euros"], /--budget takes/],
    [["--budget", "1.5"], /--budget takes/],
    [["--price", "1"], /--price takes two amounts/],
  ])("%j is turned down", async (args, message) => {
    const { code, err } = await autosafe(folder, ["run", "--simulator", "llm", "--model", "m", ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe("money", () => {
  it("is estimated as a range, shown in the summary and in the document", async () => {
    const llm = await serve();
    const args = ["run", "--count", "4", "--price", "10,30", ...llm];
    const dry = await autosafe(folder, [...args, "--dry-run"]);
    expect(dry.out).toMatch(/hidden reasoning not counted: about \$0\.\d\d, at most \$\d+\.\d\d\./);
    const { out } = await autosafe(folder, [...args, "--json"]);
    const { usage } = JSON.parse(out);
    expect(usage.dollars).toBeCloseTo((usage.inputTokens * 10 + usage.outputTokens * 30) / 1e6, 9);
    expect(usage.unpriced).toBe(0);
  });

  it("says that it does not know a price rather than guess one", async () => {
    const llm = await serve();
    expect((await autosafe(folder, ["run", "--dry-run", ...llm])).out).toContain("price not known");
  });

  it("as a budget is overshot by no more than the requests in flight", async () => {
    server = await startModelServer({ milliseconds: 5 });
    const price = { input: 10_000, output: 0 }; // 100 tokens in, so a dollar a call
    const { usage, stop } = await run({
      baseUrl: server.baseUrl,
      episodes: 40,
      concurrency: 8,
      budget: { dollars: 30 },
      price: () => price,
    });
    expect(stop).toMatchObject({ why: "budget" });
    expect(usage.dollars).toBeGreaterThanOrEqual(30);
    expect(usage.dollars).toBeLessThanOrEqual(30 + 8);
  });
});

describe("the price table", () => {
  it("takes the longest pattern that fits, and the whole name", () => {
    expect(priceOf("gpt-4.1-mini-2025-04-14", builtinPrices)).toEqual({ input: 0.4, output: 1.6 });
    expect(priceOf("gpt-4.1", builtinPrices)).toEqual({ input: 2, output: 8 });
    expect(priceOf("my-gpt-4.1", builtinPrices)).toBeUndefined();
    expect(priceOf("org/llama-70b:free", { "*:free": { input: 0, output: 0 } })).toEqual({
      input: 0,
      output: 0,
    });
    expect(priceOf("ab", { "a*b*b": { input: 1, output: 1 } })).toBeUndefined();
    expect(priceOf("llama", { "*": { input: 1, output: 1 }, "llama*": { input: 2, output: 2 } })?.input).toBe(
      2,
    );
  });

  it("names the models that a range leaves out", () => {
    const estimate = {
      episodes: 1,
      calls: 4,
      mostCalls: 8,
      inputTokens: 4e6,
      outputTokens: 0,
      callsByKind: { propose: 1, act: 1, observe: 0, judge: 2, reflect: 0, appraise: 0 },
    };
    const price = (model: string) => (model === "a" ? { input: 1, output: 1 } : undefined);
    expect(priceRange(estimate, { default: "a", judge: "b" }, price)).toEqual({
      expected: 2,
      most: 4,
      unpriced: ["b"],
    });
    expect(priceRange(estimate, { default: "b" }, price)).toBeUndefined();
    expect([dollars(0), dollars(0.001), dollars(1234.5)]).toEqual(["$0", "under $0.01", "$1,234.50"]);
  });
});
