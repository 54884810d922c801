import { batchExecutor, type WaveCarrier } from "../pipeline/batch/batch-executor.ts";
import { fileCarrier } from "../pipeline/batch/file-carrier.ts";
import { serverCarrier } from "../pipeline/batch/server-carrier.ts";
import { liveExecutor } from "../pipeline/live-executor.ts";
import type { ChatTransport } from "../simulators/llm/chat.ts";
import { rungs } from "../simulators/llm/decoding/rungs.ts";
import { TraitsMemory } from "../simulators/llm/decoding/traits.ts";
import type { BatchState } from "../simulators/llm/endpoint/openai-batches.ts";
import { endpointTransport } from "../simulators/llm/endpoint/transport.ts";
import { createLlmSimulator } from "../simulators/llm/simulator.ts";
import { InputError } from "../syntax/input-error.ts";
import type { StoppingExecutor, WayParts } from "./model-option.ts";
import { defaultConcurrency } from "./simulator-option.ts";
import { listOf, wholeNumber } from "./values.ts";

const maxConcurrency = 512;

export interface OpenedWay {
  executor: StoppingExecutor;
  /** How far batches are, in a few words; empty for other ways. */
  state(): string;
}

/** The executor for the way by which requests go: one by one, as batches of the server, or as files that a person carries. */
export function openWay(parts: WayParts): OpenedWay {
  const { line, io, way, named, models, threatModel, meter, lookUps } = parts;
  const [rung] = listOf(line, "structure", rungs) ?? [];
  const server = named?.endpoint.baseUrl ?? "request files";
  const memory = new TraitsMemory(rung && { rung });
  const simulator = (transport: ChatTransport) =>
    createLlmSimulator({ transport, server, models, threatModel, memory, lookUps });
  const waves = (carrier: WaveCarrier) =>
    batchExecutor({
      simulator,
      server: named?.endpoint.baseUrl ?? "http://request-files",
      meter,
      carrier,
      signal: io.signal,
    });
  if (way.kind === "files") {
    return { executor: waves(fileCarrier(way)), state: () => "" };
  }
  if (!named) {
    throw new InputError("no endpoint is named");
  }
  const { endpoint } = named;
  if (way.kind === "batch") {
    const states = new Map<string, BatchState>();
    const client = async () =>
      (await import("../simulators/llm/endpoint/openai-batches.ts")).openBatchClient(endpoint);
    const carrier = serverCarrier({
      endpoint,
      client,
      ...way,
      onState: (state) => states.set(state.id, state),
    });
    return { executor: waves(carrier), state: () => statesText([...states.values()]) };
  }
  const concurrency = wholeNumber(line, "concurrency", 1, maxConcurrency) ?? defaultConcurrency;
  const transport = endpointTransport({ endpoint, meter });
  return {
    executor: liveExecutor({ simulator: simulator(transport), concurrency, signal: io.signal }),
    state: () => "",
  };
}

function statesText(states: readonly BatchState[]): string {
  const last = states.at(-1);
  return last ? `batch ${states.length}: ${last.status}, ${last.done} of ${last.total}` : "";
}
