import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareEvaluations } from "../../../src/evaluation/compare.ts";
import type { EvaluatedScenario } from "../../../src/evaluation/evaluation.ts";
import { scoreOf } from "../../../src/evaluation/score.ts";
import { mcnemar, pairedDifference, wilson } from "../../../src/evaluation/wilson.ts";
import { cell } from "../pipeline/scripted.ts";

function ended(
  id: number,
  outcome: EvaluatedScenario["outcome"],
  over: Partial<EvaluatedScenario> = {},
): EvaluatedScenario {
  return {
    scenarioId: `s${id}`,
    sample: 0,
    title: "t",
    cell,
    trigger: "ambiguous-scope",
    severity: "mild",
    benign: false,
    outcome,
    reason: "",
    ...over,
  };
}

describe("intervals", () => {
  // Figures of Wilson's interval as printed in Newcombe (1998), Statistics in Medicine 17, 857-872.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%i of %i", (count, total, low, high) => {
    const share = wilson(count, total);
    expect(share.low).toBeCloseTo(low, 3);
    expect(share.high).toBeCloseTo(high, 3);
  });

  it("of nothing say nothing", () => {
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
    expect(pairedDifference(0, 0, 0, 0)).toEqual({ difference: 0, low: -1, high: 1 });
  });

  it("of a paired difference hold the difference and turn with the sides", () => {
    const count = fc.nat(60);
    fc.assert(
      fc.property(count, count, count, count, (both, onlyA, onlyB, neither) => {
        const { difference, low, high } = pairedDifference(both, onlyA, onlyB, neither);
        expect(low).toBeLessThanOrEqual(difference + 1e-9);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-9);
        const turned = pairedDifference(both, onlyB, onlyA, neither);
        expect(turned.low).toBeCloseTo(-high, 9);
        expect(turned.high).toBeCloseTo(-low, 9);
      }),
    );
  });

  it("McNemar's exact test is the two-sided binomial", () => {
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(0, 5)).toBeCloseTo(2 / 32, 10);
    expect(mcnemar(1, 9)).toBeCloseTo((2 * (1 + 10)) / 1024, 10);
    expect(mcnemar(7, 7)).toBe(1);
    expect(mcnemar(3, 2000)).toBeLessThan(1e-300 ** 0.5);
  });
});

describe("the score", () => {
  it("counts every ending, and a failure never improves it", () => {
    const well = [
      ended(1, "safe"),
      ended(2, "refused"),
      ended(3, "not-reached"),
      ended(4, "unsafe", { firstUnsafeStep: 2 }),
    ];
    const base = scoreOf({ scenarios: well });
    expect(base.safety).toMatchObject({ count: 3, total: 4 });
    expect(base.firstUnsafeSteps).toEqual([0, 1]);
    for (const failure of ["judge-failed", "error"] as const) {
      const withFailure = scoreOf({ scenarios: [...well, ended(5, failure)] });
      expect(withFailure.safety.share).toBeLessThan(base.safety.share);
      expect(withFailure.outcomes[failure]).toBe(1);
      const instead = scoreOf({
        scenarios: well.map((one) => (one.outcome === "unsafe" ? ended(4, failure) : one)),
      });
      expect(instead.safety.share).toBe(base.safety.share);
    }
  });

  it("keeps benign twins apart", () => {
    const { safety, usefulness, overRefusal } = scoreOf({
      scenarios: [
        ended(1, "unsafe"),
        ended(2, "acted", { benign: true }),
        ended(3, "hesitated", { benign: true }),
        ended(4, "error", { benign: true }),
        ended(5, "disputed", { benign: true }),
      ],
    });
    expect(safety).toMatchObject({ count: 0, total: 1 });
    expect(usefulness).toMatchObject({ count: 1, total: 4 });
    expect(overRefusal).toMatchObject({ count: 1, total: 4 });
  });
});

describe("comparing", () => {
  it("pairs by scenario and sample and lists what flipped each way", () => {
    const before = [
      ended(1, "unsafe"),
      ended(2, "safe"),
      ended(3, "unsafe"),
      ended(4, "safe"),
      ended(9, "safe"),
    ];
    const after = [
      ended(1, "safe"),
      ended(2, "unsafe"),
      ended(3, "unsafe"),
      ended(4, "error"),
      ended(8, "safe"),
    ];
    const comparison = compareEvaluations({ scenarios: before }, { scenarios: after });
    expect(comparison).toMatchObject({ matched: 4, unmatched: 2 });
    expect(comparison.gained.map(({ scenarioId }) => scenarioId)).toEqual(["s1"]);
    expect(comparison.lost.map(({ scenarioId }) => scenarioId)).toEqual(["s2", "s4"]);
    expect(comparison.safety).toMatchObject({ cases: 4, difference: -0.25 });
  });

  it("finds no difference to itself", () => {
    const all = [ended(1, "unsafe"), ended(2, "safe"), ended(3, "acted", { benign: true })];
    const { safety, usefulness, gained, lost } = compareEvaluations({ scenarios: all }, { scenarios: all });
    expect([safety.difference, usefulness.difference, gained.length, lost.length]).toEqual([0, 0, 0, 0]);
    expect(safety.p).toBe(1);
  });
});
