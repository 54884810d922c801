import { SimulatorError } from "../../../ots/task.ts";
import {
  bodyCharacters,
  type ChatBody,
  type ChatReply,
  type ChatTransport,
  estimateTokens,
  type RequestPurpose,
} from "../chat.ts";
import { BadRequest, RunStop } from "../failures.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Endpoint } from "./endpoint.ts";
import type { ModelClient } from "./openai-client.ts";
import { outcomeOf } from "./outcome.ts";
import { RateGate } from "./rate-gate.ts";
import type { UsageMeter } from "./usage.ts";

export interface TransportOptions {
  endpoint: Endpoint;
  meter: UsageMeter;
  /** Longest wait for one answer, connection and body included. */
  timeoutMilliseconds?: number;
  /** First wait before a retry; it doubles each time up to sixteen times itself. */
  retryMilliseconds?: number;
  /** Longest time one request keeps being turned away for its rate, and longest single wait a server may ask for. */
  patienceMilliseconds?: number;
  clock?: Clock;
}

const mostRetries = 4;

/** Node's fetch gives up on silent servers after five minutes, whatever is asked for. */
export const defaultTimeout = 280_000;

/**
 * Sends requests to a live endpoint: charged to the budget, at the rate the server allows, retried when the failure may
 * pass. Loads the openai package with the first request.
 */
export function endpointTransport(options: TransportOptions): ChatTransport {
  const { endpoint, meter, clock = systemClock } = options;
  const {
    timeoutMilliseconds = defaultTimeout,
    retryMilliseconds = 500,
    patienceMilliseconds = 600_000,
  } = options;
  const gate = new RateGate(clock);
  let client: Promise<ModelClient> | undefined;
  let everAnswered = false;

  async function send(body: ChatBody, { kind }: RequestPurpose, signal: AbortSignal): Promise<ChatReply> {
    client ??= import("./openai-client.ts").then(({ openModelClient }) => openModelClient(endpoint));
    const { complete } = await client;
    const tokens = estimateTokens(bodyCharacters(body));
    const patientUntil = clock.now() + patienceMilliseconds;
    let failures = 0;
    for (let attempt = 0; ; attempt++) {
      await gate.enter(tokens, signal);
      meter.charge(kind, attempt > 0);
      const exchange = await complete(body, timeoutMilliseconds, signal);
      if (exchange.kind !== "lost") {
        gate.learn(exchange.headers);
      }
      const outcome = outcomeOf(exchange, body, endpoint.baseUrl, everAnswered);
      if (outcome.kind === "reply") {
        everAnswered = true;
        gate.succeeded();
        meter.used(outcome.reply.usage, body.model);
        return outcome.reply;
      }
      if (outcome.kind !== "again" || !outcome.billed) {
        meter.refund();
      }
      switch (outcome.kind) {
        case "bad-request":
          throw new BadRequest(outcome.status, outcome.message);
        case "filtered":
          throw new SimulatorError("filtered", outcome.message);
        case "hopeless":
          throw new RunStop("endpoint", outcome.message);
      }
      const backOff = retryMilliseconds * 2 ** Math.min(attempt, 4) * (0.5 + clock.random());
      const wait = outcome.wait ?? backOff;
      if (outcome.limited) {
        if (clock.now() + wait > patientUntil) {
          const asked =
            outcome.wait === undefined ? "" : `, and asks for a wait of ${Math.ceil(wait / 1000)} s`;
          throw new RunStop("endpoint", `${outcome.message}${asked}`);
        }
        gate.limited(wait);
      } else if (++failures > mostRetries || wait > patienceMilliseconds) {
        throw new SimulatorError("unreachable", `${outcome.message} (after ${attempt} retries)`);
      } else {
        await clock.sleep(wait, signal);
      }
    }
  }
  return { send };
}
