import { randomUUID } from "node:crypto";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import { defaultSettings, type Episode, type EpisodeSettings } from "../../../src/pipeline/episode.ts";
import type { Journal } from "../../../src/pipeline/journal.ts";
import { liveExecutor } from "../../../src/pipeline/live-executor.ts";
import { planEpisodes } from "../../../src/pipeline/plan.ts";
import { type RunReport, runEpisodes } from "../../../src/pipeline/runner.ts";
import { TraitsMemory } from "../../../src/simulators/llm/decoding/traits.ts";
import { endpointTransport, type TransportOptions } from "../../../src/simulators/llm/endpoint/transport.ts";
import { type Budget, UsageMeter, type UsageTotals } from "../../../src/simulators/llm/endpoint/usage.ts";
import type { Price } from "../../../src/simulators/llm/prices.ts";
import type { RoleModels } from "../../../src/simulators/llm/roles.ts";
import { createLlmSimulator } from "../../../src/simulators/llm/simulator.ts";
import { readMail, removeFile, tool } from "../pipeline/scripted.ts";

/** A key that cannot occur by accident. */
export const key = `sk-test-${randomUUID()}`;

export const tools: readonly ToolSpec[] = [
  removeFile,
  readMail,
  tool("send_mail", "writes-external", "publishes-content"),
  tool("pay_invoice", "moves-money"),
];

export interface RunOptions {
  baseUrl: string;
  episodes?: number;
  concurrency?: number;
  budget?: Budget;
  price?: (model: string) => Price | undefined;
  settings?: Partial<EpisodeSettings>;
  signal?: AbortSignal;
  journal?: Journal;
  models?: RoleModels;
  memory?: TraitsMemory;
  transport?: Partial<TransportOptions>;
}

export interface RunResult {
  report: RunReport;
  episodes: Episode[];
  usage: UsageTotals;
  stop: Error | undefined;
  memory: TraitsMemory;
}

export function simulatorAt(options: RunOptions) {
  const { baseUrl, models = { default: "scripted" }, memory = new TraitsMemory() } = options;
  const meter = new UsageMeter({
    ...(options.budget && { budget: options.budget }),
    ...(options.price && { price: options.price }),
  });
  const transport = endpointTransport({
    endpoint: { baseUrl, apiKey: key },
    meter,
    retryMilliseconds: 2,
    // On a busy machine an answer may take its time; tests of what never comes say how long to wait for it.
    timeoutMilliseconds: 30_000,
    ...options.transport,
  });
  const simulator = createLlmSimulator({
    transport,
    server: baseUrl,
    models,
    threatModel: builtinThreatModel,
    memory,
  });
  return { simulator, meter, memory };
}

/** Runs episodes against a server as the command line does. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { simulator, meter, memory } = simulatorAt(options);
  const signal = options.signal ?? new AbortController().signal;
  const executor = liveExecutor({ simulator, concurrency: options.concurrency ?? 8, signal });
  const episodes: Episode[] = [];
  const report = await runEpisodes({
    starts: planEpisodes({
      tools,
      model: builtinThreatModel,
      seed: 1,
      existing: [],
      count: options.episodes ?? 1,
    }),
    settings: { ...defaultSettings, ...options.settings },
    executor,
    ...(options.journal && { journal: options.journal }),
    signal: AbortSignal.any([signal, executor.stopped]),
    onFinished: (episode) => {
      episodes.push(episode);
    },
  });
  return { report, episodes, usage: meter.totals(), stop: executor.stopped.reason, memory };
}
