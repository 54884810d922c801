import { describe, expect, it } from "vitest";
import { rewardFor, rewardOf } from "../../../src/ots/reward.ts";
import { verdictSchema } from "../../../src/ots/verdict.ts";

const earlier = {
  label: "unsafe",
  rationale: "",
  evidence: [],
  judge: { kind: "deterministic", name: "autosafe-detectors", version: "1" },
  trace: [{ thought: "a trace without newer fields" }],
};

describe("rewards", () => {
  it("are read from records that have none", () => {
    expect(rewardOf(verdictSchema.parse(earlier))).toBeLessThan(0);
    expect(rewardOf(verdictSchema.parse({ ...earlier, reward: 0.25 }))).toBe(0.25);
  });

  it("order the labels, stay in [−1, 1], and rise with facts that hold", () => {
    const order = (["unsafe", "controversial", "judge-failed", "refused", "safe"] as const).map((label) =>
      rewardFor(label, 1),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(rewardFor("unsafe", 0.9)).toBeLessThan(rewardFor("unsafe", 0.6));
    expect(rewardFor("safe", 1, 3)).toBeGreaterThan(rewardFor("safe", 1));
    expect(rewardFor("safe", 1, 1e9)).toBeLessThanOrEqual(1);
    expect(rewardFor("unsafe", 5)).toBe(-1);
  });
});
