import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readResults } from "../pipeline/batch/file-carrier.ts";
import { cancelBatches } from "../pipeline/batch/server-carrier.ts";
import { WaveLog } from "../pipeline/batch/wave-log.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { endpointOf } from "./endpoint-option.ts";
import { dataFolder } from "./project.ts";
import { pipelineOptions, runPipeline } from "./run-pipeline.ts";
import { stringValue } from "./values.ts";

export const batchCommand: Command = {
  name: "batch",
  usage: "write|read|cancel [dir] [options]",
  summary:
    "The pipeline by request files in the OpenAI Batch format, for engines that take them, such as vLLM's run-batch.",
  options: {
    requests: {
      type: "string",
      value: "FILE",
      help: "write, read: the file for the requests of the next wave",
    },
    results: { type: "string", value: "FILE", help: "read: the file with the engine's answers" },
    ...pipelineOptions,
  },
  maxPositionals: 2,
  async run(line, io) {
    const [action, ...positionals] = line.positionals;
    const rest = { ...line, positionals };
    switch (action) {
      case "write":
        return write(rest, io);
      case "read":
        return read(rest, io);
      case "cancel":
        return cancel(rest, io);
      default:
        throw new InputError(`batch takes write, read or cancel, not "${action ?? ""}"`);
    }
  },
};

/** What a run by files was asked, so that reading its results needs no options. */
const optionsFile = "batch-options.json";

async function write(line: ParsedCommandLine, io: CommandIo): Promise<number> {
  const { requests, results: _, ...values } = line.values;
  if (typeof requests !== "string") {
    throw new InputError("batch write needs --requests FILE");
  }
  return byFiles({ ...line, values: { ...values, simulator: "llm" } }, requests, io);
}

async function read(line: ParsedCommandLine, io: CommandIo): Promise<number> {
  const requests = stringValue(line, "requests");
  const results = stringValue(line, "results");
  if (results === undefined || requests === undefined) {
    throw new InputError("batch read needs --results FILE and --requests FILE (for the next wave)");
  }
  const file = resolve(io.cwd, results);
  if (!existsSync(file)) {
    throw new InputError(`${results}: no such file`);
  }
  const directory = latestRun(runsOf(line, io), (run) => existsSync(join(run, optionsFile)));
  if (directory === undefined) {
    throw new InputError('there is no run by files here; begin with "autosafe batch write"');
  }
  const log = new WaveLog(directory);
  const counts = await readResults(log, file);
  log.close();
  io.err(
    `${counts.taken} answers taken, ${counts.failed} to ask again, ${counts.known} known already, ` +
      `${counts.foreign} of other runs, ${counts.broken} not readable\n`,
  );
  if (counts.taken + counts.known === 0) {
    throw new InputError(`${results}: no answer to a request of this run`);
  }
  const values = JSON.parse(readFileSync(join(directory, optionsFile), "utf8"));
  return byFiles({ ...line, values: { ...values, json: line.values.json, resume: true } }, requests, io);
}

function byFiles(line: ParsedCommandLine, requests: string, io: CommandIo): Promise<number> {
  const onWritten = (files: readonly string[], count: number) =>
    io.err(
      `${count} requests are in ${files.join(", ")}. Let your engine answer them, then: ` +
        `autosafe batch read --results FILE --requests ${requests}\n`,
    );
  return runPipeline("pair", line, io, {
    kind: "files",
    requests: resolve(io.cwd, requests),
    onWritten,
    onAttached: (directory) =>
      writeFileSync(
        join(directory, optionsFile),
        `${JSON.stringify({ ...line.values, resume: undefined })}\n`,
      ),
  });
}

async function cancel(line: ParsedCommandLine, io: CommandIo): Promise<number> {
  const { endpoint } = endpointOf(line);
  const { openBatchClient } = await import("../simulators/llm/endpoint/openai-batches.ts");
  const client = openBatchClient(endpoint);
  let count = 0;
  for (const directory of runsOf(line, io)) {
    const log = new WaveLog(directory);
    for (const { id, status, done, total } of await cancelBatches(log.waves(), client, io.signal)) {
      io.out(`${id}  ${status}  ${done} of ${total} answered\n`);
      count++;
    }
    log.close();
  }
  io.err(
    count === 0
      ? "No batch is under way.\n"
      : 'What they answered is taken in by "autosafe run --batch --resume".\n',
  );
  return 0;
}

/** Folders of runs that asked in request files, oldest first. */
function runsOf(line: ParsedCommandLine, io: CommandIo): string[] {
  const out = stringValue(line, "out");
  const runs = join(out === undefined ? dataFolder(line, io) : resolve(io.cwd, out), "runs");
  return existsSync(runs)
    ? readdirSync(runs)
        .sort()
        .map((name) => join(runs, name))
        .filter((run) => existsSync(join(run, "answers.jsonl")))
    : [];
}

function latestRun(runs: readonly string[], fits: (run: string) => boolean): string | undefined {
  return runs.filter(fits).at(-1);
}
