import { resolve } from "node:path";
import type { Trajectory } from "../ots/trajectory.ts";
import { InputError } from "../syntax/input-error.ts";
import { printable } from "../syntax/printable.ts";
import { formatProblem, type Problem } from "../syntax/problem.ts";
import { openFileSource } from "../trajectories/file-source.ts";
import { openTrajectories } from "../trajectories/open.ts";
import type { OpenedTrajectories } from "../trajectories/opened.ts";
import { trajectoryReaders } from "../trajectories/readers.ts";
import type { CommandIo, CommandOption, ParsedCommandLine } from "./command.ts";
import { progressBar } from "./progress.ts";
import { stringValue, wholeNumber } from "./values.ts";

/** Options of every command that opens trajectory files. */
export const readingOptions: Readonly<Record<string, CommandOption>> = {
  from: {
    type: "string",
    value: "F",
    help: `read as this format instead of looking: ${trajectoryReaders.map(({ id }) => id).join(", ")}`,
  },
};

/**
 * Opens a trajectory file named on the command line, with progress, and tells what is wrong with it.
 * @throws InputError with file, line and reason when nothing in it can be read.
 */
export async function openTrajectoryFile(
  path: string,
  line: ParsedCommandLine,
  io: CommandIo,
): Promise<OpenedTrajectories> {
  const source = await openFileSource(resolve(io.cwd, path), path);
  const progress = progressBar(io, "Reading");
  const format = stringValue(line, "from");
  try {
    const opened = await openTrajectories(source, {
      signal: io.signal,
      onProgress: (done, total) => progress.update(Math.round(done / 1e6), Math.round(total / 1e6), "MB"),
      ...(format === undefined ? {} : { format }),
    });
    progress.end();
    if (opened.summaries.length === 0) {
      await opened.close();
      throw new InputError(
        opened.problems.map(problemLine).join("\n") || `${path}: no trajectories in this file`,
      );
    }
    for (const problem of opened.problems) {
      io.err(`${problemLine(problem)}\n`);
    }
    return opened;
  } catch (error) {
    await source.close();
    throw error;
  } finally {
    progress.end();
  }
}

/** A problem on one line; its words may quote the file. */
export function problemLine(problem: Problem): string {
  return printable(formatProblem(problem));
}

/**
 * Numbers of the trajectories that `--OPTION N` chooses: that one, or all of them.
 * @throws InputError when there is no such number.
 */
export function chosenEntries(opened: OpenedTrajectories, line: ParsedCommandLine, option: string): number[] {
  const all = opened.summaries.map(({ index }) => index);
  const number = wholeNumber(line, option, 1, all.length);
  return number === undefined ? all : [number - 1];
}

/** Loads one trajectory; a problem is told and gives undefined. */
export async function loadEntry(
  opened: OpenedTrajectories,
  index: number,
  io: CommandIo,
): Promise<Trajectory | undefined> {
  io.signal.throwIfAborted();
  const loaded = await opened.load(index);
  if ("trajectory" in loaded) {
    return loaded.trajectory;
  }
  io.err(`${problemLine(loaded.problem)}\n`);
  return undefined;
}
