import { resolve } from "node:path";
import type { Trajectory } from "../ots/trajectory.ts";
import { InputError } from "../syntax/input-error.ts";
import type { OpenedTrajectories } from "../trajectories/opened.ts";
import { writeTrajectories } from "../trajectories/writer.ts";
import { trajectoryWriters } from "../trajectories/writers.ts";
import type { Command, CommandIo } from "./command.ts";
import { openSink } from "./sink.ts";
import { chosenEntries, loadEntry, openTrajectoryFile, readingOptions } from "./trajectory-file.ts";
import { listOf, stringValue } from "./values.ts";

const formats = trajectoryWriters.map(({ id }) => id);

export const convertCommand: Command = {
  name: "convert",
  usage: "FILE --to F [--out FILE] [--entry N]",
  summary: "Writes the trajectories of a file in another format.",
  options: {
    to: { type: "string", value: "F", help: formats.join(", ") },
    out: { type: "string", value: "FILE", help: "file to write (default: standard output)" },
    entry: { type: "string", value: "N", help: "only this trajectory of the file (from 1)" },
    ...readingOptions,
  },
  maxPositionals: 1,
  async run(line, io) {
    const [path] = line.positionals;
    if (path === undefined) {
      throw new InputError("convert needs a file");
    }
    const [id, ...others] = listOf(line, "to", formats) ?? [];
    const writer = trajectoryWriters.find((candidate) => candidate.id === id);
    if (!writer || others.length > 0) {
      throw new InputError(`--to takes one of: ${formats.join(", ")}`);
    }
    const out = stringValue(line, "out");
    if (out !== undefined && resolve(io.cwd, out) === resolve(io.cwd, path)) {
      throw new InputError("--out must be another file than the one that is read");
    }
    const opened = await openTrajectoryFile(path, line, io);
    try {
      const entries = chosenEntries(opened, line, "entry");
      const sink = await openSink(out, io);
      const written = await writeTrajectories(writer, loaded(opened, entries, io), sink.write);
      await sink.close();
      const place = sink.file === undefined ? "" : ` to ${sink.file}`;
      const lossy = writer.lossless ? "" : "; verdicts and provenance have no place in this format";
      io.err(`${written} trajectories written${place} (${writer.id})${lossy}\n`);
      return written === entries.length && opened.problems.length === 0 ? 0 : 1;
    } finally {
      await opened.close();
    }
  },
};

async function* loaded(
  opened: OpenedTrajectories,
  entries: readonly number[],
  io: CommandIo,
): AsyncGenerator<Trajectory> {
  for (const index of entries) {
    const trajectory = await loadEntry(opened, index, io);
    if (trajectory) {
      yield trajectory;
    }
  }
}
