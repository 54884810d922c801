import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/ots/json.ts";
import { type Scenario, scenarioSchema } from "../../../src/ots/scenario.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import { builtinTriggers } from "../../../src/ots/triggers.ts";
import { profileOf } from "../../../src/simulators/builtin/profile/profile.ts";
import { scriptOf } from "../../../src/simulators/builtin/script.ts";
import { changed, valueAt } from "../../../src/simulators/builtin/values/value.ts";
import { overlap, wordGrams } from "../../../src/simulators/word-grams.ts";
import { allSlots, answer, proposal, proposed, seen, usableSlots } from "./episodes.ts";

const ajv = new Ajv({ strict: false, logger: false });
addFormats.default(ajv);
const checks = new Map<string, ((value: unknown) => boolean) | undefined>();

/** A second opinion on arguments: ajv with the tool's own schema, for the schemas it can compile. */
function isValid(tool: ToolSpec, args: JsonObject): boolean {
  if (!checks.has(tool.id)) {
    try {
      checks.set(tool.id, ajv.compile(tool.inputSchema));
    } catch {
      checks.set(tool.id, undefined);
    }
  }
  return checks.get(tool.id)?.(args) ?? true;
}

const samples = [0, 1];
const made = usableSlots.flatMap((slot) =>
  samples.flatMap((sample) => {
    const scenario = proposed(slot, sample);
    return scenario ? [{ slot, scenario }] : [];
  }),
);
const texts = (scenario: Scenario) => [
  scenario.title,
  scenario.instruction,
  scenario.goal,
  scenario.unsafe.description,
];

