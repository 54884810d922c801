import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { examplesOf } from "../dataset/examples.ts";
import { type SplitName, Splitter, splitNames } from "../dataset/split.ts";
import type { Store } from "../dataset/store.ts";
import { compareEvaluations } from "../evaluation/compare.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import { type Evaluation, evaluationSchema } from "../evaluation/evaluation.ts";
import { heldBack } from "../evaluation/held-back.ts";
import { type EvaluationReport, passes } from "../evaluation/reports/report.ts";
import { indexExamples } from "../evaluation/retrieval.ts";
import { scoreOf } from "../evaluation/score.ts";
import { evaluationWriters } from "../evaluation/writers.ts";
import type { Scenario } from "../ots/scenario.ts";
import { schemaVersion } from "../ots/vocabulary.ts";
import { defaultSettings } from "../pipeline/episode.ts";
import { InputError } from "../syntax/input-error.ts";
import { agentOptions, type ChosenAgent, chooseAgent } from "./agent-option.ts";
import { chooseSimulator } from "./choose-simulator.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { decimal } from "./export-selection.ts";
import { progressBar } from "./progress.ts";
import {
  dataFolder,
  discoverWithProgress,
  openProjectStore,
  projectRoot,
  projectThreatModel,
} from "./project.ts";
import { type ChosenSimulator, simulatorOptions } from "./simulator-option.ts";
import { openSink } from "./sink.ts";
import { listOf, stringValue, wholeNumber } from "./values.ts";

const formats = evaluationWriters.map(({ id }) => id);
const sides = ["all", ...splitNames] as const;

export const evaluateCommand: Command = {
  name: "evaluate",
  usage: "[dir] [--agent A] [options]",
  summary: "Lets an agent act in held-back scenarios and scores it: safety, usefulness, over-refusal.",
  options: {
    ...agentOptions,
    policy: { type: "string", value: "FILE", help: "policy text (system prompt) put before the agent" },
    examples: {
      type: "string",
      value: "K",
      help: "safe examples of the training data put before the agent (default 0)",
    },
    split: { type: "string", value: "SIDE", help: `which scenarios: ${sides.join(", ")} (default test)` },
    validation: { type: "string", value: "SHARE", help: "as in export (default 0.1)" },
    test: { type: "string", value: "SHARE", help: "as in export (default 0.1)" },
    seed: { type: "string", value: "S", help: "seed of the split (default 1)" },
    tools: { type: "string", value: "A,B", help: "only scenarios of these tools" },
    count: { type: "string", value: "N", help: "at most so many hazards" },
    samples: { type: "string", value: "N", help: "simulations of each scenario (default 1)" },
    "max-steps": {
      type: "string",
      value: "N",
      help: `agent steps of one simulation (default ${defaultSettings.maxSteps})`,
    },
    format: { type: "string", value: "F", help: `${formats.join(", ")} (default text)` },
    out: { type: "string", value: "FILE", help: "write the report there (default: standard output)" },
    save: { type: "string", value: "FILE", help: "keep the results, to be a --baseline later" },
    trajectories: { type: "string", value: "FILE", help: "keep what the agent did, to be looked at" },
    baseline: {
      type: "string",
      value: "FILE",
      help: "kept results to compare with; cases lost fail the command",
    },
    "fail-under": { type: "string", value: "X", help: "fail when the safety score is lower, 0 to 1" },
    ...simulatorOptions,
  },
  maxPositionals: 1,
  async run(line, io) {
    const data = dataFolder(line, io);
    const root = projectRoot(data);
    const model = await projectThreatModel(root);
    const settings = await settingsFrom(line, io);
    const environment = await chooseSimulator(withoutAgentModel(line), io, { seed: 1, model });
    const chosen = await chooseAgent(line, io, {
      model,
      remote: environment.remote ? environment : undefined,
    });
    const store = await openProjectStore(data, io, { mustExist: true });
    try {
      const scenarios = heldBack(store, settings.selection);
      if (scenarios.length === 0) {
        throw new InputError(
          `no scenario on the ${settings.side} side; make more with "autosafe run", or take --split all`,
        );
      }
      if (await isDryRun(scenarios, { chosen, environment, settings }, line, io)) {
        return 0;
      }
      const evaluation = await runEvaluation({ scenarios, store, chosen, environment, settings }, io);
      const { tools } = await discoverWithProgress(root, ["."], model, io);
      const baseline = settings.baseline;
      const report: EvaluationReport = {
        evaluation,
        score: scoreOf(evaluation),
        ...(baseline ? { comparison: compareEvaluations(baseline, evaluation) } : {}),
        ...(settings.failUnder === undefined ? {} : { failUnder: settings.failUnder }),
        tools,
      };
      await write(report, line, io);
      if (evaluation.cancelled) {
        io.err("Cancelled. The figures are of the scenarios that ended.\n");
        return 130;
      }
      return passes(report) ? 0 : 1;
    } finally {
      await chosen.agent.close();
      await store.close();
    }
  },
};

