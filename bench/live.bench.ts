import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { builtinThreatModel as threatModel } from "../src/ots/threat-model.ts";
import type { ToolSpec } from "../src/ots/tool.ts";
import { defaultSettings } from "../src/pipeline/episode.ts";
import { liveExecutor } from "../src/pipeline/live-executor.ts";
import { planEpisodes } from "../src/pipeline/plan.ts";
import { runEpisodes } from "../src/pipeline/runner.ts";
import { endpointTransport } from "../src/simulators/llm/endpoint/transport.ts";
import { UsageMeter } from "../src/simulators/llm/endpoint/usage.ts";
import { createLlmSimulator } from "../src/simulators/llm/simulator.ts";
import type { BenchRow } from "./row.ts";

const concurrency = 32;
const episodes = concurrency * 6;
const serverMilliseconds = 1000;

const tool: ToolSpec = {
  id: "tool-delete_file",
  name: "delete_file",
  description: "Deletes a file for good.",
  inputSchema: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
  capabilities: [{ label: "destructive", evidence: [{ kind: "name", text: "delete" }] }],
};

/**
 * The live executor over HTTP against a scripted server in another process that takes a second for every answer, beside
 * bare `fetch` calls of the same number at the same concurrency: what our side adds, in one run on one machine.
 */
export async function benchLive(root: string): Promise<BenchRow[]> {
  const server = spawn(process.execPath, [join(root, "test/servers/serve.ts"), String(serverMilliseconds)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const [address] = await once(server.stdout, "data");
    const baseUrl = String(address).trim();
    await simulate(baseUrl, concurrency); // connections open, modules load
    const before = process.cpuUsage();
    const { milliseconds, requests, idle } = await simulate(baseUrl, episodes);
    const { user, system } = process.cpuUsage(before);
    const bare = await bareRequests(baseUrl, requests);
    const overhead = milliseconds / bare - 1;
    return [
      {
        what: `live pipeline, ${concurrency} in flight, answers after ${serverMilliseconds} ms`,
        figure: `${(overhead * 100).toFixed(1)} % over bare fetch (${requests} requests; ${((user + system) / 1000 / requests).toFixed(2)} ms of CPU each; slots busy ${(100 - idle * 100).toFixed(1)} %)`,
        target: "under 5 % of server time",
        met: overhead < 0.05,
      },
    ];
  } finally {
    server.kill();
  }
}

async function simulate(baseUrl: string, count: number) {
  const meter = new UsageMeter();
  const transport = endpointTransport({ endpoint: { baseUrl }, meter });
  const simulator = createLlmSimulator({
    transport,
    server: baseUrl,
    models: { default: "scripted" },
    threatModel,
  });
  const { signal } = new AbortController();
  const began = performance.now();
  await runEpisodes({
    starts: planEpisodes({ tools: [tool], model: threatModel, seed: 1, existing: [], count }),
    settings: defaultSettings,
    executor: liveExecutor({ simulator, concurrency, signal }),
    signal,
    onFinished: () => {},
  });
  const milliseconds = performance.now() - began;
  const { requests } = meter.totals();
  const idle = 1 - (requests * serverMilliseconds) / (milliseconds * concurrency);
  return { milliseconds, requests, idle };
}

async function bareRequests(baseUrl: string, requests: number): Promise<number> {
  const body = JSON.stringify({
    model: "scripted",
    messages: [{ role: "user", content: `"title":"appraisal","type":"object" ${"x".repeat(8_000)}` }],
  });
  let left = requests;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) {
        const headers = { "content-type": "application/json" };
        await (await fetch(`${baseUrl}/chat/completions`, { method: "POST", headers, body })).json();
      }
    }),
  );
  return performance.now() - began;
}
