import { SimulatorError } from "../../ots/task.ts";
import type { ChatBody, ChatReply, ChatTransport, RequestPurpose } from "../../simulators/llm/chat.ts";
import { type Outcome, outcomeOf } from "../../simulators/llm/endpoint/outcome.ts";
import type { UsageMeter } from "../../simulators/llm/endpoint/usage.ts";
import { BadRequest, RunStop } from "../../simulators/llm/failures.ts";
import type { ResultLine } from "./request-line.ts";
import type { Wave, WaveLog } from "./wave-log.ts";

interface Waiter {
  resolve(reply: ChatReply): void;
  reject(error: unknown): void;
}

interface Pending {
  body: ChatBody;
  purpose: RequestPurpose;
  /** In a request file that was not closed yet. */
  sent: boolean;
  tries: number;
  /** Mostly one: tasks that are equal share one request. */
  waiters: Waiter[];
}

export interface WavesOptions {
  log: WaveLog;
  meter: UsageMeter;
  /** Stands for the server in messages. */
  server: string;
  /** Takes new request files on their way. */
  dispatch(waves: readonly Wave[]): void;
  /** Nothing more can be asked. */
  stop(reason: RunStop): void;
}

/** How often one request is asked before it counts as lost. */
const mostTries = 4;

/**
 * The way to a model by request files: requests gather until nobody has anything else to do, then go out as one wave. A
 * request that was answered, or is under way since an earlier process, is not asked again.
 */
export class Waves implements ChatTransport {
  readonly #options: WavesOptions;
  readonly #pending = new Map<string, Pending>();
  /** Ids in request files that are under way, also those nobody in this process has asked for yet. */
  readonly #underWay = new Set<string>();
  #active = 0;
  #waiting = 0;
  #everybodyWaits = false;
  /** Why nothing new is asked any more; what is under way still counts. */
  #exhausted: unknown;

  constructor(options: WavesOptions) {
    this.#options = options;
    for (const wave of options.log.waves().filter(({ closed }) => !closed)) {
      for (const id of wave.ids) {
        this.#underWay.add(id);
      }
    }
  }

  send(body: ChatBody, purpose: RequestPurpose, signal: AbortSignal): Promise<ChatReply> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      const known = this.#options.log.answer(purpose.id);
      if (known && settle([waiter], outcomeIn(known, body, this.#options.server))) {
        return;
      }
      if (this.#exhausted !== undefined && !this.#underWay.has(purpose.id)) {
        reject(this.#exhausted);
        return;
      }
      this.#waiting++;
      const same = this.#pending.get(purpose.id);
      if (same) {
        same.waiters.push(waiter);
      } else {
        const sent = this.#underWay.has(purpose.id);
        this.#pending.set(purpose.id, { body, purpose, sent, tries: 1, waiters: [waiter] });
      }
      this.#dispatchWhenAllWait();
    });
  }

  /** A task has gone to the simulator; it ends with `taskEnded`. */
  taskBegan(): void {
    this.#active++;
  }

  taskEnded(): void {
    this.#active--;
    this.#everybodyWaits = false;
  }

  /** Every open episode waits for an answer. */
  allWait(): void {
    this.#everybodyWaits = true;
    this.#dispatchWhenAllWait();
  }

