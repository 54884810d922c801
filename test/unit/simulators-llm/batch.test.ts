import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { batchExecutor } from "../../../src/pipeline/batch/batch-executor.ts";
import { cancelBatches, serverCarrier } from "../../../src/pipeline/batch/server-carrier.ts";
import { defaultSettings, type Episode } from "../../../src/pipeline/episode.ts";
import { openJournal } from "../../../src/pipeline/journal.ts";
import { planEpisodes } from "../../../src/pipeline/plan.ts";
import { runEpisodes } from "../../../src/pipeline/runner.ts";
import { openBatchClient } from "../../../src/simulators/llm/endpoint/openai-batches.ts";
import { type Budget, UsageMeter } from "../../../src/simulators/llm/endpoint/usage.ts";
import { createLlmSimulator } from "../../../src/simulators/llm/simulator.ts";
import type { BatchFault } from "../../servers/batches.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../../servers/model-server.ts";
import { autosafe, temporaryFolder } from "../cli/drive.ts";
import { key, tools } from "./run.ts";

let server: ModelServer;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "autosafe-batch-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface BatchRun {
  episodes: number;
  budget?: Budget;
  signal?: AbortSignal;
  models?: { default: string; judge?: string };
  directory?: string;
}

/** Runs episodes in batches as the command line does. */
async function runBatches({ episodes, budget, signal, models, directory = folder }: BatchRun) {
  const endpoint = { baseUrl: server.baseUrl, apiKey: key };
  const meter = new UsageMeter(budget && { budget });
  const client = async () => openBatchClient(endpoint);
  const abort = signal ?? new AbortController().signal;
  const executor = batchExecutor({
    simulator: (transport) =>
      createLlmSimulator({
        transport,
        server: endpoint.baseUrl,
        models: models ?? { default: "scripted" },
        threatModel: builtinThreatModel,
      }),
    server: endpoint.baseUrl,
    meter,
    carrier: serverCarrier({ endpoint, client, pollMilliseconds: 2 }),
    signal: abort,
  });
  executor.attach(directory);
  const journal = openJournal(directory);
  const finished: Episode[] = [];
  const report = await runEpisodes({
    starts: planEpisodes({ tools, model: builtinThreatModel, seed: 1, existing: [], count: episodes }),
    settings: defaultSettings,
    executor,
    journal,
    signal: AbortSignal.any([abort, executor.stopped]),
    onFinished: (episode) => {
      finished.push(episode);
    },
  });
  journal.close();
  executor.close();
  const ids = finished.map(({ scenario, reflections, steps }) =>
    JSON.stringify([scenario?.id, reflections, steps]),
  );
  return { report, usage: meter.totals(), stop: executor.stopped.reason, ids: ids.sort() };
}

async function serve(options: ModelServerOptions = {}): Promise<void> {
  server = await startModelServer({ batches: {}, ...options });
}

describe("episodes wave by wave", () => {
  it("need one batch for each step of the pipeline, and end as live ones do", async () => {
    await serve();
    const { report, usage } = await runBatches({ episodes: 30 });
    expect(report.states.pair).toBe(30);
    expect(server.asked.length).toBe(report.tasks);
    expect(usage).toMatchObject({ requests: report.tasks, completions: report.tasks, retries: 0 });
    // propose, then act, judge and observe in turn, then reflect, judge, appraise: not one per request.
    expect(server.batches.length).toBeLessThan(16);
    expect(server.batches[0]?.request_counts.total).toBe(30);
  });

  it.each<BatchFault>(["expired", "partial", "error-file", "garbled", "lost-creation", "flaky"])(
    "%s: what is missing is asked again, and nothing else",
    async (fault) => {
      await serve();
      const clean = await runBatches({ episodes: 12, directory: join(folder, "clean") });
      await server.close();
      await serve({ batches: { fault: (number) => (number % 3 === 1 ? fault : undefined) } });
      const faulty = await runBatches({ episodes: 12, directory: join(folder, "faulty") });
      expect(faulty.stop).toBeUndefined();
      expect(faulty.ids).toEqual(clean.ids);
      expect(server.completed.length).toBe(clean.report.tasks);
      expect(faulty.usage.completions).toBe(clean.report.tasks);
    },
  );

  it("a file that is turned down ends the run with the server's reason", async () => {
    await serve({ batches: { fault: () => "invalid" } });
    const { report, stop } = await runBatches({ episodes: 5 });
    expect(stop).toMatchObject({
      why: "endpoint",
      message: expect.stringContaining("line 1 cannot be read"),
    });
    expect(report).toMatchObject({ finished: 0, cancelled: true });
  });

  it("go down the ladder in further waves", async () => {
    await serve({ refuses: { "strict-schema": "response_format json_schema is not supported" } });
    const { report } = await runBatches({ episodes: 6 });
    expect(report.states.pair).toBe(6);
    expect(server.asked.filter(({ rung }) => rung === "strict-schema")).toHaveLength(6);
  });

  it("keep the models of roles in files of their own", async () => {
    await serve();
    await runBatches({ episodes: 3, models: { default: "a", judge: "b" } });
    for (const name of readdirSync(folder).filter((file) => file.startsWith("wave-"))) {
      const lines = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
      expect(new Set(lines.map((line) => JSON.parse(line).body.model)).size).toBe(1);
    }
  });

  it("stop at the budget with what is under way brought home", async () => {
    await serve();
    const { usage, stop } = await runBatches({ episodes: 10, budget: { calls: 25 } });
    expect(stop).toMatchObject({ why: "budget" });
    expect(usage.requests).toBe(25);
    expect(usage.completions).toBe(25);
    const { report } = await runBatches({ episodes: 10 });
    expect(report.states.pair).toBe(10);
    expect(server.asked.length).toBe(report.tasks);
  });
});

