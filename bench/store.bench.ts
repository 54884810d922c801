import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examplesOf } from "../src/dataset/examples.ts";
import { exportFolder } from "../src/dataset/export-folder.ts";
import { exportExamples } from "../src/dataset/exporter.ts";
import { exporters } from "../src/dataset/exporters.ts";
import { diskFolder } from "../src/dataset/folder-sink.ts";
import type { ScenarioSummary } from "../src/dataset/records.ts";
import { scenarioStates } from "../src/dataset/state.ts";
import { openStore, type Records, type Store } from "../src/dataset/store.ts";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { toolSpec } from "../src/ots/tool.ts";
import { defaultSettings } from "../src/pipeline/episode.ts";
import { ownExecutor } from "../src/pipeline/executor.ts";
import { planEpisodes } from "../src/pipeline/plan.ts";
import { type EpisodeRecords, episodeRecords } from "../src/pipeline/records.ts";
import { runEpisodes } from "../src/pipeline/runner.ts";
import { createBuiltinSimulator } from "../src/simulators/builtin/simulator.ts";
import { discoverPaths } from "../src/tools/discover-files.ts";
import type { BenchRow } from "./row.ts";

const scenarios = 100_000;
const distinct = 2_000;

/**
 * A store of 100,000 real scenarios with their trajectories (2,000 different ones, each under 50 ids): opens it, groups
 * it as the tree does, adds to it and exports all of it.
 */
