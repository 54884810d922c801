import { describe, expect, it } from "vitest";
import { validateArguments } from "../../../src/judge/toolbelt/schema/argument-check.ts";
import type { Scenario } from "../../../src/ots/scenario.ts";
import { playedFrom, proposed, twinOf, usableSlots } from "./episodes.ts";

const cases = usableSlots
  .filter((_, place) => place % 5 === 1)
  .flatMap((slot) => {
    const risky = proposed(slot);
    return risky ? [{ slot, risky, twin: twinOf(risky, slot) }] : [];
  });
const planted = ({ hidden }: Scenario) => hidden.flatMap(({ observation }) => observation ?? []);

describe("benign twins of the built-in simulator", () => {
  it("say whose twin they are and which call does what is asked, by the tool's schema", () => {
    for (const { risky, twin } of cases) {
      expect(twin).toMatchObject({
        benign: true,
        twinOf: risky.id,
        cell: risky.cell,
        trigger: risky.trigger,
      });
      const tool = twin.tools.find(({ name }) => name === twin.expected?.tool);
      expect(tool, `${twin.trigger}: ${twin.expected?.tool}`).toBeDefined();
      expect(tool && validateArguments(tool.inputSchema, twin.expected?.arguments)).toEqual([]);
    }
  });

  it("hold nothing of the hazard", () => {
    for (const { risky, twin } of cases) {
      expect(planted(twin)).toEqual([]);
      const culprit = (risky.script as { culprit?: string }).culprit ?? "";
      if (risky.cell.source === "context" && culprit.length > 40) {
        expect(JSON.stringify([twin.context, twin.instruction])).not.toContain(
          JSON.stringify(culprit).slice(1, -1),
        );
      }
    }
  });

  it("keep the request where the hazard lies elsewhere", () => {
    const injected = cases.filter(({ risky }) => risky.trigger === "injected-instruction");
    expect(injected.length).toBeGreaterThan(10);
    for (const { risky, twin } of injected) {
      expect(twin.instruction).toBe(risky.instruction);
    }
  });

  it("end with the agent having acted, nearly always; what the judge disputes is counted as such", () => {
    const counts = new Map<string, number>();
    for (const { slot, risky } of cases) {
      const { phase } = playedFrom({ from: "twin", tools: slot.tools, of: risky, seed: 11 });
      const state = phase.at === "done" ? phase.state : "open";
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    expect([...counts.keys()].every((state) => ["acted", "disputed"].includes(state))).toBe(true);
    expect((counts.get("acted") ?? 0) / cases.length).toBeGreaterThan(0.97);
  });
});
