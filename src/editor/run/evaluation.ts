import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentUnderTest } from "../../evaluation/agent.ts";
import { type Comparison, compareEvaluations, type Flip } from "../../evaluation/compare.ts";
import { evaluate } from "../../evaluation/evaluate.ts";
import { type Evaluation, evaluationSchema } from "../../evaluation/evaluation.ts";
import { textEvaluation } from "../../evaluation/reports/text.ts";
import { scoreOf } from "../../evaluation/score.ts";
import type { Scenario } from "../../ots/scenario.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { schemaVersion } from "../../ots/vocabulary.ts";
import { defaultSettings } from "../../pipeline/episode.ts";
import { simulatorExecutor } from "../../pipeline/executor.ts";
import { createBuiltinSimulator } from "../../simulators/builtin/simulator.ts";

export interface EditorEvaluation {
  scenarios: readonly Scenario[];
  agent: AgentUnderTest;
  model: ThreatModel;
  selection: string;
  /** Put before the agent in every scenario; empty for none. */
  policy: string;
  /** The `.autosafe` folder: results and trajectories go into its `runs`. */
  directory: string;
  signal: AbortSignal;
  onProgress: (finished: number, total: number) => void;
}

/**
 * Evaluates in the built-in environment with the deterministic judge, keeps results and trajectories, and writes the report,
 * compared with the latest evaluation on the same selection.
 */
export async function runEvaluation(options: EditorEvaluation) {
  const { scenarios, agent, model, selection, policy, directory, signal, onProgress } = options;
  const environment = simulatorExecutor(createBuiltinSimulator({ seed: 1, model }));
  const lines: string[] = [];
  const { scenarios: results, cancelled } = await evaluate({
    scenarios,
    agent,
    environment,
    policyFor: () => policy,
    concurrency: Number.isFinite(agent.capacity) ? agent.capacity : 64,
    samples: 1,
    maxSteps: defaultSettings.maxSteps,
    stance: defaultSettings.stance,
    signal,
    onProgress,
    onTrajectory: (trajectory) => lines.push(`${JSON.stringify(trajectory)}\n`),
  });
  const evaluation: Evaluation = {
    schemaVersion,
    kind: "evaluation",
    agent: agent.id,
    judge: environment.id,
    conditions: { policy, examples: 0, maxSteps: defaultSettings.maxSteps },
    selection,
    scenarios: results,
    cancelled,
  };
  const folder = join(directory, "runs", "evaluations");
  await mkdir(folder, { recursive: true });
  const baseline = await latest(folder, selection);
  const name = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const trajectories = join(folder, `${name}.trajectories.jsonl`);
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(evaluation, null, 1)}\n`);
  lines.sort();
  await writeFile(trajectories, lines.join(""));
  const comparison = baseline && compareEvaluations(baseline.evaluation, evaluation);
  const text = textEvaluation.write({
    evaluation,
    score: scoreOf(evaluation),
    ...(comparison ? { comparison } : {}),
    tools: [],
  });
  // A file, not an untitled document: closing it asks nobody whether to save it.
  const report = join(folder, `${name}.txt`);
  await writeFile(report, text);
  const flips =
    comparison && baseline ? await flipsOf(comparison, baseline.trajectories, lines, trajectories) : [];
  return { evaluation, report, trajectories, flips };
}

/** A scenario that ended otherwise than before, with the places of both trajectories in their files (from 0). */
export interface FlipPlaces {
  flip: Flip;
  gained: boolean;
  before: { file: string; entry: number };
  after: { file: string; entry: number };
}

async function flipsOf(
  { gained, lost }: Comparison,
  beforeFile: string,
  afterLines: readonly string[],
  afterFile: string,
): Promise<FlipPlaces[]> {
  const beforeLines = await readFile(beforeFile, "utf8").then(
    (text) => text.trimEnd().split("\n"),
    () => [],
  );
  const [before, after] = [entriesById(beforeLines), entriesById(afterLines)];
  const places = (flip: Flip, isGained: boolean): FlipPlaces[] => {
    const left = before.get(flip.beforeTrajectory ?? "");
    const right = after.get(flip.afterTrajectory ?? "");
    return left === undefined || right === undefined
      ? []
      : [
          {
            flip,
            gained: isGained,
            before: { file: beforeFile, entry: left },
            after: { file: afterFile, entry: right },
          },
        ];
  };
  return [...lost.flatMap((flip) => places(flip, false)), ...gained.flatMap((flip) => places(flip, true))];
}

function entriesById(lines: readonly string[]): Map<string, number> {
  return new Map(lines.map((line, entry) => [String((JSON.parse(line) as { id?: unknown }).id), entry]));
}

/** The newest evaluation kept, of those on the same selection; files that are none are passed over. */
async function latest(
  folder: string,
  selection: string,
): Promise<{ evaluation: Evaluation; trajectories: string } | undefined> {
  const names = (await readdir(folder)).filter((name) => /^[\dTZ-]+\.json$/.test(name)).sort();
  for (const name of names.reverse().slice(0, 20)) {
    try {
      const checked = evaluationSchema.safeParse(JSON.parse(await readFile(join(folder, name), "utf8")));
      if (checked.success && checked.data.selection === selection && !checked.data.cancelled) {
        return {
          evaluation: checked.data,
          trajectories: join(folder, name.replace(/json$/, "trajectories.jsonl")),
        };
      }
    } catch {
      // Half-written or foreign: the next one may do.
    }
  }
  return undefined;
}
