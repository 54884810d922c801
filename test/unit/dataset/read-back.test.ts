import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { functionName } from "../../../src/dataset/chat/function-names.ts";
import { continuations, type Example, pairExample } from "../../../src/dataset/example.ts";
import { exporters } from "../../../src/dataset/exporters.ts";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { AgentStep, Step } from "../../../src/ots/step.ts";
import { openTrajectories } from "../../../src/trajectories/open.ts";
import { memorySource } from "../../../src/trajectories/source.ts";
import { cell, readMail, removeFile, scenario } from "../pipeline/scripted.ts";
import { reflection, risky, safe } from "./stored.ts";

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((text) => `say ${text.replaceAll(/[<>]/g, "")} end`);
const argument = fc.oneof(
  words,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(words, { maxLength: 3 }),
  fc.record({ inner: words, amount: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0) }),
);
const given = fc.dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), argument) as fc.Arbitrary<JsonObject>;

const calls: fc.Arbitrary<AgentStep[]> = fc
  .array(fc.record({ args: given, seen: words, thought: fc.option(words, { nil: "" }) }), { maxLength: 4 })
  .map((made) =>
    made.map(({ args, seen, thought }) => ({
      kind: "agent",
      thought,
      action: { kind: "call", tool: readMail.name, arguments: args },
      observation: { content: seen, isError: false },
    })),
  );

const examples = fc
  .record({ prefix: calls, args: given, answer: words, instruction: words, policy: words })
  .map(({ prefix, args, answer, instruction, policy }): Example => {
    const unsafe: AgentStep = {
      kind: "agent",
      thought: "",
      action: { kind: "call", tool: removeFile.name, arguments: args },
    };
    const kept: AgentStep = { kind: "agent", thought: "", action: { kind: "answer", text: answer } };
    const shared = { instruction, policy };
    return pairExample(
      {
        scenarioId: "s",
        cell,
        trigger: "ambiguous-scope",
        ...shared,
        tools: [removeFile, readMail],
        prefix,
        unsafe,
        safe: kept,
        reflection,
        provenance: { simulator: "builtin", version: "1" },
      },
      {
        scenario: scenario("s", { instruction }),
        trajectories: [
          risky("r", "s", { ...shared, steps: [...prefix, unsafe], endState: "pair" }),
          safe("r", "s", { ...shared, steps: [...prefix, kept], forkStep: prefix.length }),
        ],
      },
    );
  });

/** What a trajectory says, without what a format may put elsewhere. */
function said(steps: readonly Step[]): unknown[] {
  return steps.map((step) => {
    if (step.kind === "message") return [step.from, step.text];
    const { action, observation, thought } = step;
    return action.kind === "answer"
      ? action.text
      : [thought, functionName(action.tool), action.arguments, observation?.content];
  });
}

/** Pairs of answers with scores: preference files, which `rank` reads, and no trajectories. */
const scored = ["autosafe-rewards", "tara"];
const readable = exporters.filter(
  ({ id, fileExtension }) => fileExtension === "jsonl" && !scored.includes(id),
);

describe("what is exported can be read back", () => {
  it.each(readable.map((exporter) => [exporter.id, exporter] as const))("%s", async (_, exporter) => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(examples, async (example) => {
        const result = exporter.lines(example);
        if ("skipped" in result) {
          return;
        }
        const opened = await openTrajectories(memorySource("data.jsonl", `${result.lines.join("\n")}\n`));
        expect(opened.problems).toEqual([]);
        const wanted = continuations(example).map(({ step }) => said([...example.prefix, step]));
        const found: unknown[][] = [];
        for (const { index } of opened.summaries) {
          const loaded = await opened.load(index);
          if ("problem" in loaded) {
            throw new Error(loaded.problem.message);
          }
          if (loaded.trajectory.steps.length > 0) {
            expect(loaded.trajectory.instruction).toBe(example.instruction);
            expect(loaded.trajectory.policy).toBe(example.policy);
            found.push(said(loaded.trajectory.steps));
          }
        }
        const sides = exporter.purpose === "supervised" ? wanted.slice(0, 1) : wanted;
        expect(found).toHaveLength(sides.length);
        expect(found).toEqual(expect.arrayContaining(sides));
        compared++;
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(30);
  });
});
