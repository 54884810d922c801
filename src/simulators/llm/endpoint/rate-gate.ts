import type { Clock } from "./clock.ts";
import { resetDuration } from "./retry-after.ts";

/** One allowance that a server tells of: so many units, coming back at a steady rate. */
class Allowance {
  #limit = Number.POSITIVE_INFINITY;
  #left = Number.POSITIVE_INFINITY;
  /** Units a millisecond. */
  #rate = 0;
  #at = 0;

  learn(limit: number | undefined, left: number, reset: number | undefined, now: number): void {
    this.#limit = limit ?? Math.max(left, Number.isFinite(this.#limit) ? this.#limit : 0);
    this.#left = left;
    this.#at = now;
    // `reset` is when the allowance is whole again, not when the next unit comes.
    this.#rate = reset !== undefined && reset > 0 ? Math.max(0, this.#limit - left) / reset : 0;
  }

  /** Milliseconds until `units` are there; 0 when they are. A server that names no rate is asked again in a second. */
  wait(units: number, now: number): number {
    const wanted = Math.min(units, this.#limit);
    const left = this.#leftAt(now);
    return left >= wanted
      ? 0
      : this.#rate > 0
        ? (wanted - left) / this.#rate
        : Math.max(0, 1_000 - (now - this.#at));
  }

  take(units: number, now: number): void {
    this.#left = this.#leftAt(now) - units;
    this.#at = now;
  }

  #leftAt(now: number): number {
    return Math.min(this.#limit, this.#left + (now - this.#at) * this.#rate);
  }
}

const slowestPace = 5_000;
const firstPace = 50;

/**
 * Lets requests through one by one, as fast as the server allows: by what its `x-ratelimit-*` headers say is left, not
 * before a wait it asked for is over, and at a pace that slows with each 429 and recovers with each success. Without any
 * sign of a limit it costs nothing.
 */
export class RateGate {
  readonly #clock: Clock;
  readonly #requests = new Allowance();
  readonly #tokens = new Allowance();
  #closedUntil = 0;
  #pace = 0;
  #nextAt = 0;
  #queue: Promise<void> = Promise.resolve();
  #queued = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when a request of about `tokens` may go. Rejects with the signal's reason. */
  async enter(tokens: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#queued === 0 && this.#delay(tokens) === 0) {
      this.#take(tokens);
      return;
    }
    this.#queued++;
    const turn = this.#queue.then(() => this.#pass(tokens, signal));
    this.#queue = turn.catch(() => {});
    try {
      await turn;
    } finally {
      this.#queued--;
    }
  }

  /** Reads the limits in a response's headers. */
  learn(headers: Headers): void {
    const now = this.#clock.now();
    for (const [kind, allowance] of [
      ["requests", this.#requests],
      ["tokens", this.#tokens],
    ] as const) {
      const left = number(headers.get(`x-ratelimit-remaining-${kind}`));
      if (left !== undefined) {
        const reset = resetDuration(headers.get(`x-ratelimit-reset-${kind}`));
        allowance.learn(number(headers.get(`x-ratelimit-limit-${kind}`)), left, reset, now);
      }
    }
  }

  /** A 429: nothing goes before `wait` milliseconds are over, and then more slowly than before. */
  limited(wait: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#clock.now() + wait);
    this.#pace = Math.min(slowestPace, Math.max(firstPace, this.#pace * 2));
  }

  succeeded(): void {
    this.#pace = this.#pace < 1 ? 0 : this.#pace * 0.9;
  }

  async #pass(tokens: number, signal: AbortSignal): Promise<void> {
    for (let wait = this.#delay(tokens); wait > 0; wait = this.#delay(tokens)) {
      await this.#clock.sleep(wait, signal);
    }
    signal.throwIfAborted();
    this.#take(tokens);
  }

  #delay(tokens: number): number {
    const now = this.#clock.now();
    return Math.max(
      0,
      this.#closedUntil - now,
      this.#nextAt - now,
      this.#requests.wait(1, now),
      this.#tokens.wait(tokens, now),
    );
  }

  #take(tokens: number): void {
    const now = this.#clock.now();
    this.#nextAt = now + this.#pace;
    this.#requests.take(1, now);
    this.#tokens.take(tokens, now);
  }
}

function number(text: string | null): number | undefined {
  return text !== null && /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
