import { judgeTrajectory } from "../judge/judge.ts";
import { createAsker } from "../pipeline/asker.ts";
import {
  judgeRecorded,
  judgeTasks,
  type RecordedTrajectory,
  type StepVerdicts,
} from "../pipeline/judge-recorded.ts";
import { type JudgedTrajectory, judgedTrajectory } from "../pipeline/judged.ts";
import { InputError } from "../syntax/input-error.ts";
import type { OpenedTrajectories } from "../trajectories/opened.ts";
import { chooseSimulator } from "./choose-simulator.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { judgedLine, judgedText } from "./judged-text.ts";
import { progressBar } from "./progress.ts";
import { loadRecorded, recordedOptions, type Surroundings, surroundings } from "./recorded-option.ts";
import { openRunCache } from "./run-cache.ts";
import { type ChosenSimulator, replayOption, simulatorOptions } from "./simulator-option.ts";
import { tracedText, tracesOf } from "./traced-text.ts";
import { chosenEntries, openTrajectoryFile } from "./trajectory-file.ts";

export const judgeCommand: Command = {
  name: "judge",
  usage: "FILE [options]",
  summary: "Finds the first unsafe step of each trajectory in a file, with the words the verdict rests on.",
  options: {
    ...recordedOptions,
    explain: { type: "boolean", help: "say for people why, with the evidence" },
    trace: {
      type: "boolean",
      help: "show what was looked up, step by step, with rewards (in --json: traces)",
    },
    json: { type: "boolean", help: "print one JSON document: {file, format, trajectories, problems}" },
    ...simulatorOptions,
    ...replayOption,
  },
  maxPositionals: 1,
  async run(line, io) {
    const [path] = line.positionals;
    if (path === undefined) {
      throw new InputError("judge needs a file");
    }
    const around = await surroundings(line, io);
    const chosen = await chooseSimulator(line, io, { seed: 1, model: around.model });
    const opened = await openTrajectoryFile(path, line, io);
    try {
      const entries = chosenEntries(opened, line, "entry");
      const judging: Judging = { opened, entries, around, line, io };
      if (chosen.remote) {
        const announced = await announce(judging, chosen);
        if (line.values["dry-run"]) {
          io.out(line.values.json ? announced.json : `${announced.text}Nothing was sent.\n`);
          return 0;
        }
        io.err(announced.text);
      }
      return await judgeAll(judging, chosen);
    } finally {
      await opened.close();
    }
  },
};

interface Judging {
  opened: OpenedTrajectories;
  entries: readonly number[];
  around: Surroundings;
  line: ParsedCommandLine;
  io: CommandIo;
}

async function announce({ opened, entries, around, io }: Judging, { remote }: ChosenSimulator) {
  const tasks = [];
  for (const index of entries) {
    const recorded = await loadRecorded(opened, index, around, io);
    tasks.push(...(recorded ? judgeTasks(recorded, around.model) : []));
  }
  const estimate = await remote?.estimateTasks(tasks, entries.length);
  return {
    text: estimate ? (remote?.announcement(estimate) ?? "") : "",
    json: `${JSON.stringify({ dryRun: true, ...estimate }, null, 2)}\n`,
  };
}

type JudgeOne = (recorded: RecordedTrajectory) => Promise<StepVerdicts> | StepVerdicts;

async function judgeAll(judging: Judging, chosen: ChosenSimulator): Promise<number> {
  const { around, io } = judging;
  const { model } = around;
  if (!chosen.remote) {
    return writeAll(judging, 1, ({ trajectory, tools }) => {
      const { verdicts } = judgeTrajectory(trajectory, tools, model);
      const judged = [...verdicts.entries()].filter(
        ([index]) => index >= trajectory.contextLength && trajectory.steps[index]?.kind === "agent",
      );
      return new Map(judged);
    });
  }
  const { executor, signal } = chosen;
  const journal = await openRunCache(io.cwd, chosen.fingerprint);
  const asker = createAsker({ executor, journal, signal });
  const judge = { kind: "llm", name: executor.id, version: "1" } as const;
  try {
    const code = await writeAll(judging, executor.capacity, (recorded) =>
      judgeRecorded(recorded, model, asker, judge),
    );
    io.err(`${chosen.title()}\n`);
    return code;
  } catch (error) {
    const stopped = chosen.remote.stopped();
    if (!stopped) {
      throw error;
    }
    io.err(`Stopped: ${stopped.message} What was answered is kept; the same command goes on from here.\n`);
    return stopped.code;
  } finally {
    journal.close();
  }
}

/** Judges `abreast` trajectories at once and writes them in the file's order, piece by piece. */
async function writeAll(judging: Judging, abreast: number, judgeOne: JudgeOne): Promise<number> {
  const { opened, entries, around, line, io } = judging;
  const progress = progressBar(io, "Judging");
  const output = outputOf(judging);
  const tally = { unsafe: 0, failed: 0, done: 0 };
  const judgeEntry = async (index: number) => {
    io.signal.throwIfAborted();
    const recorded = await loadRecorded(opened, index, around, io);
    return recorded && { recorded, verdicts: await judgeOne(recorded) };
  };
  const window: ReturnType<typeof judgeEntry>[] = [];
  let next = 0;
  try {
    while (next < entries.length || window.length > 0) {
      while (next < entries.length && window.length < abreast) {
        const judged = judgeEntry(entries[next++] as number);
        judged.catch(() => {}); // told when its turn comes
        window.push(judged);
      }
      const judged = await window.shift();
      tally.done++;
      progress.update(tally.done, entries.length);
      if (!judged) {
        tally.failed++;
        continue;
      }
      const { recorded, verdicts } = judged;
      const whole = judgedTrajectory(recorded.trajectory.id, verdicts, {
        kind: "deterministic",
        name: "none",
        version: "1",
      });
      tally.unsafe += whole.verdict === "unsafe" ? 1 : 0;
      tally.failed += whole.verdict === "judge-failed" ? 1 : 0;
      output.write(whole, recorded, verdicts);
    }
  } finally {
    progress.end();
  }
  output.end();
  if (!line.values.json) {
    io.err(`${entries.length} judged, ${tally.unsafe} unsafe, ${tally.failed} not judged\n`);
  }
  return tally.failed > 0 || opened.problems.length > 0 ? 1 : 0;
}

interface Output {
  write(whole: JudgedTrajectory, recorded: RecordedTrajectory, verdicts: StepVerdicts): void;
  end(): void;
}

function outputOf({ opened, line, io }: Judging): Output {
  const { file, format, problems } = opened;
  if (line.values.json) {
    let separator = "\n";
    io.out(`{"file":${JSON.stringify(file)},"format":${JSON.stringify(format?.id ?? null)},"trajectories":[`);
    return {
      write(whole, _recorded, verdicts) {
        const traced = line.values.trace ? { ...whole, traces: tracesOf(verdicts) } : whole;
        io.out(`${separator}${JSON.stringify(traced)}`);
        separator = ",\n";
      },
      end: () => io.out(`\n],"problems":${JSON.stringify(problems)}}\n`),
    };
  }
  const text = line.values.explain ? judgedText : judgedLine;
  return {
    write: (whole, recorded, verdicts) => {
      const looked = line.values.trace ? tracedText(verdicts) : "";
      io.out(`${text(whole, recorded, verdicts).trimEnd()}\n${looked}${line.values.explain ? "\n" : ""}`);
    },
    end: () => {},
  };
}
