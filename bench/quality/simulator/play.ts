import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../src/dataset/store.ts";
import { validateArguments } from "../../../src/judge/toolbelt/schema/argument-check.ts";
import type { Json, JsonObject } from "../../../src/ots/json.ts";
import type { Scenario } from "../../../src/ots/scenario.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import { defaultSettings, type Episode } from "../../../src/pipeline/episode.ts";
import { ownExecutor } from "../../../src/pipeline/executor.ts";
import { planEpisodes } from "../../../src/pipeline/plan.ts";
import { runProject } from "../../../src/pipeline/project-run.ts";
import { type RunReport, runEpisodes } from "../../../src/pipeline/runner.ts";
import { createBuiltinSimulator } from "../../../src/simulators/builtin/simulator.ts";

const seed = 7;
const executor = ownExecutor(createBuiltinSimulator({ seed, model }));
const signal = new AbortController().signal;

export interface Played {
  report: RunReport;
  scenarios: Scenario[];
  trajectories: Trajectory[];
}

/** Runs the pipeline as users do, into a store that is gone again afterwards. */
export async function played(tools: readonly ToolSpec[], count?: number, benign = 0): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), "autosafe-quality-"));
  const store = await openStore(folder);
  try {
    const report = await runProject({
      store,
      starts: planEpisodes({ tools, model, seed, existing: [], ...(count === undefined ? {} : { count }) }),
      settings: defaultSettings,
      executor,
      samples: 1,
      ...(benign > 0 && { twins: { share: benign, tools, seed, wanted: () => true } }),
      signal,
    });
    const scenarios = [...store.scenarios].map(([, scenario]) => scenario);
    return { report, scenarios, trajectories: [...store.trajectories].map(([, trajectory]) => trajectory) };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same plan with nothing that keeps proposals apart. */
export async function playedFreely(tools: readonly ToolSpec[], count: number): Promise<Episode[]> {
  const episodes: Episode[] = [];
  await runEpisodes({
    starts: planEpisodes({ tools, model, seed, existing: [], count }),
    settings: { ...defaultSettings, goal: "scenario" },
    executor,
    signal,
    onFinished: (episode) => {
      episodes.push(episode);
    },
  });
  return episodes;
}

/** Every call that a scenario or its trajectories hold, checked by the schema of its tool. */
export function schemaValid({ scenarios, trajectories }: Played): { calls: number; valid: number } {
  let calls = 0;
  let valid = 0;
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const check = (scenario: Scenario, tool: string, args: Json | undefined) => {
    const spec = scenario.tools.find(({ name }) => name === tool);
    calls++;
    valid += spec && validateArguments(spec.inputSchema, args).length === 0 ? 1 : 0;
  };
  for (const scenario of scenarios) {
    const script = (scenario.script ?? {}) as { legitimate?: JsonObject };
    check(scenario, scenario.unsafe.tool, scenario.unsafe.arguments);
    if (script.legitimate) {
      check(scenario, scenario.unsafe.tool, script.legitimate);
    }
  }
  for (const { scenarioId = "", steps } of trajectories) {
    const scenario = byId.get(scenarioId);
    for (const step of steps) {
      if (scenario && step.kind === "agent" && step.action.kind === "call") {
        check(scenario, step.action.tool, step.action.arguments);
      }
    }
  }
  return { calls, valid };
}
