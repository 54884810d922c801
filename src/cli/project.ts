import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { openStore, type Store } from "../dataset/store.ts";
import { builtinThreatModel, type ThreatModel } from "../ots/threat-model.ts";
import { InputError } from "../syntax/input-error.ts";
import { formatProblem, type Problem } from "../syntax/problem.ts";
import { applyPermissions } from "../tools/apply-permissions.ts";
import { discoverPaths, type FileDiscovery } from "../tools/discover-files.ts";
import { readThreatModel } from "../tools/threat-model-file.ts";
import type { CommandIo, ParsedCommandLine } from "./command.ts";
import { progressBar } from "./progress.ts";
import type { Roots } from "./roots.ts";
import { shownProblems } from "./shown-files.ts";
import { stringValue } from "./values.ts";

/** A project as the commands see it: its folder, its threat model, its store. */
export interface Project {
  root: string;
  model: ThreatModel;
  /** The `.autosafe` folder. */
  data: string;
}

const maxThreatModelBytes = 4 * 1024 * 1024;

/**
 * The project in the folder that the command line names (default: the current one). `--out` moves its data.
 * @throws InputError when the folder does not exist or its threat model is not valid.
 */
export async function openProject(line: ParsedCommandLine, io: CommandIo): Promise<Project> {
  const named = line.positionals[0] ?? ".";
  const root = resolve(io.cwd, named);
  if (!existsSync(root)) {
    throw new InputError(`${named}: no such folder`);
  }
  if (!statSync(root).isDirectory()) {
    throw new InputError(`${named}: not a folder; give the project's folder, and choose tools with --tools`);
  }
  const out = stringValue(line, "out");
  const data = out === undefined ? join(root, ".autosafe") : resolve(io.cwd, out);
  return { root, data, model: await projectThreatModel(root) };
}

/**
 * The threat model in force under `root`: the built-in one with `.autosafe/threat-model.json` laid over it.
 * @throws InputError with file, line and reason when that file is not valid.
 */
export async function projectThreatModel(root: string): Promise<ThreatModel> {
  const file = join(root, ".autosafe", "threat-model.json");
  if (!existsSync(file)) {
    return builtinThreatModel;
  }
  if (statSync(file).size > maxThreatModelBytes) {
    throw new InputError(
      `${file}: larger than ${maxThreatModelBytes / 1024 / 1024} MB, which no threat model is`,
    );
  }
  const { model, problems } = readThreatModel(file, await readFile(file, "utf8"));
  const [first, ...others] = problems;
  if (first) {
    throw new InputError([first, ...others].map(formatProblem).join("\n"));
  }
  return model;
}

/**
 * Finds tools and servers under `paths` with progress on standard error, and reports what could not be read. Tools say
 * what the configurations among the files state about approval.
 */
export async function discoverWithProgress(
  root: string,
  paths: readonly string[],
  model: ThreatModel,
  io: CommandIo,
  shown: Roots["shown"] = (file) => file,
): Promise<FileDiscovery> {
  const progress = progressBar(io, "Reading files");
  try {
    const found = await discoverPaths(root, paths, model, {
      signal: io.signal,
      onProgress: (done) => progress.update(done, 0),
    });
    progress.end();
    reportProblems(shownProblems(found.problems, shown), io);
    return { ...found, tools: applyPermissions(found, model) };
  } finally {
    progress.end();
  }
}

/** Opens the store and reports lines that could not be read. @throws InputError when `mustExist` and it does not. */
export async function openProjectStore(
  directory: string,
  io: CommandIo,
  { mustExist }: { mustExist: boolean },
): Promise<Store> {
  if (mustExist && !existsSync(join(directory, "scenarios.jsonl"))) {
    throw new InputError(`${directory}: no AutoSafe data here; run "autosafe run" in the project first`);
  }
  const store = await openStore(directory);
  reportProblems(store.problems, io);
  return store;
}

/** The data folder that `[dir]` names: a project with `.autosafe` in it, or such a folder itself. */
export function dataFolder(line: ParsedCommandLine, io: CommandIo): string {
  const folder = resolve(io.cwd, line.positionals[0] ?? ".");
  return existsSync(join(folder, "scenarios.jsonl")) ? folder : join(folder, ".autosafe");
}

/** The project that a data folder belongs to: the folder around `.autosafe`, or the data folder itself elsewhere. */
export function projectRoot(data: string): string {
  return basename(data) === ".autosafe" ? dirname(data) : data;
}

const maxProblemsShown = 20;

export function reportProblems(problems: readonly Problem[], io: CommandIo): void {
  for (const problem of problems.slice(0, maxProblemsShown)) {
    io.err(`${formatProblem(problem)}\n`);
  }
  if (problems.length > maxProblemsShown) {
    io.err(`… and ${problems.length - maxProblemsShown} more problems\n`);
  }
}