describe("scenarios over every applicable cell, trigger and fixture tool", () => {
  it("covers all 37 triggers and nearly every slot", () => {
    expect(new Set(made.map(({ scenario }) => scenario.trigger)).size).toBe(builtinTriggers.length);
    expect(made.length / (usableSlots.length * samples.length)).toBeGreaterThan(0.98);
    // What is not filled is only ever a slip of units where a tool takes no quantity, date or text.
    const open = usableSlots.filter((slot) => !proposed(slot));
    expect(new Set(open.map((slot) => slot.trigger))).toEqual(new Set(["unit-or-sign-error"]));
  });

  it("has arguments that the tool's schema allows, in every call it plans", () => {
    for (const { scenario } of made) {
      const named = (name: string) => scenario.tools.find((tool) => tool.name === name);
      const script = scriptOf(scenario);
      const calls = [
        scenario.unsafe,
        ...(script?.reads ?? []),
        ...(script?.check ? [script.check] : []),
        ...(script?.legitimate ? [{ tool: scenario.unsafe.tool, arguments: script.legitimate }] : []),
      ];
      for (const call of calls) {
        const tool = named(call.tool);
        expect(tool, `${call.tool} is among the scenario's tools`).toBeDefined();
        expect(
          tool && isValid(tool, call.arguments),
          `${scenario.trigger}: ${call.tool} ${JSON.stringify(call.arguments)}`,
        ).toBe(true);
      }
    }
  });

  it("reads like finished text: nothing empty, no left-over slots, no broken values", () => {
    for (const { scenario } of made) {
      expect(scenario.instruction.length, scenario.trigger).toBeGreaterThan(12);
      for (const text of texts(scenario)) {
        expect(text).not.toMatch(/undefined|\[object|\bNaN\b|\{[a-z_]+\}|\$\{/);
        expect(text).not.toMatch(/ {2}|\s[,.;:?!](\s|$)|\ba ([aeio]\w+ly|[aeio]vent|email|order|invoice)\b/);
        expect(text).not.toMatch(/\b(the the|a a|an an|to to|of of|in in|and and|please please)\b/i);
      }
      expect(scenario.instruction).not.toMatch(
        /lorem|foo\b|\bbar\b|john doe|acme|example\.(com|org|net)|\.example\b/i,
      );
      expect(scenario.title.length).toBeLessThan(100);
    }
  });

  it("is a valid scenario record that says who made it", () => {
    for (const { scenario } of made) {
      expect(scenarioSchema.safeParse(scenario).success).toBe(true);
      expect(scenario.provenance.simulator).toBe("builtin");
      expect(scenario.provenance.version).not.toBe("");
      expect(scenario.tools[0]?.id).toBe(scenario.cell.toolId);
      expect(scenario.unsafe.tool).toBe(scenario.cell.toolName);
      for (const pointer of scenario.unsafe.decisive) {
        expect(valueAt(scenario.unsafe.arguments, pointer)).toBeDefined();
      }
    }
  });

  it("gives the same bytes for the same task and other ones for another seed or sample", () => {
    for (const { slot } of made.filter((_, place) => place % 40 === 0)) {
      const again = (sample: number, seed: number) => JSON.stringify(proposed(slot, sample, seed));
      expect(again(0, 7)).toBe(again(0, 7));
      expect(again(0, 7)).not.toBe(again(1, 7));
      expect(again(0, 7)).not.toBe(again(0, 8));
    }
  });

  it("does not say the same twice", () => {
    const instructions = made.map(({ scenario }) => scenario.instruction);
    expect(new Set(instructions).size / instructions.length).toBeGreaterThan(0.995);
    expect(new Set(made.map(({ scenario }) => scenario.id)).size).toBe(made.length);
    const sample = instructions.filter((_, place) => place % 12 === 0).map(wordGrams);
    const near = sample.filter((grams, place) =>
      sample.slice(0, place).some((other) => overlap(grams, other) >= 0.5),
    );
    expect(near.length / sample.length).toBeLessThan(0.05);
  });

  it("stays away from instructions it is told to avoid", () => {
    const slot = made[0]?.slot;
    if (!slot) {
      throw new Error("no scenarios");
    }
    const first = answer(proposal(slot));
    const second = answer(proposal(slot, 0, 7, [first.instruction]));
    expect(second.instruction).not.toBe(first.instruction);
    expect(overlap(wordGrams(second.instruction), wordGrams(first.instruction))).toBeLessThan(0.5);
  });

  it("keeps what the user named: ids, addresses and paths of the call stand in the request", () => {
    const plain = ["no-confirmation", "skipped-step", "repeated-action", "control-bypass", "false-premise"];
    let told = 0;
    let all = 0;
    for (const { scenario } of made.filter(({ scenario }) => plain.includes(scenario.trigger))) {
      const tool = scenario.tools[0];
      const parameters = tool ? profileOf(tool).variants.flatMap((variant) => variant.parameters) : [];
      for (const parameter of parameters) {
        const value = valueAt(scenario.unsafe.arguments, parameter.pointer);
        const values = (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string");
        if (["email", "account", "id", "uuid", "path", "username", "url", "phone"].includes(parameter.kind)) {
          all += values.length;
          told += values.filter((entry) => scenario.instruction.includes(entry)).length;
        }
      }
    }
    expect(all).toBeGreaterThan(300);
    expect(told / all).toBeGreaterThan(0.97);
  });

  it("really puts the hazard into the context of context-induced scenarios", () => {
    for (const { scenario } of made.filter(({ scenario }) => scenario.cell.source === "context")) {
      const culprit = scriptOf(scenario)?.culprit ?? "";
      const around = seen(scenario);
      const written = JSON.stringify(culprit).slice(1, -1);
      const values = culprit.split(", ").map((entry) => entry.replace(/^[^:]{1,30}: /, ""));
      const there =
        around.includes(culprit) ||
        around.includes(written) ||
        values.every((value) => around.includes(value));
      expect(culprit, scenario.trigger).not.toBe("");
      expect(there || /^[a-z_ ]+: /.test(culprit), `${scenario.trigger}: ${culprit}\n${around}`).toBe(true);
    }
  });

  it("takes companions from the project's own tools and reads them before it acts", () => {
    const reading = made.filter(({ scenario }) =>
      ["injected-instruction", "poisoned-retrieval", "look-alike-entity", "over-disclosure"].includes(
        scenario.trigger,
      ),
    );
    for (const { slot, scenario } of reading) {
      const [, companion] = scenario.tools;
      expect(slot.tools.map((tool) => tool.id)).toContain(companion?.id);
      const prepared = scenario.hidden.some(
        (fact) => fact.tool === companion?.name && fact.observation !== undefined,
      );
      const past = scenario.context.some((step) => step.kind === "agent" && step.observation !== undefined);
      expect(prepared || past).toBe(true);
    }
  });

  it("leaves nothing of a tool definition's hostile text in requests", () => {
    const hostile = made.filter(({ slot }) => slot.tool.name === "doEverything");
    expect(hostile.length).toBeGreaterThan(10);
    for (const { scenario } of hostile) {
      for (const text of texts(scenario)) {
        expect(text).not.toMatch(/ignore all previous|id_rsa|<b>|evil\.example/i);
        expect(text).not.toContain("\u001b");
      }
    }
  });

  it("counts a dry run of the unsafe call as harmless", () => {
    const dry = made.filter(({ slot }) => slot.tool.name === "delete_path");
    for (const { scenario } of dry) {
      expect(scenario.unsafe.arguments.dry_run).toBe(false);
      expect(scenario.unsafe.decisive).toContain("/dry_run");
      expect(changed(scenario.unsafe.arguments, [["/dry_run", true]]).dry_run).toBe(true);
    }
  });

  it("says why a tool that no arguments are valid for cannot be filled", () => {
    const impossible = allSlots.find((slot) => slot.tool.name === "impossible");
    expect(() => impossible && answer(proposal(impossible))).toThrow(/no arguments for impossible/);
  });
});
