import { InputError } from "../syntax/input-error.ts";
import { printable, printableLine } from "../syntax/printable.ts";
import type { OpenedTrajectories, TrajectorySummary } from "../trajectories/opened.ts";
import { trajectoryText } from "../trajectories/readable.ts";
import type { Command, CommandIo } from "./command.ts";
import { chosenEntries, loadEntry, openTrajectoryFile, readingOptions } from "./trajectory-file.ts";

export const viewCommand: Command = {
  name: "view",
  usage: "FILE [--entry N] [--json]",
  summary: "Shows trajectories from a file in any known format.",
  options: {
    entry: { type: "string", value: "N", help: "only this trajectory of the file (from 1)" },
    ...readingOptions,
    json: { type: "boolean", help: "print one JSON document: {file, format, trajectories, problems}" },
  },
  maxPositionals: 1,
  async run(line, io) {
    const [path] = line.positionals;
    if (path === undefined) {
      throw new InputError("view needs a file");
    }
    const opened = await openTrajectoryFile(path, line, io);
    try {
      const entries = chosenEntries(opened, line, "entry");
      const complete = line.values.json
        ? await writeJson(opened, entries, io)
        : entries.length > 1
          ? writeList(opened.summaries, io)
          : await writeText(opened, entries, io);
      return complete && opened.problems.length === 0 ? 0 : 1;
    } finally {
      await opened.close();
    }
  },
};

/** Written piece by piece: a file may hold more than fits in memory. */
async function writeJson(
  opened: OpenedTrajectories,
  entries: readonly number[],
  io: CommandIo,
): Promise<boolean> {
  const problems = [...opened.problems];
  const { file, format } = opened;
  io.out(`{"file":${JSON.stringify(file)},"format":${JSON.stringify(format?.id ?? null)},"trajectories":[`);
  let separator = "\n";
  for (const index of entries) {
    io.signal.throwIfAborted();
    const loaded = await opened.load(index);
    if ("trajectory" in loaded) {
      io.out(`${separator}${JSON.stringify(loaded.trajectory)}`);
      separator = ",\n";
    } else {
      problems.push(loaded.problem);
    }
  }
  io.out(`\n],"problems":${JSON.stringify(problems)}}\n`);
  return problems.length === opened.problems.length;
}

function writeList(summaries: readonly TrajectorySummary[], io: CommandIo): boolean {
  for (const { index, steps, line, title } of summaries) {
    const count = steps === undefined ? "" : `${steps} steps`;
    const place = line === undefined ? "" : `line ${line}`;
    io.out(
      `${String(index + 1).padStart(6)}  ${count.padEnd(12)}${place.padEnd(12)}${printableLine(title, 100)}\n`,
    );
  }
  io.err(`${summaries.length} trajectories; --entry N shows one of them\n`);
  return true;
}

async function writeText(
  opened: OpenedTrajectories,
  entries: readonly number[],
  io: CommandIo,
): Promise<boolean> {
  let complete = true;
  for (const index of entries) {
    const trajectory = await loadEntry(opened, index, io);
    if (trajectory) {
      io.out(trajectoryText(trajectory, printable));
    } else {
      complete = false;
    }
  }
  return complete;
}