export async function benchStore(root: string): Promise<BenchRow[]> {
  const directory = mkdtempSync(join(tmpdir(), "autosafe-bench-"));
  try {
    const records = await templates(root);
    await fill(directory, records, ({ scenario }) => ({ scenarios: [scenario] }));
    const load = await benchLoad(directory, "store, load", "100,000 scenarios in under 2 s");
    await fill(directory, records, ({ risky, safe }) => ({
      trajectories: [risky, safe].filter((trajectory) => trajectory !== undefined),
    }));
    return [
      load,
      await benchLoad(directory, "store, load with trajectories", undefined),
      ...(await benchTree(directory)),
      await benchPut(directory),
      await benchExport(directory),
      await benchFolder(directory),
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function benchLoad(directory: string, what: string, target: string | undefined): Promise<BenchRow> {
  const megabytes = readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => statSync(join(directory, name)).size / 1024 / 1024)
    .reduce((a, b) => a + b);
  const before = heap();
  const began = performance.now();
  const store = await openStore(directory);
  const loaded = performance.now() - began;
  const held = heap() - before;
  const counts = `${store.scenarios.size} scenarios, ${store.trajectories.size} trajectories`;
  await store.close();
  return {
    what,
    figure: `${(loaded / 1000).toFixed(2)} s for ${counts} (${megabytes.toFixed(0)} MB), heap ${held.toFixed(0)} MB`,
    target: target ?? "-",
    met: target === undefined ? undefined : loaded < 2000 && store.scenarios.size >= scenarios,
  };
}

async function benchTree(directory: string): Promise<BenchRow[]> {
  const store = await openStore(directory);
  const looked = performance.now();
  const states = scenarioStates(store);
  const largest = largestGroup(store, states);
  const grouped = performance.now() - looked;
  const expanding = performance.now();
  const rows = Array.from(largest, ({ id, title, cell, severity }) => ({
    id,
    title,
    cell,
    severity,
    state: states.get(id),
  }));
  const expanded = performance.now() - expanding;
  await store.close();
  return [
    {
      what: "store, states and groups of the tree",
      figure: `${grouped.toFixed(0)} ms`,
      target: "-",
      met: undefined,
    },
    {
      what: "store, expand the largest group",
      figure: `${expanded.toFixed(1)} ms for ${rows.length} scenarios`,
      target: "any group in under 100 ms",
      met: expanded < 100,
    },
  ];
}

function largestGroup(store: Store, states: ReadonlyMap<string, string>): ScenarioSummary[] {
  const groups = new Map<string | undefined, ScenarioSummary[]>();
  for (const summary of store.scenarios.summaries()) {
    const state = states.get(summary.id);
    const group = groups.get(state);
    if (group) {
      group.push(summary);
    } else {
      groups.set(state, [summary]);
    }
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

async function benchPut(directory: string): Promise<BenchRow> {
  const store = await openStore(directory);
  const [sample] = store.scenarios.values();
  const puts = 300;
  const began = performance.now();
  for (let i = 0; sample && i < puts; i++) {
    await store.put({ scenarios: [{ ...sample, id: `put-${i}` }] });
  }
  const perSecond = puts / ((performance.now() - began) / 1000);
  await store.close();
  return {
    what: "store, single records put and flushed, one after the other",
    figure: `${Math.round(perSecond)} a second`,
    target: "-",
    met: undefined,
  };
}

async function benchExport(directory: string): Promise<BenchRow> {
  const [exporter] = exporters;
  const store = await openStore(directory);
  let bytes = 0;
  let peak = 0;
  const before = heap();
  const began = performance.now();
  const report =
    exporter &&
    (await exportExamples(
      exporter,
      examplesOf(store, { scenario: () => true, states: new Set(["pair"]) }),
      async (text) => {
        bytes += Buffer.byteLength(text);
        peak = Math.max(peak, process.memoryUsage().heapUsed / 1024 / 1024);
      },
    ));
  const seconds = (performance.now() - began) / 1000;
  await store.close();
  const written = report?.written ?? 0;
  return {
    what: `store, export as ${exporter?.id}`,
    figure: `${written} pairs (${(bytes / 1024 / 1024).toFixed(0)} MB) in ${seconds.toFixed(1)} s, ${Math.round(written / seconds)} a second; heap at most ${(peak - before).toFixed(0)} MB above the start`,
    target: "memory flat",
    met: peak - before < 150,
  };
}

/** The whole data set folder: two formats, redacted, split with near-duplicates on one side, card and manifest. */
async function benchFolder(directory: string): Promise<BenchRow> {
  const target = mkdtempSync(join(tmpdir(), "autosafe-bench-folder-"));
  const store = await openStore(directory);
  try {
    let peak = 0;
    const before = heap();
    const began = performance.now();
    const report = await exportFolder({
      store,
      selection: {},
      exporters: exporters.filter(({ id }) => id === "trl-dpo" || id === "csv"),
      split: { validation: 0.1, test: 0.1, seed: 1 },
      redact: true,
      name: "bench",
      sink: diskFolder(join(target, "data-set")),
      signal: new AbortController().signal,
      onProgress: () => {
        peak = Math.max(peak, process.memoryUsage().heapUsed / 1024 / 1024);
      },
    });
    const seconds = (performance.now() - began) / 1000;
    const perSecond = Math.round(report.examples / seconds);
    const most = (peak - before).toFixed(0);
    return {
      what: "store, export as a data set folder in two formats, split",
      figure: `${report.examples} pairs in ${seconds.toFixed(1)} s, ${perSecond} a second; heap at most ${most} MB above the start`,
      target: "memory flat",
      met: peak - before < 250,
    };
  } finally {
    await store.close();
    rmSync(target, { recursive: true, force: true });
  }
}

/** Megabytes of live objects. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

async function templates(root: string): Promise<EpisodeRecords[]> {
  const { tools: found } = await discoverPaths(root, ["examples"], model);
  const tools = found.map(toolSpec);
  const records: EpisodeRecords[] = [];
  await runEpisodes({
    starts: planEpisodes({ tools, model, seed: 1, existing: [], count: distinct }),
    settings: defaultSettings,
    executor: ownExecutor(createBuiltinSimulator({ seed: 1, model })),
    signal: new AbortController().signal,
    onFinished: (episode) => {
      const made = episodeRecords(episode);
      if (made) {
        records.push(made);
      }
    },
  });
  return records;
}

/** Puts `part` of every record under as many new ids as make up the number of scenarios. */
async function fill(
  directory: string,
  records: readonly EpisodeRecords[],
  part: (record: EpisodeRecords) => Records,
): Promise<void> {
  const store = await openStore(directory);
  const parts = records.map(part);
  for (let copy = 0; copy * records.length < scenarios; copy++) {
    const own = (id: string) => `${id}-${copy}`;
    await store.put({
      scenarios: parts.flatMap(({ scenarios = [] }) =>
        scenarios.map((scenario) => ({ ...scenario, id: own(scenario.id) })),
      ),
      trajectories: parts.flatMap(({ trajectories = [] }) =>
        trajectories.map(({ id, scenarioId, derivedFrom, ...trajectory }) => ({
          ...trajectory,
          id: own(id),
          ...(scenarioId === undefined ? {} : { scenarioId: own(scenarioId) }),
          ...(derivedFrom === undefined ? {} : { derivedFrom: own(derivedFrom) }),
        })),
      ),
    });
  }
  await store.close();
}
