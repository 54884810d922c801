import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../src/dataset/store.ts";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { toolSpec } from "../src/ots/tool.ts";
import { defaultSettings } from "../src/pipeline/episode.ts";
import { ownExecutor } from "../src/pipeline/executor.ts";
import { planEpisodes } from "../src/pipeline/plan.ts";
import { runProject } from "../src/pipeline/project-run.ts";
import { createRun } from "../src/pipeline/run-folder.ts";
import { createBuiltinSimulator } from "../src/simulators/builtin/simulator.ts";
import { discoverPaths } from "../src/tools/discover-files.ts";
import type { BenchRow } from "./row.ts";

const episodes = 20_000;

/**
 * The whole built-in pipeline on the example tools, everything on: journal, validation of answers, records on disk.
 * Memory is the heap after the second half of the run against the heap after the first, both after a collection.
 */
export async function benchPipeline(root: string): Promise<BenchRow[]> {
  const { tools: found } = await discoverPaths(root, ["examples"], model);
  const tools = found.map(toolSpec);
  const directory = mkdtempSync(join(tmpdir(), "autosafe-bench-"));
  try {
    const store = await openStore(directory);
    const starts = planEpisodes({ tools, model, seed: 7, existing: [], count: episodes });
    const { directory: journalDirectory } = createRun(store, { bench: true }, starts, new Date());
    const heap: number[] = [];
    let pairs = 0;
    const report = await runProject({
      store,
      starts,
      settings: defaultSettings,
      executor: ownExecutor(createBuiltinSimulator({ seed: 7, model })),
      samples: 1,
      journalDirectory,
      signal: new AbortController().signal,
      onEvent: (event) => {
        if (event.type === "finished") {
          pairs += event.state === "pair" ? 1 : 0;
          if (event.finished === episodes / 2 || event.finished === episodes) {
            globalThis.gc?.();
            heap.push(process.memoryUsage().heapUsed / 1024 / 1024);
          }
        }
      },
    });
    await store.close();
    const seconds = report.milliseconds / 1000;
    const growth = (heap[1] ?? 0) - (heap[0] ?? 0);
    return [
      {
        what: "built-in pipeline",
        figure: `${Math.round(pairs / seconds)} pairs/s (${pairs} pairs of ${report.finished} episodes in ${seconds.toFixed(1)} s)`,
        target: "≥ 1,000 pairs/s on one core",
        met: pairs / seconds >= 1000,
        reason:
          "Nearly half is judging, spread over more than sixty detectors and the patterns they share, a fifth is proposing, a tenth writing " +
          "records. Every step of every trajectory and every safe action is judged.",
      },
      {
        what: "built-in pipeline, heap growth per 10,000 episodes",
        figure: `${growth.toFixed(1)} MB`,
        target: "flat",
        met: growth < 40,
      },
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
