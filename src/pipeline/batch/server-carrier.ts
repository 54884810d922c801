import { type Clock, systemClock } from "../../simulators/llm/endpoint/clock.ts";
import type { Endpoint } from "../../simulators/llm/endpoint/endpoint.ts";
import type { BatchClient, BatchState } from "../../simulators/llm/endpoint/openai-batches.ts";
import { outcomeOf } from "../../simulators/llm/endpoint/outcome.ts";
import { RunStop } from "../../simulators/llm/failures.ts";
import type { CarrierTarget, WaveCarrier } from "./batch-executor.ts";
import { resultLine } from "./request-line.ts";
import type { Wave } from "./wave-log.ts";

export interface ServerCarrierOptions {
  endpoint: Endpoint;
  client(): Promise<BatchClient>;
  clock?: Clock;
  /** First wait between two looks at a batch; it doubles up to sixty-four times itself. */
  pollMilliseconds?: number;
  /** Hears how far a batch is. */
  onState?: (state: BatchState) => void;
}

const mostFailures = 8;
const over = new Set<BatchState["status"]>(["failed", "completed", "expired", "cancelled"]);

/** Takes request files to the files and batches of an OpenAI-compatible server, and waits there for as long as it takes. */
export function serverCarrier(options: ServerCarrierOptions): WaveCarrier {
  const { endpoint, clock = systemClock, pollMilliseconds = 2_000, onState } = options;

  /** One call, asked again while the failure may pass. */
  async function persist<T>(signal: AbortSignal, body: (client: BatchClient) => Promise<T>): Promise<T> {
    const client = await options.client();
    for (let failures = 0; ; failures++) {
      try {
        return await body(client);
      } catch (error) {
        signal.throwIfAborted();
        const failure = failureOf(error, endpoint.baseUrl);
        if (!failure.passing || failures === mostFailures) {
          throw new RunStop("endpoint", failure.message);
        }
        await clock.sleep(pollMilliseconds * 2 ** Math.min(failures, 5) * (0.5 + clock.random()), signal);
      }
    }
  }

  /** The batch of a wave: the one it has, one an earlier process made and could not note down, or a new one. */
  async function batchOf(wave: Wave, target: CarrierTarget): Promise<string> {
    const { log, signal } = target;
    if (wave.batchId !== undefined) {
      return wave.batchId;
    }
    let { inputFileId } = wave;
    const known = inputFileId;
    let found =
      known === undefined ? undefined : await persist(signal, (client) => client.find(known, signal));
    if (inputFileId === undefined) {
      const blob = await log.blob(wave);
      inputFileId = await persist(signal, (client) => client.upload(blob, wave.file, signal));
      log.note({ type: "uploaded", file: wave.file, inputFileId });
    }
    const input = inputFileId;
    // A creation whose answer is lost may have happened: look before trying again.
    found ??= await persist(
      signal,
      async (client) => (await client.find(input, signal)) ?? (await client.create(input, signal)),
    );
    log.note({ type: "submitted", file: wave.file, batchId: found.id });
    return found.id;
  }

  async function finished(batchId: string, signal: AbortSignal): Promise<BatchState> {
    for (let looks = 0; ; looks++) {
      const state = await persist(signal, (client) => client.retrieve(batchId, signal));
      onState?.(state);
      if (over.has(state.status)) {
        return state;
      }
      await clock.sleep(pollMilliseconds * 2 ** Math.min(looks, 6), signal);
    }
  }

  async function carryOne(wave: Wave, target: CarrierTarget): Promise<void> {
    const { signal, log } = target;
    const state = await finished(await batchOf(wave, target), signal);
    if (state.status === "failed") {
      log.note({ type: "closed", file: wave.file, status: "failed" });
      throw new RunStop(
        "endpoint",
        `the server turned the batch ${state.id} down: ${state.problem || "no reason given"}`,
      );
    }
    for (const fileId of state.outputFileIds) {
      await persist(signal, async (client) => {
        for await (const line of client.lines(fileId, signal)) {
          const result = resultLine(line);
          if (result) {
            target.answered(result);
          }
        }
      });
    }
    log.note({ type: "closed", file: wave.file, status: state.status });
    target.closed(wave);
  }

  return {
    carry(waves, target) {
      for (const wave of waves) {
        carryOne(wave, target).catch((error: unknown) => {
          if (!target.signal.aborted) {
            const message = error instanceof Error ? error.message : String(error);
            target.stop(error instanceof RunStop ? error : new RunStop("endpoint", message));
          }
        });
      }
    },
  };
}

function failureOf(error: unknown, baseUrl: string): { message: string; passing: boolean } {
  if (!(error instanceof Error && "exchange" in error)) {
    // A download that broke off in the middle; what was read of it is kept.
    return { message: error instanceof Error ? error.message : String(error), passing: true };
  }
  const exchange = error.exchange as Parameters<typeof outcomeOf>[0];
  if (exchange.kind === "rejected" && (exchange.status === 404 || exchange.status === 405)) {
    const message = `${baseUrl} has no such batch, or no batches at all (${exchange.status}): ${exchange.message}`;
    return { message, passing: false };
  }
  const outcome = outcomeOf(exchange, { model: "", messages: [] }, baseUrl, false);
  return outcome.kind === "again"
    ? { message: outcome.message, passing: true }
    : { message: "message" in outcome ? outcome.message : error.message, passing: false };
}

/**
 * Asks the server to cancel every batch of the log that is under way, those included that a process made and was ended
 * before it could note them down. What they had finished still comes back.
 */
export async function cancelBatches(
  waves: readonly Wave[],
  client: BatchClient,
  signal: AbortSignal,
): Promise<BatchState[]> {
  const states: BatchState[] = [];
  for (const { batchId, inputFileId, closed } of waves) {
    if (closed || inputFileId === undefined) {
      continue;
    }
    const state = await (batchId === undefined
      ? client.find(inputFileId, signal)
      : client.retrieve(batchId, signal));
    if (state) {
      states.push(over.has(state.status) ? state : await client.cancel(state.id, signal));
    }
  }
  return states;
}
