import type { Task } from "../ots/task.ts";
import type { EpisodeSettings, EpisodeStart } from "../pipeline/episode.ts";
import type { Estimate } from "../pipeline/estimate.ts";
import type { Executor } from "../pipeline/executor.ts";
import type { TwinOutlook } from "../pipeline/twins.ts";
import { rungs } from "../simulators/llm/decoding/rungs.ts";
import type { CommandOption } from "./command.ts";

export const defaultBaseUrl = "https://api.openai.com/v1";
export const defaultConcurrency = 8;

/** Options of every command that asks a simulator. */
export const simulatorOptions: Record<string, CommandOption> = {
  simulator: { type: "string", value: "S", help: "builtin (default: no network) or llm (a language model)" },
  model: { type: "string", value: "M", help: "llm: the model's name at its server" },
  "judge-model": { type: "string", value: "M", help: "llm: another model to judge with" },
  "role-models": {
    type: "string",
    value: "R=M,…",
    help: "llm: a model for each role: propose, act, observe, judge, reflect",
  },
  "base-url": {
    type: "string",
    value: "URL",
    help: `llm: an OpenAI-compatible server (default ${defaultBaseUrl}); its key in AUTOSAFE_API_KEY or OPENAI_API_KEY`,
  },
  organization: {
    type: "string",
    value: "ID",
    help: "llm: the organisation to bill, where a key has several",
  },
  header: {
    type: "string",
    value: "N:V",
    multiple: true,
    help: "llm: a header for every request; $NAME in its value is taken from the environment (repeatable)",
  },
  "api-version": {
    type: "string",
    value: "V",
    help: "llm: Azure's interface version, for Azure addresses that do not end in /openai/v1",
  },
  concurrency: {
    type: "string",
    value: "N",
    help: `llm: requests in flight (default ${defaultConcurrency})`,
  },
  budget: {
    type: "string",
    value: "B",
    help: "llm: stop cleanly after so many calls, tokens or dollars: 500, 2000000tokens, 5usd, or several by commas",
  },
  price: {
    type: "string",
    value: "IN,OUT",
    help: "llm: dollars for a million tokens in and out, where the built-in table does not know or is out of date",
  },
  lookups: {
    type: "string",
    value: "N",
    help: "llm: let the judge check facts with tools, at most N look-ups a verdict (default 0: none)",
  },
  "lookup-servers": {
    type: "string",
    value: "FILE",
    help: "llm: start or reach the MCP servers of this JSON file for look-ups; only tools it allows, and only read-only ones",
  },
  "run-snippets": {
    type: "boolean",
    help: "llm: let look-ups run JavaScript snippets, in a WebAssembly sandbox without files or network, a second each",
  },
  structure: {
    type: "string",
    value: "S",
    help: `llm: how to ask for structure at first, where the server is known: ${rungs.join(", ")}`,
  },
  "dry-run": {
    type: "boolean",
    help: "llm: say how many calls and tokens it would take and what they cost, and send nothing",
  },
};

/** Of the commands that judge what is recorded. */
export const replayOption: Record<string, CommandOption> = {
  replay: {
    type: "boolean",
    help: "take outside look-ups from the record only: no server is started, a missing one is a failed observation",
  },
};

/** Of the commands that can wait for hours. */
export const batchOption: Record<string, CommandOption> = {
  batch: {
    type: "boolean",
    help: "llm: ask in batch files of the server instead of single requests: slower, cheaper, resumed after days",
  },
};

/** The way by which requests go to a model. */
export type Way =
  | { kind: "live" }
  /** As batches of the server. */
  | { kind: "batch"; pollMilliseconds?: number }
  /** In files that a person takes to an engine. */
  | {
      kind: "files";
      requests: string;
      onWritten(files: readonly string[], requests: number): void;
      onAttached(directory: string): void;
    };

/** What a run's cost is estimated from. */
export interface PlannedRun {
  starts: readonly EpisodeStart[];
  settings: EpisodeSettings;
  /** Simulations of each new scenario. */
  samples: number;
  /** Benign twins that follow once the run is through. */
  twins?: TwinOutlook;
}

/** The simulator that a command line chose, ready to run. */
export interface ChosenSimulator {
  executor: Executor;
  /** Ends the run: the person's cancellation, a spent budget, an endpoint that answers nothing. */
  signal: AbortSignal;
  /** Tells it from others in a run's fingerprint: nothing secret, and nothing that may change when a run is resumed. */
  fingerprint: string;
  /** For people, with what it has used so far. */
  title(): string;
  /** What it has used so far in a few words, for the progress bar. */
  note(): string;
  /** Opens the run's folder, for executors that keep files there; call it before the run. */
  attach?(directory: string): void;
  /** Only of simulators that send something. */
  remote?: RemoteSimulator;
}

export interface RemoteSimulator {
  estimate(run: PlannedRun): Promise<Estimate>;
  /** The same for single tasks, of which each gets one call. */
  estimateTasks(tasks: readonly Task[], episodes: number): Promise<Estimate>;
  /** What will be sent where, by this estimate. */
  announcement(estimate: Estimate): string;
  /** Calls and tokens so far. */
  usage(): object;
  /** Why the run ended early by other than the person's will, and the exit code that says so. */
  stopped(): { message: string; code: number } | undefined;
}