  /** Takes an answer in: kept before it is used. Says false for one that nobody asked for or that is known already. */
  answered(line: ResultLine): boolean {
    const { log } = this.#options;
    if (log.has(line.id) || !(this.#underWay.has(line.id) || this.#pending.has(line.id))) {
      return false;
    }
    const pending = this.#pending.get(line.id);
    const outcome = outcomeIn(line, pending?.body ?? anyBody, this.#options.server);
    if (outcome.kind === "hopeless") {
      this.#options.stop(new RunStop("endpoint", outcome.message));
    }
    if (outcome.kind === "again" || outcome.kind === "hopeless") {
      return true; // asked again when its file is closed
    }
    log.record(line);
    this.#underWay.delete(line.id);
    if (outcome.kind === "reply" && pending) {
      this.#options.meter.used(outcome.reply.usage, pending.body.model);
    }
    this.#release(line.id, (waiters) => settle(waiters, outcome));
    return true;
  }

  /** A request file has nothing more to come: what it leaves unanswered is asked again in the next wave. */
  closed(wave: Wave): void {
    for (const id of wave.ids) {
      this.#underWay.delete(id);
      const pending = this.#pending.get(id);
      if (pending?.sent) {
        pending.sent = false;
        this.#options.meter.refund();
        if (++pending.tries > mostTries) {
          this.#fail(id, new SimulatorError("unreachable", `no usable answer in ${mostTries} batches`));
        }
      }
    }
    this.#dispatchWhenAllWait();
  }

  /** Lets go of everybody who waits. */
  abandon(reason: unknown): void {
    for (const id of [...this.#pending.keys()]) {
      this.#fail(id, reason);
    }
  }

  #fail(id: string, reason: unknown): void {
    this.#release(id, (waiters) => {
      for (const { reject } of waiters) {
        reject(reason);
      }
    });
  }

  #release(id: string, tell: (waiters: readonly Waiter[]) => void): void {
    const pending = this.#pending.get(id);
    if (pending) {
      this.#pending.delete(id);
      this.#waiting -= pending.waiters.length;
      tell(pending.waiters);
    }
  }

  #dispatchWhenAllWait(): void {
    const queue = [...this.#pending.values()].filter(({ sent }) => !sent);
    if (queue.length === 0 || !this.#everybodyWaits || this.#waiting !== this.#active) {
      return;
    }
    const { meter, log, dispatch } = this.#options;
    const charged: { id: string; body: ChatBody }[] = [];
    for (const pending of queue) {
      try {
        meter.charge(pending.purpose.kind, pending.tries > 1);
      } catch (stop) {
        // What is over the budget stays unasked; what was charged before it is still sent and kept.
        this.#exhausted = stop;
        this.#fail(pending.purpose.id, stop);
        continue;
      }
      pending.sent = true;
      this.#underWay.add(pending.purpose.id);
      charged.push({ id: pending.purpose.id, body: pending.body });
    }
    if (charged.length > 0) {
      dispatch(log.write(charged));
    }
  }
}

/** Tells those who wait; false when there is nothing to tell yet. */
function settle(waiters: readonly Waiter[], outcome: Outcome): boolean {
  switch (outcome.kind) {
    case "reply":
      for (const { resolve } of waiters) {
        resolve(outcome.reply);
      }
      return true;
    case "bad-request":
    case "filtered":
      for (const { reject } of waiters) {
        reject(
          outcome.kind === "filtered"
            ? new SimulatorError("filtered", outcome.message)
            : new BadRequest(outcome.status, outcome.message),
        );
      }
      return true;
    default:
      return false;
  }
}

const anyBody: ChatBody = { model: "", messages: [] };

/** Whether a result is the model's or the server's last word, which asking again would not change. */
export function isFinal(line: ResultLine): boolean {
  const { kind } = outcomeIn(line, anyBody, "http://localhost");
  return kind === "reply" || kind === "bad-request" || kind === "filtered";
}

function outcomeIn({ status, body }: ResultLine, request: ChatBody, server: string): Outcome {
  if (status >= 200 && status < 300) {
    return outcomeOf({ kind: "answered", data: body, headers: new Headers() }, request, server, true);
  }
  if (status === 0) {
    return outcomeOf({ kind: "lost", code: "", message: "not run" }, request, server, true);
  }
  const { error } = body;
  const said = typeof error === "object" && error !== null && !Array.isArray(error) ? error : body;
  const message = typeof said.message === "string" ? said.message : "";
  const code = typeof said.code === "string" ? said.code : "";
  return outcomeOf(
    { kind: "rejected", status, headers: new Headers(), message, code },
    request,
    server,
    true,
  );
}
