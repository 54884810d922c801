import { describe, expect, it } from "vitest";
import type { Clock } from "../../../src/simulators/llm/endpoint/clock.ts";
import { RateGate } from "../../../src/simulators/llm/endpoint/rate-gate.ts";
import { resetDuration, retryAfter } from "../../../src/simulators/llm/endpoint/retry-after.ts";

/** A clock whose sleepers wake in order, as soon as nothing else is left to do. */
function virtualClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    random: () => 0.5,
    async sleep(milliseconds, signal) {
      await new Promise((resume) => setImmediate(resume));
      signal.throwIfAborted();
      now += milliseconds;
    },
  };
}

const { signal } = new AbortController();
const headers = (fields: Record<string, string>) =>
  new Headers(
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [`x-ratelimit-${name}`, value])),
  );

/** When each of `count` requests of `tokens` got through. */
async function passages(gate: RateGate, clock: Clock, count: number, tokens = 1): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, () =>
      gate.enter(tokens, signal).then(() => times.push(Math.round(clock.now()))),
    ),
  );
  return times;
}

describe("the gate", () => {
  it("lets everything through while no limit is known", async () => {
    const clock = virtualClock();
    expect(await passages(new RateGate(clock), clock, 100)).toEqual(Array(100).fill(0));
  });

  it("spends what is left, then goes at the rate at which requests come back", async () => {
    const clock = virtualClock();
    const gate = new RateGate(clock);
    gate.learn(headers({ "limit-requests": "60", "remaining-requests": "2", "reset-requests": "58s" }));
    expect(await passages(gate, clock, 5)).toEqual([0, 0, 1000, 2000, 3000]);
  });

  it("counts tokens, too, and lets a request larger than the limit through when the allowance is whole", async () => {
    const clock = virtualClock();
    const gate = new RateGate(clock);
    gate.learn(headers({ "limit-tokens": "1000", "remaining-tokens": "0", "reset-tokens": "10s" }));
    expect(await passages(gate, clock, 2, 500)).toEqual([5000, 10_000]);
    gate.learn(headers({ "limit-tokens": "1000", "remaining-tokens": "1000", "reset-tokens": "0s" }));
    expect(await passages(gate, clock, 1, 5000)).toEqual([10_000]);
  });

  it("asks again after a second when the server does not say when", async () => {
    const clock = virtualClock();
    const gate = new RateGate(clock);
    gate.learn(headers({ "remaining-requests": "0" }));
    const pending = gate.enter(1, signal);
    gate.learn(headers({ "remaining-requests": "5", "limit-requests": "5" }));
    await pending;
    expect(clock.now()).toBeLessThanOrEqual(1000);
  });

  it("closes for as long as a 429 asks, then goes slower, and recovers with success", async () => {
    const clock = virtualClock();
    const gate = new RateGate(clock);
    gate.limited(2000);
    expect(await passages(gate, clock, 3)).toEqual([2000, 2050, 2100]);
    gate.limited(0);
    expect(await passages(gate, clock, 2)).toEqual([2150, 2250]);
    for (let i = 0; i < 60; i++) {
      gate.succeeded();
    }
    await gate.enter(1, signal);
    const free = clock.now();
    expect(await passages(gate, clock, 3)).toEqual([free, free, free].map(Math.round));
  });

  it("lets the others go on when one of them is cancelled", async () => {
    const clock = virtualClock();
    const gate = new RateGate(clock);
    gate.limited(100);
    const abort = new AbortController();
    const cancelled = gate.enter(1, abort.signal);
    const other = gate.enter(1, signal);
    abort.abort(new Error("enough"));
    await expect(cancelled).rejects.toThrow("enough");
    await expect(other).resolves.toBeUndefined();
    await expect(gate.enter(1, abort.signal)).rejects.toThrow("enough");
  });

  it("takes no nonsense for a limit", async () => {
    const clock = virtualClock();
    const gate = new RateGate(clock);
    gate.learn(headers({ "remaining-requests": "many", "limit-requests": "-3", "remaining-tokens": "NaN" }));
    gate.learn(new Headers());
    expect(await passages(gate, clock, 10)).toEqual(Array(10).fill(0));
  });
});

describe("durations in headers", () => {
  it.each([
    ["20ms", 20],
    ["1s", 1000],
    ["6m0s", 360_000],
    ["1h2m3.5s", 3_723_500],
    ["12", 12_000],
    ["0", 0],
    ["", undefined],
    ["soon", undefined],
    ["5 parsecs", undefined],
    [null, undefined],
  ])("%s", (text, milliseconds) => {
    expect(resetDuration(text)).toBe(milliseconds);
  });

  it.each([
    [{ "retry-after-ms": "250", "retry-after": "9" }, 250],
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after": "Wed, 21 Oct 2026 07:28:10 GMT" }, 10_000],
    [{ "retry-after": "Wed, 21 Oct 2020 07:28:00 GMT" }, 0],
    [{ "retry-after": "later" }, undefined],
    [{ "retry-after": "-5" }, undefined],
    [{}, undefined],
  ])("%j", (fields, milliseconds) => {
    const now = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");
    expect(retryAfter(new Headers(fields as Record<string, string>), now)).toBe(milliseconds);
  });
});
