import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenarioStates } from "../src/dataset/state.ts";
import { openStore } from "../src/dataset/store.ts";
import type { ProposeTask } from "../src/ots/task.ts";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { toolSpec } from "../src/ots/tool.ts";
import { planEpisodes } from "../src/pipeline/plan.ts";
import { createBuiltinSimulator } from "../src/simulators/builtin/simulator.ts";
import { discoverPaths } from "../src/tools/discover-files.ts";
import type { BenchRow } from "./row.ts";

const scenarios = 100_000;
const distinct = 2_000;

/** Opens a store of 100,000 real scenarios (2,000 different ones, each under 50 ids) and groups it as the tree does. */
export async function benchStore(root: string): Promise<BenchRow[]> {
  const { tools: found } = await discoverPaths(root, ["examples"], model);
  const tools = found.map(toolSpec);
  const simulator = createBuiltinSimulator({ seed: 1, model });
  const templates = [];
  for (const start of planEpisodes({ tools, model, seed: 1, existing: [], count: distinct })) {
    if (start.from === "cell") {
      const { from: _, ...rest } = start;
      const task: ProposeTask = { kind: "propose", avoid: [], ...rest };
      const answer = await simulator.answer(task, new AbortController().signal);
      if (answer.kind === "propose") {
        templates.push(answer.result);
      }
    }
  }
  const directory = mkdtempSync(join(tmpdir(), "autosafe-bench-"));
  try {
    const writer = await openStore(directory);
    for (let copy = 0; copy * templates.length < scenarios; copy++) {
      await writer.put({
        scenarios: templates.map((scenario) => ({ ...scenario, id: `${scenario.id}-${copy}` })),
      });
    }
    const megabytes = statSync(join(directory, "scenarios.jsonl")).size / 1024 / 1024;
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const began = performance.now();
    const store = await openStore(directory);
    const loaded = performance.now() - began;
    globalThis.gc?.();
    const heap = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
    const grouping = performance.now();
    const states = scenarioStates(store);
    const groups = Map.groupBy(
      store.scenarios.summaries(),
      (summary) => `${summary.cell.toolName}|${states.get(summary.id)}`,
    );
    const grouped = performance.now() - grouping;
    return [
      {
        what: "store, load",
        figure: `${(loaded / 1000).toFixed(2)} s for ${store.scenarios.size} scenarios (${megabytes.toFixed(0)} MB), heap ${heap.toFixed(0)} MB`,
        target: "100,000 in under 2 s",
        met: loaded < 2000 && store.scenarios.size >= scenarios,
      },
      {
        what: "store, group by tool and state",
        figure: `${grouped.toFixed(0)} ms into ${groups.size} groups`,
        target: "any group in under 100 ms",
        met: grouped < 100,
      },
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