type Settings = Awaited<ReturnType<typeof settingsFrom>>;

async function settingsFrom(line: ParsedCommandLine, io: CommandIo) {
  const [side = "test"] = listOf(line, "split", sides) ?? [];
  const shares = {
    validation: decimal(line, "validation", 0, 0.5) ?? 0.1,
    test: decimal(line, "test", 0, 0.5) ?? 0.1,
  };
  const seed = wholeNumber(line, "seed", 0, 2 ** 31 - 1) ?? 1;
  const policyFile = stringValue(line, "policy");
  const baselineFile = stringValue(line, "baseline");
  const tools = stringValue(line, "tools")
    ?.split(",")
    .map((name) => name.trim());
  const named: SplitName | undefined = side === "all" ? undefined : side;
  return {
    side,
    selection: {
      side: named,
      shares,
      seed,
      count: wholeNumber(line, "count", 1, 1_000_000),
      wanted: ({ cell }: Scenario) => tools?.includes(cell.toolName) ?? true,
    },
    policy: policyFile === undefined ? "" : await readText(resolve(io.cwd, policyFile), policyFile),
    policyFile,
    examples: wholeNumber(line, "examples", 0, 20) ?? 0,
    samples: wholeNumber(line, "samples", 1, 1000) ?? 1,
    maxSteps: wholeNumber(line, "max-steps", 1, 1000) ?? defaultSettings.maxSteps,
    failUnder: decimal(line, "fail-under", 0, 1),
    save: stringValue(line, "save"),
    trajectories: stringValue(line, "trajectories"),
    baseline:
      baselineFile === undefined
        ? undefined
        : await readEvaluation(resolve(io.cwd, baselineFile), baselineFile),
  };
}

/** The environment and the judge are the built-in ones unless `--simulator llm` says otherwise. */
function withoutAgentModel(line: ParsedCommandLine): ParsedCommandLine {
  if (stringValue(line, "simulator") === "llm" || stringValue(line, "agent") !== "model") {
    return line;
  }
  const own = Object.entries(line.values).filter(
    ([name]) => name === "simulator" || !(name in simulatorOptions),
  );
  return { ...line, values: Object.fromEntries(own) };
}

interface Parts {
  chosen: ChosenAgent;
  environment: ChosenSimulator;
  settings: Settings;
}

async function isDryRun(
  scenarios: readonly Scenario[],
  { chosen, environment, settings }: Parts,
  line: ParsedCommandLine,
  io: CommandIo,
): Promise<boolean> {
  const paid = chosen.model?.remote ?? environment.remote;
  if (!paid) {
    return false;
  }
  const starts = scenarios.map((scenario) => ({ from: "scenario" as const, scenario, sample: 0 }));
  const run = {
    starts,
    settings: { ...defaultSettings, goal: "risky" as const, maxSteps: settings.maxSteps },
    samples: settings.samples,
  };
  const announcement = paid.announcement(await paid.estimate(run));
  if (line.values["dry-run"]) {
    io.out(`${announcement}Nothing was sent.\n`);
    return true;
  }
  io.err(announcement);
  return false;
}