describe("resuming after a break", () => {
  it("finds batches that went on meanwhile, and asks nothing twice", async () => {
    await serve({ batches: { looks: 6 } });
    let pause = new AbortController();
    let rounds = 0;
    for (; rounds < 4; rounds++) {
      pause = new AbortController();
      const before = server.batches.length;
      const watch = setInterval(() => server.batches.length > before && pause.abort(), 1);
      await runBatches({ episodes: 8, signal: pause.signal });
      clearInterval(watch);
    }
    // A batch that was created and never noted down, as after a kill between the two.
    const events = readFileSync(join(folder, "batches.jsonl"), "utf8").trimEnd().split("\n");
    if (events.at(-1)?.includes('"submitted"')) {
      writeFileSync(join(folder, "batches.jsonl"), `${events.slice(0, -1).join("\n")}\n{"type":"subm`);
    }
    const { report } = await runBatches({ episodes: 8 });
    expect(report.states.pair).toBe(8);
    expect(server.asked.length).toBe(report.tasks);
    const all = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(all.join("\n")).not.toContain(key);
  });
});

describe("on the command line", () => {
  const tool = (name: string, description: string) => ({
    name,
    description,
    input_schema: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  });
  let project: string;
  beforeEach(() => {
    project = temporaryFolder();
    const list = [tool("delete_backup", "Deletes a backup for good."), tool("read_inbox", "Reads e-mail.")];
    writeFileSync(join(project, "tools.json"), JSON.stringify(list));
    vi.stubEnv("AUTOSAFE_API_KEY", key);
    vi.stubEnv("OPENAI_API_KEY", "");
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  it("write and read carry a run from file to file", async () => {
    await serve();
    const asked = ["--count", "4", "--model", "scripted"];
    let last = await autosafe(project, ["batch", "write", "--requests", "wave.jsonl", ...asked]);
    expect(last.code).toBe(0);
    expect(last.err).toMatch(/4 requests are in .*wave\.jsonl\. Let your engine answer them/);
    let waves = 0;
    while (last.err.includes("Let your engine answer")) {
      expect(++waves).toBeLessThan(20);
      const lines = readFileSync(join(project, "wave.jsonl"), "utf8").trimEnd().split("\n");
      const results = await Promise.all(
        lines.map(async (line) => {
          const { custom_id, body } = JSON.parse(line);
          const response = await fetch(`${server.baseUrl}/chat/completions`, {
            method: "POST",
            body: JSON.stringify(body),
          });
          const answer = { status_code: response.status, request_id: "r", body: await response.json() };
          return JSON.stringify({ id: "vllm-1", custom_id, response: answer, error: null });
        }),
      );
      // The engine lost one of the first wave.
      writeFileSync(join(project, "results.jsonl"), results.slice(waves === 1 ? 1 : 0).join("\n"));
      const args = ["batch", "read", "--results", "results.jsonl", "--requests", "wave.jsonl"];
      last = await autosafe(project, args);
      expect(last.code).toBe(0);
    }
    expect(last.out).toMatch(/unsafe and safe \(pairs\) +4/);
  });

  it("says what is missing or does not belong", async () => {
    await serve();
    expect((await autosafe(project, ["batch"])).err).toContain("batch takes write, read or cancel");
    expect((await autosafe(project, ["batch", "write"])).err).toContain("--requests FILE");
    const read = ["batch", "read", "--results", "r.jsonl", "--requests", "w.jsonl"];
    expect((await autosafe(project, read)).err).toContain("no such file");
    writeFileSync(
      join(project, "r.jsonl"),
      '{"custom_id":"else","response":{"status_code":200,"body":{}}}\nnonsense\n',
    );
    expect((await autosafe(project, read)).err).toContain('begin with "autosafe batch write"');
    await autosafe(project, ["batch", "write", "--requests", "w.jsonl", "--count", "1", "--model", "m"]);
    const { code, err } = await autosafe(project, read);
    expect(code).toBe(2);
    expect(err).toMatch(/0 answers taken.*1 of other runs, 1 not readable/);
  });

  it("cancel asks the server to stop what is under way", async () => {
    await serve({ batches: { looks: 1_000_000 } });
    const abort = new AbortController();
    const watch = setInterval(() => server.batches.length > 0 && abort.abort(), 5);
    const llm = ["--simulator", "llm", "--model", "scripted", "--base-url", server.baseUrl];
    const run = await autosafe(project, ["run", "--batch", "--count", "3", ...llm], abort.signal);
    clearInterval(watch);
    expect(run.code).toBe(130);
    expect(run.err).toContain('until "autosafe batch cancel"');
    const { out } = await autosafe(project, ["batch", "cancel", "--base-url", server.baseUrl]);
    expect(out).toMatch(/batch_1 {2}cancelling/);
    expect(server.batches[0]?.status).toBe("cancelling");
  });

  it("cancel finds a batch that was made and not noted down", async () => {
    await serve({ batches: { looks: 1_000_000 } });
    const client = openBatchClient({ baseUrl: server.baseUrl, apiKey: key });
    const signal = new AbortController().signal;
    const inputFileId = await client.upload(new Blob(["{}\n"]), "wave.jsonl", signal);
    const waves = [{ file: "wave.jsonl", ids: [], inputFileId, closed: false }];
    expect(await cancelBatches(waves, client, signal)).toEqual([]);
    await client.create(inputFileId, signal);
    expect(await cancelBatches(waves, client, signal)).toMatchObject([{ status: "cancelling" }]);
  });
});
