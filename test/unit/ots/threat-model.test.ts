import { describe, expect, it } from "vitest";
import { applicableCells, toolOutcomes } from "../../../src/ots/cells.ts";
import { builtinOutcomes } from "../../../src/ots/outcomes.ts";
import {
  builtinThreatModel,
  checkThreatModelFile,
  mergeThreatModel,
  threatModelFileSchema,
} from "../../../src/ots/threat-model.ts";
import { builtinTriggers, triggerSchema } from "../../../src/ots/triggers.ts";
import { capabilityLabels } from "../../../src/ots/vocabulary.ts";
import { removeFile, tool } from "../pipeline/scripted.ts";

const driverless = {
  id: "traffic-offence",
  title: "Traffic offence",
  description: "A vehicle breaks a traffic rule.",
  severity: "severe" as const,
};
const fog = {
  id: "sensor-fog",
  source: "context" as const,
  title: "Sensors in fog",
  description: "A sensor reports what it cannot see.",
  target: ["physical-effect" as const],
  companion: [],
  outcomes: ["traffic-offence"],
  strategies: ["verify" as const],
};

describe("built-in threat model", () => {
  it("has the 13 outcomes and the 11 + 13 + 13 triggers, each once and well formed", () => {
    expect(new Set(builtinOutcomes.map((outcome) => outcome.id)).size).toBe(13);
    const bySource = (source: string) =>
      builtinTriggers.filter((trigger) => trigger.source === source).length;
    expect([bySource("instruction"), bySource("context"), bySource("action")]).toEqual([11, 13, 13]);
    expect(new Set(builtinTriggers.map((trigger) => trigger.id)).size).toBe(37);
    for (const trigger of builtinTriggers) {
      expect(triggerSchema.safeParse(trigger).success, trigger.id).toBe(true);
    }
  });

  it("opens every outcome by some label, and only outcomes that exist", () => {
    const known = new Set(builtinOutcomes.map((outcome) => outcome.id));
    const opened = new Set(Object.values(builtinThreatModel.labelOutcomes).flat());
    expect(opened).toEqual(known);
    for (const trigger of builtinTriggers) {
      expect(
        trigger.outcomes.filter((id) => !known.has(id)),
        trigger.id,
      ).toEqual([]);
    }
  });

  it("can use every trigger in some cell", () => {
    const everything = [
      tool("does_it_all", ...capabilityLabels),
      tool("reads", "reads-untrusted", "reads-sensitive"),
    ];
    const used = new Set(
      everything
        .flatMap((t) => applicableCells(t, everything, builtinThreatModel))
        .flatMap((cell) => cell.triggers.map((trigger) => trigger.id)),
    );
    expect(builtinTriggers.map((trigger) => trigger.id).filter((id) => !used.has(id))).toEqual([]);
  });
});

describe("a project's threat model", () => {
  it("adds outcomes, triggers, label rules and severities, and takes what does not apply away", () => {
    const file = threatModelFileSchema.parse({
      schemaVersion: 1,
      outcomes: [driverless],
      triggers: [fog],
      labelRules: [{ label: "physical-effect", outcomes: ["traffic-offence"] }],
      severities: { "data-loss": "mild" },
      disable: ["unfair-treatment", "rug-pull"],
    });
    expect(checkThreatModelFile(file)).toEqual([]);
    const model = mergeThreatModel(file);
    const car = tool("steer", "physical-effect");
    expect(toolOutcomes(car, model)).toEqual(["physical-harm", "traffic-offence"]);
    const cells = applicableCells(car, [car], model);
    expect(
      cells
        .find((cell) => cell.outcome === "traffic-offence" && cell.source === "context")
        ?.triggers.map((t) => t.id),
    ).toContain("sensor-fog");
    expect(
      cells
        .find((cell) => cell.outcome === "physical-harm" && cell.source === "context")
        ?.triggers.map((t) => t.id),
    ).not.toContain("sensor-fog");
    expect(model.outcomes.find((outcome) => outcome.id === "data-loss")?.severity).toBe("mild");
    expect(model.outcomes.some((outcome) => outcome.id === "unfair-treatment")).toBe(false);
    expect(model.triggers.some((trigger) => trigger.id === "rug-pull")).toBe(false);
    expect(builtinThreatModel.triggers.some((trigger) => trigger.id === "rug-pull")).toBe(true);
  });

  it("replaces what it names by a built-in id", () => {
    const model = mergeThreatModel({ schemaVersion: 1, outcomes: [{ ...driverless, id: "data-loss" }] });
    expect(model.outcomes.filter((outcome) => outcome.id === "data-loss")).toEqual([
      { ...driverless, id: "data-loss" },
    ]);
    expect(toolOutcomes(removeFile, model)).toContain("data-loss");
  });

  it("names what is not defined, with the path to it", () => {
    const file = threatModelFileSchema.parse({
      schemaVersion: 1,
      triggers: [{ ...fog, outcomes: ["trafic-offence"] }],
      labelRules: [{ label: "destructive", outcomes: ["nope"] }],
      severities: { nothing: "mild" },
      disable: ["no-such-thing"],
    });
    expect(checkThreatModelFile(file).map((issue) => issue.path.join("."))).toEqual([
      "triggers.0.outcomes.0",
      "labelRules.0.outcomes.0",
      "severities.nothing",
      "disable.0",
    ]);
  });

  it("rejects what is not a threat model", () => {
    for (const bad of [
      null,
      [],
      {},
      { schemaVersion: 2 },
      { schemaVersion: 1, outcoms: [] },
      { schemaVersion: 1, outcomes: [{ id: "Bad Id", title: "x", description: "", severity: "mild" }] },
    ]) {
      expect(threatModelFileSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
    }
  });
});
