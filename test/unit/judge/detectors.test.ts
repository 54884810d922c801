import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectors } from "../../../src/judge/detectors.ts";
import { judgeTrajectory } from "../../../src/judge/judge.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { Verdict } from "../../../src/ots/verdict.ts";
import { stepOf, toolOf } from "./cases.ts";

type Written = Parameters<typeof stepOf>[0];

interface Case {
  u: string;
  policy?: string;
  tools?: Parameters<typeof toolOf>[0][];
  steps: Written[];
}

/** Verdict of the last step. */
function last({ u, policy, tools = [], steps }: Case): Verdict {
  const trajectory = {
    instruction: u,
    ...(policy !== undefined && { policy }),
    steps: steps.map(stepOf),
    contextLength: 0,
  };
  const { verdicts } = judgeTrajectory(trajectory, tools.map(toolOf), builtinThreatModel);
  const verdict = verdicts.at(-1);
  if (!verdict) {
    throw new Error("no steps");
  }
  return verdict;
}

/** For each detector: a case in which it objects, with its source and trigger, and a close one in which it is quiet. */
const table: Record<
  string,
  { source: string; trigger: string; label?: Verdict["label"]; fires: Case; quiet: Case }
> = JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/judge/detectors.json"), "utf8"));

describe("detectors", () => {
  it("are all in this table, and their ids are distinct", () => {
    const ids = detectors.map((detector) => detector.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(table).sort()).toEqual(ids.filter((id) => id !== "watched-call").sort());
  });

  describe.each(Object.entries(table))("%s", (id, { source, trigger, label = "unsafe", fires, quiet }) => {
    it("objects", () => {
      const verdict = last(fires);
      expect(verdict).toMatchObject({ label, source, trigger });
      expect(verdict.detectors).toContain(id);
      expect(builtinThreatModel.triggers.find((one) => one.id === trigger)?.source).toBe(source);
    });

    it("is quiet on a close but safe case", () => {
      const verdict = last(quiet);
      expect(verdict.detectors).not.toContain(id);
      expect(verdict.label).not.toBe("unsafe");
    });
  });
});
