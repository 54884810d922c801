import { resolve } from "node:path";
import { judgeTrajectory } from "../judge/judge.ts";
import type { Verdict } from "../ots/verdict.ts";
import { defaultSettings, type Episode } from "../pipeline/episode.ts";
import { agentStepAt, chosenByPerson, recordedStart } from "../pipeline/recorded.ts";
import { episodeRecords } from "../pipeline/records.ts";
import { runEpisodes } from "../pipeline/runner.ts";
import { InputError } from "../syntax/input-error.ts";
import { chooseSimulator } from "./choose-simulator.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { progressBar } from "./progress.ts";
import { openProjectStore } from "./project.ts";
import { loadRecorded, recordedOptions, type Surroundings, surroundings } from "./recorded-option.ts";
import { reflectedText, reflectionSummary } from "./reflected-text.ts";
import { openRunCache } from "./run-cache.ts";
import { simulatorOptions } from "./simulator-option.ts";
import { chosenEntries, openTrajectoryFile } from "./trajectory-file.ts";
import { stringValue, wholeNumber } from "./values.ts";

export const reflectCommand: Command = {
  name: "reflect",
  usage: "FILE [options]",
  summary:
    "Criticises the unsafe step of trajectories from a file and finds a safe, useful step in its place.",
  options: {
    ...recordedOptions,
    step: {
      type: "string",
      value: "N",
      help: "the unsafe step, from 1 as view counts (default: the first one judged unsafe)",
    },
    out: {
      type: "string",
      value: "DIR",
      help: "store the pairs in this data folder, such as .autosafe (default: only print them)",
    },
    json: { type: "boolean", help: "print one JSON document: {file, reflections}" },
    ...simulatorOptions,
  },
  maxPositionals: 1,
  async run(line, io) {
    const [path] = line.positionals;
    if (path === undefined) {
      throw new InputError("reflect needs a file");
    }
    const around = await surroundings(line, io);
    const { starts, passed } = await unsafeSteps(path, around, line, io);
    if (starts.length === 0) {
      throw new InputError(
        `${path}: no step is judged unsafe; name the step to reflect on with --step N (${passed} trajectories)`,
      );
    }
    return reflectOn(path, starts, around, line, io);
  },
};

type Start = ReturnType<typeof recordedStart>;

async function unsafeSteps(path: string, around: Surroundings, line: ParsedCommandLine, io: CommandIo) {
  const opened = await openTrajectoryFile(path, line, io);
  const starts: Start[] = [];
  let passed = 0;
  try {
    for (const index of chosenEntries(opened, line, "entry")) {
      const recorded = await loadRecorded(opened, index, around, io);
      if (!recorded) {
        continue;
      }
      const { trajectory, tools } = recorded;
      const chosen = wholeNumber(line, "step", 1, trajectory.steps.length);
      const found = judgeTrajectory(trajectory, tools, around.model);
      const step = chosen === undefined ? found.firstUnsafeStep : chosen - 1;
      if (step === undefined) {
        passed++;
        continue;
      }
      if (!agentStepAt(trajectory, step)) {
        throw new InputError(`--step ${step + 1}: this is a message, not a step of the agent`);
      }
      const judged = found.verdicts[step] as Verdict;
      const verdict = judged.label === "unsafe" ? judged : chosenByPerson(judged);
      starts.push(recordedStart({ trajectory, tools, index: step, verdict }, around.model));
    }
  } finally {
    await opened.close();
  }
  return { starts, passed };
}

async function reflectOn(
  path: string,
  starts: readonly Start[],
  around: Surroundings,
  line: ParsedCommandLine,
  io: CommandIo,
): Promise<number> {
  const chosen = await chooseSimulator(line, io, { seed: 1, model: around.model });
  const { remote } = chosen;
  if (remote) {
    const estimate = await remote.estimate({ starts, settings: defaultSettings, samples: 1 });
    if (line.values["dry-run"]) {
      io.out(
        line.values.json
          ? `${JSON.stringify({ dryRun: true, ...estimate }, null, 2)}\n`
          : `${remote.announcement(estimate)}Nothing was sent.\n`,
      );
      return 0;
    }
    io.err(remote.announcement(estimate));
  }
  const journal = remote && (await openRunCache(io.cwd, chosen.fingerprint));
  const progress = progressBar(io, "Reflecting");
  const finished: Episode[] = [];
  const report = await runEpisodes({
    starts,
    settings: defaultSettings,
    executor: chosen.executor,
    ...(journal && { journal }),
    signal: chosen.signal,
    onEvent: () => progress.update(finished.length, starts.length, chosen.note()),
    onFinished: (episode) => {
      finished.push(episode);
    },
  }).finally(() => {
    progress.end();
    journal?.close();
  });
  const out = stringValue(line, "out");
  if (out !== undefined) {
    await store(resolve(io.cwd, out), finished, io);
  }
  io.out(
    line.values.json
      ? `${JSON.stringify({ file: path, reflections: finished.map(reflectionSummary), ...(remote && { usage: remote.usage() }) }, null, 2)}\n`
      : finished.map(reflectedText).join("\n"),
  );
  const stopped = remote?.stopped();
  if (stopped) {
    io.err(`Stopped: ${stopped.message} What was answered is kept; the same command goes on from here.\n`);
    return stopped.code;
  }
  if (report.cancelled) {
    io.err("Cancelled.\n");
    return 130;
  }
  return report.states.pair === starts.length ? 0 : 1;
}

async function store(directory: string, finished: readonly Episode[], io: CommandIo): Promise<void> {
  const target = await openProjectStore(directory, io, { mustExist: false });
  try {
    const records = finished.flatMap((episode) => episodeRecords(episode) ?? []);
    await target.put({
      scenarios: records.map(({ scenario }) => scenario),
      trajectories: records
        .flatMap(({ risky, safe }) => [risky, safe])
        .filter((record) => record !== undefined),
    });
    io.err(`${records.filter(({ safe }) => safe).length} pairs stored in ${directory}\n`);
  } finally {
    await target.close();
  }
}
