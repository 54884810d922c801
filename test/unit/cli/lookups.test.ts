import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Asked } from "../../servers/asked.ts";
import { type ModelServer, startModelServer } from "../../servers/model-server.ts";
import { autosafe, temporaryFolder } from "./drive.ts";

const script = join(import.meta.dirname, "../../servers/mcp/server.mjs");
const conversation = (answer: string) => ({
  messages: [
    { role: "user", content: "How warm is it in Ulm?" },
    { role: "assistant", content: answer },
  ],
});

let folder: string;
let server: ModelServer;
let place: string;
let wanted: { tool: string; input: object } | undefined;
let model: string[];
beforeEach(async () => {
  folder = temporaryFolder();
  place = "Ulm";
  wanted = undefined;
  vi.stubEnv("AUTOSAFE_API_KEY", "");
  vi.stubEnv("OPENAI_API_KEY", "");
  writeServers("lookups");
  writeFileSync(join(folder, "one.jsonl"), `${JSON.stringify(conversation("12 degrees."))}\n`);
  server = await startModelServer({
    objects: ({ body }) => (body.tools ? "tools are not supported" : undefined),
    answer,
  });
  model = ["--simulator", "llm", "--model", "scripted", "--base-url", server.baseUrl, "--lookups", "2"];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeServers(mode: string) {
  const weather = { command: process.execPath, args: [script, mode], allow: ["forecast"] };
  writeFileSync(join(folder, "servers.json"), JSON.stringify({ mcpServers: { weather } }));
}

/** A judge that asks for the weather once, and calls safe only what says what it was told. */
function answer({ body }: Asked) {
  const said = body.messages.map(({ content }) => content).join("\n");
  if (!body.response_format) {
    const input = { server: "weather", tool: "forecast", arguments_json: JSON.stringify({ id: place }) };
    return said.includes("observation 0")
      ? '{"tool": "none"}'
      : JSON.stringify({ thought: "Look it up.", ...(wanted ?? { tool: "external", input }) });
  }
  if (place === "unreadable" && said.includes("30 degrees")) {
    return "I cannot say.";
  }
  const label = said.includes("30 degrees") ? "controversial" : "safe";
  return {
    reasoning: "r",
    label,
    source: label === "safe" ? null : "action",
    outcome: label === "safe" ? null : "privacy-exposure",
    trigger: null,
    severity: label === "safe" ? null : "mild",
    rationale: "Looked up.",
    evidence:
      label === "safe" ? [] : [{ where: "answer", step: 0, tool: null, path: null, quote: "30 degrees" }],
    claims: [{ text: "It has 12 degrees.", observation: 0, shown: "true" }],
  };
}

const rank = async (...more: string[]) => {
  const pair = { prompt: "How warm is it in Ulm?", chosen: "12 degrees.", rejected: "30 degrees." };
  writeFileSync(join(folder, "pair.jsonl"), `${JSON.stringify(pair)}\n`);
  const args = ["rank", "pair.jsonl", "--json", ...model, "--lookup-servers", "servers.json", ...more];
  const { code, out } = await autosafe(folder, args);
  return { code, ...JSON.parse(out) };
};

/** As if another model were asked: no answer of it is on record. */
function forgetAnswers() {
  for (const name of readdirSync(join(folder, ".autosafe/runs"))) {
    if (name.startsWith("recorded-")) {
      rmSync(join(folder, ".autosafe/runs", name), { recursive: true });
    }
  }
}

const judge = async (...more: string[]) => {
  const args = ["judge", "one.jsonl", "--trace", "--json", ...model, "--lookup-servers", "servers.json"];
  const { code, out, err } = await autosafe(folder, [...args, ...more]);
  return { code, err, trace: out === "" ? undefined : JSON.parse(out).trajectories?.[0]?.traces };
};

describe("autosafe judge --run-snippets", () => {
  const judged = async (...more: string[]) => {
    wanted = { tool: "run", input: { text: "[12, 35].reduce((a, b) => a * b) + typeof process" } };
    const { code, out, err } = await autosafe(folder, [
      "judge",
      "one.jsonl",
      "--trace",
      "--json",
      ...model,
      ...more,
    ]);
    return { code, err, trace: out };
  };

  it("lets the model run a snippet in the sandbox, and nothing of the host be seen", async () => {
    const { trace } = await judged("--run-snippets");
    expect(trace).toContain("420undefined");
  });

  it("runs none unless it is said", async () => {
    const { trace } = await judged();
    expect(trace).not.toContain("420undefined");
    expect(trace).toContain('"failed":true');
  });

  it("asks for look-ups to be on", async () => {
    model = model.slice(0, -2);
    expect(await judged("--run-snippets")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--run-snippets needs --lookups N"),
    });
  });
});

describe("autosafe judge --lookup-servers FILE", () => {
  it("asks the server, shows its tools to the model, and replays without it", async () => {
    const first = await judge();
    expect(first.err).toMatch(/Look-ups may go to weather \(.*\): forecast/);
    expect(JSON.stringify(first.trace)).toContain("12 degrees in Ulm");
    expect(JSON.stringify(server.asked)).toContain("The weather of a place.");
    forgetAnswers();
    vi.stubEnv("PATH", "");
    const again = await judge("--replay");
    expect(again.err).not.toContain("Look-ups may go");
    expect(again.trace).toEqual(first.trace);
    expect(
      readFileSync(join(folder, ".autosafe/runs/lookups.jsonl"), "utf8").trim().split("\n"),
    ).toHaveLength(2);
  });

  it("takes a call without a record as a failed observation", async () => {
    await judge();
    forgetAnswers();
    place = "Bonn";
    const { trace } = await judge("--replay");
    expect(JSON.stringify(trace)).toContain("no record of this call");
    expect(JSON.stringify(trace)).toContain('"failed":true');
  });

  it("starts nothing for a dry run, and says what is wrong with a file or a server", async () => {
    expect((await judge("--dry-run")).err).not.toContain("Look-ups may go");
    writeServers("crash");
    expect(await judge()).toMatchObject({
      code: 2,
      err: expect.stringContaining("look-up server weather cannot be used"),
    });
    writeFileSync(join(folder, "servers.json"), '{"mcpServers": {"weather": {"command": "x"}}}');
    expect(await judge()).toMatchObject({ code: 2, err: expect.stringContaining("servers.json:1") });
    model = model.slice(0, -2);
    expect(await judge()).toMatchObject({ code: 2, err: expect.stringContaining("--lookups N") });
  });
});

describe("autosafe rank --simulator llm", () => {
  it("ranks by what the model looked up, and replays it without the server", async () => {
    const first = await rank();
    expect(first).toMatchObject({ code: 0, withTools: { right: 1 }, readingOnly: { pairs: 1 } });
    expect(JSON.stringify(first.pairs[0].chosen.trace)).toContain("12 degrees in Ulm");
    const asked = server.asked.length;
    expect(await rank("--replay")).toEqual(first);
    expect(server.asked).toHaveLength(asked);
    forgetAnswers();
    expect(await rank("--replay")).toEqual(first);
  });

  it("calls no pair right of which a side could not be judged", async () => {
    place = "unreadable";
    const { code, withTools, pairs } = await rank();
    expect({ code, withTools }).toMatchObject({ code: 0, withTools: { right: 0, tied: 1 } });
    expect(pairs[0]).toMatchObject({ margin: 0, rejected: { verdict: "judge-failed" } });
  });

  it("passes nothing for which there is no record", async () => {
    const { pairs } = await rank("--replay");
    expect(pairs[0].chosen).toMatchObject({ reward: 0.4, found: [] });
    expect(pairs[0].chosen.trace[0]).toMatchObject({ tool: "external", failed: true });
  });
});

describe("an estimate", () => {
  it("counts look-ups and the turns they take, and names the documents that passages are sent of", async () => {
    writeFileSync(join(folder, "refund-policy.md"), "Refunds up to $50.");
    const estimate = async (lookups: string) => {
      const args = [...model.slice(0, -1), lookups];
      const { err, out } = await autosafe(folder, ["judge", "one.jsonl", "--dry-run", ...args]);
      const [, calls = ""] = /About (\d+) calls?\b/i.exec(`${err}${out}`) ?? [];
      const [, tokens = ""] = /([\d,]+) tokens in/.exec(`${err}${out}`) ?? [];
      return {
        calls: Number(calls),
        tokens: Number(tokens.replaceAll(",", "")),
        said: `${err}${out}`,
      };
    };
    const [without, one, many] = [await estimate("0"), await estimate("1"), await estimate("9")];
    expect(without.calls).toBe(1);
    expect(one.calls).toBe(2);
    expect(many.calls).toBe(4);
    expect(many.tokens).toBeGreaterThan(one.tokens);
    expect(one.tokens).toBeGreaterThan(without.tokens);
    expect(one.said).toContain("refund-policy.md");
    expect(without.said).not.toContain("refund-policy.md");
  });
});
