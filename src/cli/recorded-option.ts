import { resolve } from "node:path";
import type { ThreatModel } from "../ots/threat-model.ts";
import { type ToolSpec, toolSpec } from "../ots/tool.ts";
import type { RecordedTrajectory } from "../pipeline/judge-recorded.ts";
import type { OpenedTrajectories } from "../trajectories/opened.ts";
import { toolsOfTrajectory } from "../trajectories/tools-of.ts";
import type { CommandIo, CommandOption, ParsedCommandLine } from "./command.ts";
import { discoverWithProgress, projectThreatModel } from "./project.ts";
import { loadEntry, readingOptions } from "./trajectory-file.ts";
import { stringValue } from "./values.ts";

/** Options of every command that judges or reflects on trajectories from a file. */
export const recordedOptions: Readonly<Record<string, CommandOption>> = {
  entry: { type: "string", value: "N", help: "only this trajectory of the file (from 1)" },
  ...readingOptions,
  project: {
    type: "string",
    value: "DIR",
    help: "take tool definitions from this project (default: what the file itself says of its tools)",
  },
};

/** What is known beside the file: the threat model in force, and tools of a project. */
export interface Surroundings {
  model: ThreatModel;
  tools: readonly ToolSpec[];
}

/** @throws InputError when the project's threat model is not valid. */
export async function surroundings(line: ParsedCommandLine, io: CommandIo): Promise<Surroundings> {
  const project = stringValue(line, "project");
  const root = resolve(io.cwd, project ?? ".");
  const model = await projectThreatModel(root);
  const tools = project === undefined ? [] : (await discoverWithProgress(root, ["."], model, io)).tools;
  return { model, tools: tools.map(toolSpec) };
}

/** Loads a trajectory with its tools; a problem is told and gives undefined. */
export async function loadRecorded(
  opened: OpenedTrajectories,
  index: number,
  { model, tools }: Surroundings,
  io: CommandIo,
): Promise<RecordedTrajectory | undefined> {
  const trajectory = await loadEntry(opened, index, io);
  return trajectory && { trajectory, tools: await toolsOfTrajectory(trajectory, tools, model) };
}
