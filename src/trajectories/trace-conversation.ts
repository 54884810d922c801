import { contentHash } from "../ots/ids.ts";
import type { Json, JsonObject } from "../ots/json.ts";
import { addChatMessages } from "./chat-messages.ts";
import { contentText } from "./content.ts";
import { jsonText, type Maybe } from "./fields.ts";
import type { Conversation } from "./reader.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

/** A model call as a tracing format records it: what went in, what came out, both as chat messages. */
export interface ModelCall {
  input: readonly JsonObject[];
  output: readonly JsonObject[];
  tools: readonly string[];
  toolDefinitions: readonly Json[];
}

/** A tool run as a tracing format records it. */
export interface ToolRun {
  id?: string | undefined;
  tool: string;
  input: Maybe;
  output: string;
  isError: boolean;
}

/** One trace: every model call and tool run in it, in the order they happened. */
export interface Trace {
  title?: string | undefined;
  models: readonly ModelCall[];
  runs: readonly ToolRun[];
  /** What the whole trace was started with and ended in, for traces without a model call that has content. */
  asked?: string | undefined;
  answered?: string | undefined;
  notes?: readonly string[];
}

/**
 * The conversations in a trace. A model call repeats everything said before it, so the longest one holds the whole
 * conversation; calls that begin differently are conversations of their own (sub-agents). Results of calls after the
 * last model call come from the tool runs. Without model calls the tool runs are the steps.
 */
export function conversationsOfTrace(trace: Trace): Conversation[] {
  const longest = new Map<string, ModelCall>();
  for (const call of trace.models) {
    const key = opening(call);
    const known = longest.get(key);
    if (size(call) > 0 && (!known || size(call) >= size(known))) {
      longest.set(key, call);
    }
  }
  if (longest.size === 0) {
    return [fromRuns(trace)];
  }
  const runs = createRuns(trace.runs);
  const told = [...longest.values()].map((call) => {
    const transcript = createTranscript();
    transcript.offer(call.tools);
    addChatMessages(transcript, call.input);
    addChatMessages(transcript, call.output);
    addMissingResults(transcript, runs);
    return { transcript, call };
  });
  addUncalled(
    told.map(({ transcript }) => transcript),
    runs,
  );
  return told.map(({ transcript, call }, index) => {
    return close(transcript, trace, index === 0 ? trace.title : undefined, call.toolDefinitions);
  });
}

const openingMessages = 2;

function opening(call: ModelCall): string {
  return call.input
    .slice(0, openingMessages)
    .map((message) => `${jsonText(message.role ?? null)} ${contentText(message.content)}`)
    .join("\n");
}

function size(call: ModelCall): number {
  return call.input.length + call.output.length;
}

function fromRuns(trace: Trace): Conversation {
  const transcript = createTranscript();
  if (trace.asked !== undefined && trace.asked !== "") {
    transcript.user(trace.asked);
  }
  for (const run of trace.runs) {
    transcript.assistant([{ kind: "call", tool: run.tool, input: run.input, id: run.id }]);
    transcript.result({ id: run.id, tool: run.tool, content: run.output, isError: run.isError });
  }
  if (trace.answered !== undefined) {
    transcript.assistant([{ kind: "text", text: trace.answered }]);
  }
  return close(transcript, trace, trace.title, []);
}

function close(
  transcript: Transcript,
  trace: Trace,
  title: string | undefined,
  definitions: readonly Json[],
): Conversation {
  for (const note of trace.notes ?? []) {
    transcript.note(note);
  }
  return transcript.finish({
    ...(title === undefined ? {} : { title }),
    ...(definitions.length === 0 ? {} : { toolDefinitions: [...definitions] }),
  });
}

interface Runs {
  byId: ReadonlyMap<string, ToolRun>;
  byTool: ReadonlyMap<string, ToolRun[]>;
}

function createRuns(runs: readonly ToolRun[]): Runs {
  const byTool = new Map<string, ToolRun[]>();
  for (const run of runs) {
    const known = byTool.get(run.tool);
    if (known) {
      known.push(run);
    } else {
      byTool.set(run.tool, [run]);
    }
  }
  return {
    byId: new Map(runs.flatMap((run) => (run.id === undefined ? [] : [[run.id, run] as const]))),
    byTool,
  };
}

/** Gives calls without an observation the result of their tool run: by id, else the last run of that tool. */
function addMissingResults(transcript: Transcript, runs: Runs): void {
  for (const step of transcript.steps) {
    if (step.kind === "agent" && step.action.kind === "call" && !step.observation) {
      const { tool, callId } = step.action;
      const run = (callId === undefined ? undefined : runs.byId.get(callId)) ?? runs.byTool.get(tool)?.at(-1);
      if (run) {
        step.observation = { content: run.output, isError: run.isError };
      }
    }
  }
}

/**
 * Runs that no model call with content asked for (its content was not captured) still happened: they stand at the end of the first
 * conversation. A tool that ran as often as it was called has none.
 */
function addUncalled(transcripts: readonly Transcript[], { byTool }: Runs): void {
  const calls = new Map<string, number>();
  for (const step of transcripts.flatMap(({ steps }) => steps)) {
    if (step.kind === "agent" && step.action.kind === "call") {
      calls.set(step.action.tool, (calls.get(step.action.tool) ?? 0) + 1);
    }
  }
  const [first] = transcripts;
  for (const [tool, runs] of byTool) {
    for (const run of runs.slice(calls.get(tool) ?? 0)) {
      first?.assistant([{ kind: "call", tool, input: run.input, id: run.id }]);
      first?.result({ id: run.id, tool, content: run.output, isError: run.isError });
      first?.note("Some tool runs belong to no model call with content; they stand at the end.");
    }
  }
}

/**
 * Without those that are the beginning of another one: where no span holds the calls of a run together, each call is a trace of its own and
 * repeats all before it.
 */
export function withoutBeginnings<Item extends { conversation: Conversation }>(
  items: readonly Item[],
): Item[] {
  const chains = items.map(({ conversation }) => chainOf(conversation));
  const beginnings = new Set(chains.flatMap((chain) => chain.slice(0, -1)));
  const ends = new Set<string>();
  return items.filter((_, index) => {
    const end = chains[index]?.at(-1) ?? "";
    const repeated = beginnings.has(end) || ends.has(end);
    ends.add(end);
    return !repeated;
  });
}

/** Hashes of what was asked and done up to each step. */
function chainOf({ policy, instruction, steps }: Conversation): string[] {
  const chain = [contentHash(jsonText([policy ?? null, instruction]))];
  for (const step of steps) {
    const done = step.kind === "agent" ? step.action : step.text;
    chain.push(contentHash(`${chain.at(-1)} ${JSON.stringify(done)}`));
  }
  return chain;
}
