import type { Command } from "./command.ts";
import { pipelineOptions, runPipeline, selectionOptions } from "./run-pipeline.ts";
import { batchOption, simulatorOptions } from "./simulator-option.ts";

export const generateCommand: Command = {
  name: "generate",
  usage: "[dir] [options]",
  summary: "Proposes risk scenarios for the project's tools, and stops there.",
  options: { ...selectionOptions, ...simulatorOptions, ...batchOption },
  maxPositionals: 1,
  run: (line, io) => runPipeline("scenario", line, io),
};

export const runCommand: Command = {
  name: "run",
  usage: "[dir] [options]",
  summary:
    "The whole pipeline: propose, simulate until the first unsafe action, reflect, judge, collect pairs.",
  options: { ...pipelineOptions, ...batchOption },
  maxPositionals: 1,
  run: (line, io) => runPipeline("pair", line, io),
};
