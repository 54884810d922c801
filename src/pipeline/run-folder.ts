import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../dataset/store.ts";
import { contentHash } from "../ots/ids.ts";
import { riskCellSchema } from "../ots/scenario.ts";
import type { ToolSpec } from "../ots/tool.ts";
import * as z from "../ots/zod.ts";
import type { EpisodeStart } from "./episode.ts";

const plannedStartSchema = z.discriminatedUnion("from", [
  z.object({
    from: z.literal("cell"),
    cell: riskCellSchema,
    trigger: z.string(),
    alternatives: z.array(z.string()).readonly(),
    sample: z.int(),
    seed: z.int(),
  }),
  z.object({ from: z.literal("scenario"), scenario: z.string(), sample: z.int() }),
  z.object({ from: z.literal("twin"), of: z.string(), seed: z.int() }),
  z.object({ from: z.literal("trajectory"), scenario: z.string(), risky: z.string() }),
]);

/** One run: the folder that holds its journal, and the episodes it was planned to run. */
export interface RunFolder {
  directory: string;
  starts: readonly EpisodeStart[];
}

/**
 * Makes the folder of a new run under `.autosafe/runs` and writes its plan there before anything is asked. The folder's
 * name is the time and a fingerprint of `request` (whatever decides what the run does), by which `resumeRun` finds it.
 */
export function createRun(
  store: Store,
  request: unknown,
  starts: readonly EpisodeStart[],
  now: Date,
): RunFolder {
  const stamp = now.toISOString().replaceAll(/[:.]/g, "-");
  const directory = join(store.directory, "runs", `${stamp}-${fingerprint(request)}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, planFile),
    starts.map((start) => `${JSON.stringify(planned(start))}\n`).join(""),
  );
  return { directory, starts };
}

/**
 * The latest run that was asked the same, with its plan; undefined when there is none. Episodes that start from a record
 * which was deleted since are left out.
 */
export function resumeRun(store: Store, request: unknown, tools: readonly ToolSpec[]): RunFolder | undefined {
  const runs = join(store.directory, "runs");
  const names = existsSync(runs)
    ? readdirSync(runs).filter((name) => name.endsWith(`-${fingerprint(request)}`))
    : [];
  const name = names
    .filter((candidate) => existsSync(join(runs, candidate, planFile)))
    .sort()
    .at(-1);
  if (name === undefined) {
    return undefined;
  }
  const directory = join(runs, name);
  const lines = readFileSync(join(directory, planFile), "utf8").split("\n");
  const starts = lines.filter((line) => line !== "").flatMap((line) => plannedStart(line, store, tools));
  return { directory, starts };
}

const planFile = "plan.jsonl";

function fingerprint(request: unknown): string {
  return contentHash(JSON.stringify(request)).slice(0, 12).replaceAll(/[-_]/g, "0");
}

function planned(start: EpisodeStart): z.infer<typeof plannedStartSchema> {
  switch (start.from) {
    case "cell": {
      const { tools: _, ...rest } = start;
      return rest;
    }
    case "scenario":
      return { from: start.from, scenario: start.scenario.id, sample: start.sample };
    case "trajectory":
      return { from: start.from, scenario: start.scenario.id, risky: start.risky.id };
    case "twin":
      return { from: start.from, of: start.of.id, seed: start.seed };
  }
}

function plannedStart(line: string, store: Store, tools: readonly ToolSpec[]): EpisodeStart[] {
  const start = plannedStartSchema.parse(JSON.parse(line));
  if (start.from === "cell") {
    return [{ ...start, tools }];
  }
  if (start.from === "twin") {
    const of = store.scenarios.get(start.of);
    return of ? [{ ...start, of, tools }] : [];
  }
  const scenario = store.scenarios.get(start.scenario);
  if (start.from === "scenario") {
    return scenario ? [{ from: start.from, scenario, sample: start.sample }] : [];
  }
  const risky = store.trajectories.get(start.risky);
  return scenario && risky ? [{ from: start.from, scenario, risky }] : [];
}
