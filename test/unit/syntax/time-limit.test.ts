import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTimeLimit } from "../../../src/syntax/time-limit.ts";

test("waiting uses nothing up", async () => {
  const isLate = createTimeLimit(50);
  const start = process.cpuUsage();
  await setTimeout(80);
  const { user, system } = process.cpuUsage(start);
  expect(isLate()).toBe(user + system > 50_000);
});

test("work does", () => {
  const isLate = createTimeLimit(5);
  let rounds = 0;
  while (!isLate()) {
    rounds++;
  }
  expect(rounds).toBeGreaterThan(0);
});