async function runEvaluation(
  {
    scenarios,
    store,
    chosen,
    environment,
    settings,
  }: Parts & { scenarios: readonly Scenario[]; store: Store },
  io: CommandIo,
): Promise<Evaluation> {
  const progress = progressBar(io, "Evaluating");
  const trajectories =
    settings.trajectories === undefined ? undefined : await openSink(settings.trajectories, io);
  const lines: string[] = [];
  const notes = () => chosen.model?.note() ?? environment.note();
  try {
    const { scenarios: results, cancelled } = await evaluate({
      scenarios,
      agent: chosen.agent,
      environment: environment.executor,
      policyFor: policyFor(store, settings),
      concurrency: concurrencyOf(chosen, environment),
      samples: settings.samples,
      maxSteps: settings.maxSteps,
      stance: defaultSettings.stance,
      signal: AbortSignal.any([
        io.signal,
        environment.signal,
        ...(chosen.model ? [chosen.model.signal] : []),
      ]),
      onProgress: (done, total) => progress.update(done, total, notes()),
      onTrajectory: (trajectory) => {
        if (trajectories) {
          lines.push(`${JSON.stringify(trajectory)}\n`);
        }
      },
    });
    await trajectories?.write(lines.sort().join(""));
    await trajectories?.close();
    const { side, selection } = settings;
    const evaluation: Evaluation = {
      schemaVersion,
      kind: "evaluation",
      agent: chosen.agent.id,
      judge: environment.executor.id,
      conditions: { policy: settings.policy, examples: settings.examples, maxSteps: settings.maxSteps },
      selection: side === "all" ? "all scenarios" : `${side} side of the split with seed ${selection.seed}`,
      scenarios: results,
      cancelled,
    };
    if (settings.save !== undefined) {
      const sink = await openSink(settings.save, io);
      await sink.write(`${JSON.stringify(evaluation, null, 1)}\n`);
      await sink.close();
    }
    return evaluation;
  } finally {
    progress.end();
  }
}

/** What answers at once, in this process, sets no limit to what waits for a server or another process. */
function concurrencyOf({ agent, model }: ChosenAgent, environment: ChosenSimulator): number {
  const servers = [model, environment.remote && environment].flatMap((one) => one?.executor.capacity ?? []);
  return Math.min(
    ...servers,
    ...(model || agent.capacity === Number.POSITIVE_INFINITY ? [] : [agent.capacity]),
    512,
  );
}

/** The policy, and the examples nearest to each scenario from the training side. */
function policyFor(store: Store, { policy, examples, selection }: Settings): (scenario: Scenario) => string {
  if (examples === 0) {
    return () => policy;
  }
  const splitter = new Splitter(selection.shares, selection.seed, (id) => store.scenarios.get(id));
  const training = new Set<string>();
  for (const id of store.scenarios.keys()) {
    const scenario = store.scenarios.get(id);
    const place = scenario && splitter.place(scenario);
    if (place && "split" in place && place.split === "train") {
      training.add(id);
    }
  }
  const index = indexExamples(
    examplesOf(store, { scenario: (id) => training.has(id), states: new Set(["pair", "acted"]) }),
  );
  return (scenario) => [policy, index.like(scenario, examples)].filter((part) => part !== "").join("\n\n");
}

async function write(report: EvaluationReport, line: ParsedCommandLine, io: CommandIo): Promise<void> {
  const [format = "text"] = listOf(line, "format", formats) ?? [];
  const writer = evaluationWriters.find(({ id }) => id === format);
  const sink = await openSink(stringValue(line, "out"), io);
  await sink.write(writer?.write(report) ?? "");
  await sink.close();
}

async function readText(path: string, named: string): Promise<string> {
  if (!existsSync(path)) {
    throw new InputError(`${named}: no such file`);
  }
  return readFile(path, "utf8");
}

async function readEvaluation(path: string, named: string): Promise<Evaluation> {
  const text = await readText(path, named);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${named}: not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  const checked = evaluationSchema.safeParse(value);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new InputError(
      `${named}: not the results of an evaluation: ${issue?.path.join(".") || "file"}: ${issue?.message}`,
    );
  }
  return checked.data;
}
