import { resolve } from "node:path";
import { type ImportReport, importRecords, importTrajectories } from "../dataset/import.ts";
import type { Store } from "../dataset/store.ts";
import { InputError } from "../syntax/input-error.ts";
import { openFileSource } from "../trajectories/file-source.ts";
import type { Command, CommandIo } from "./command.ts";
import { progressBar } from "./progress.ts";
import { dataFolder, openProjectStore } from "./project.ts";
import { openTrajectoryFile, problemLine, readingOptions } from "./trajectory-file.ts";

const maxProblemsShown = 20;

export const importCommand: Command = {
  name: "import",
  usage: "FILE [--into DIR]",
  summary:
    "Takes the data of a file into the project: AutoSafe's own records as they are, other formats as imported trajectories.",
  options: {
    into: { type: "string", value: "DIR", help: "the project, or its .autosafe folder (default: here)" },
    ...readingOptions,
  },
  maxPositionals: 1,
  async run(line, io) {
    const [path] = line.positionals;
    if (path === undefined) {
      throw new InputError("import needs a file");
    }
    const into = {
      values: line.values,
      positionals: typeof line.values.into === "string" ? [line.values.into] : [],
    };
    const opened = await openTrajectoryFile(path, line, io);
    try {
      const store = await openProjectStore(dataFolder(into, io), io, { mustExist: false });
      const progress = progressBar(io, "Importing");
      try {
        const options = { store, signal: io.signal, onProgress: (done: number) => progress.update(done, 0) };
        const report =
          opened.format?.id === "autosafe"
            ? await ownRecords(path, options, io)
            : await importTrajectories(opened, options);
        progress.end();
        return tell(report, opened.format?.title, store, io);
      } finally {
        progress.end();
        await store.close();
      }
    } finally {
      await opened.close();
    }
  },
};

async function ownRecords(
  path: string,
  options: Parameters<typeof importRecords>[1],
  io: CommandIo,
): Promise<ImportReport> {
  const source = await openFileSource(resolve(io.cwd, path), path);
  try {
    return await importRecords(source, options);
  } finally {
    await source.close();
  }
}

function tell(report: ImportReport, format: string | undefined, store: Store, io: CommandIo): number {
  for (const problem of report.problems.slice(0, maxProblemsShown)) {
    io.err(`${problemLine(problem)}\n`);
  }
  if (report.problems.length > maxProblemsShown) {
    io.err(`… and ${report.problems.length - maxProblemsShown} more problems\n`);
  }
  io.err(
    `${report.scenarios} scenarios, ${report.trajectories} trajectories and ${report.humanVerdicts} human verdicts imported` +
      ` into ${store.directory} (${format ?? "unknown format"})\n`,
  );
  return report.problems.length > 0 ? 1 : 0;
}
