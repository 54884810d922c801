import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { functionName } from "../../../src/dataset/chat/function-names.ts";
import { continuations, type Example, pairExample } from "../../../src/dataset/example.ts";
import type { Exporter } from "../../../src/dataset/exporter.ts";
import { exporters } from "../../../src/dataset/exporters.ts";
import { prefixText } from "../../../src/dataset/rewards/prefix-text.ts";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { AgentStep, Step } from "../../../src/ots/step.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import { openTrajectories } from "../../../src/trajectories/open.ts";
import { memorySource } from "../../../src/trajectories/source.ts";
import { cell, readMail, removeFile, scenario } from "../pipeline/scripted.ts";
import { reflection, risky, safe } from "./stored.ts";

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((text) => `say ${text.replaceAll(/[<>]/g, "")} end`);
const argument = fc.oneof(
  words,
  fc.constant("a line\u2028separator, \r and \u0085"),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(words, { maxLength: 3 }),
  fc.record({ inner: words, amount: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0) }),
);
// Checking a record drops a member that is called __proto__, as it should.
const names = fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => name !== "__proto__");
const given = fc.dictionary(names, argument) as fc.Arbitrary<JsonObject>;

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

async function readBack(exporter: Exporter, lines: readonly string[]): Promise<Trajectory[]> {
  const text = [...(exporter.header === undefined ? [] : [exporter.header]), ...lines].join("\n");
  const opened = await openTrajectories(memorySource(`data.${exporter.fileExtension}`, `${text}\n`));
  expect(opened.problems).toEqual([]);
  const found: Trajectory[] = [];
  for (const { index } of opened.summaries) {
    const loaded = await opened.load(index);
    if ("problem" in loaded) {
      throw new Error(loaded.problem.message);
    }
    if (loaded.trajectory.steps.length > 0) {
      found.push(loaded.trajectory);
    }
  }
  return found;
}

/** Formats that hold what came before the agent's decision as one text. */
const inWords: Readonly<Record<string, (example: Example) => string>> = {
  tara: prefixText,
  csv: ({ instruction }) => instruction,
};

describe("what is exported can be read back", () => {
  const structured = exporters.filter(({ id }) => !(id in inWords));
  it.each(structured.map((exporter) => [exporter.id, exporter] as const))("%s", async (_, exporter) => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(examples, async (example) => {
        const result = exporter.lines(example);
        if ("skipped" in result) {
          return;
        }
        const found = await readBack(exporter, result.lines);
        for (const { instruction, policy } of found) {
          expect({ instruction, policy }).toEqual({
            instruction: example.instruction,
            policy: example.policy,
          });
        }
        const wanted = continuations(example).map(({ step }) => said([...example.prefix, step]));
        const sides = exporter.purpose === "supervised" ? wanted.slice(0, 1) : wanted;
        expect(found).toHaveLength(sides.length);
        expect(found.map(({ steps }) => said(steps))).toEqual(expect.arrayContaining(sides));
        compared++;
      }),
      { numRuns: 60 },
    );
    // ShareGPT cannot express about half of them, by chance more or less.
    expect(compared).toBeGreaterThan(10);
  });

  it.each(Object.keys(inWords))("%s, what came before as a text", async (id) => {
    const exporter = exporters.find((one) => one.id === id);
    await fc.assert(
      fc.asyncProperty(examples, async (example) => {
        const result = exporter?.lines(example);
        if (!exporter || !result || "skipped" in result) {
          throw new Error("not expressed");
        }
        const found = await readBack(exporter, result.lines);
        for (const { instruction } of found) {
          expect(instruction).toBe(inWords[id]?.(example));
        }
        expect(found.map(({ steps }) => said(steps.slice(-1)))).toEqual(
          continuations(example).map(({ step }) => said([step])),
        );
        const before = JSON.stringify(found.map(({ instruction, steps }) => [instruction, steps]));
        for (const { observation } of example.prefix as AgentStep[]) {
          expect(before).toContain(JSON.stringify(observation?.content).slice(1, -1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has a table's cells as they were, whatever they begin with or hold", async () => {
    const csv = exporters.find(({ id }) => id === "csv");
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    const hostile = fc.tuple(fc.constantFrom("", "'", "''=", "=", "'+", "-", "@", '"', ","), text, text);
    await fc.assert(
      fc.asyncProperty(examples, hostile, async (example, [first, second, third]) => {
        const instruction = `${first}${second}\r\n${third}x`;
        const result = csv?.lines({ ...example, instruction });
        const found = csv && result && "lines" in result ? await readBack(csv, result.lines) : [];
        expect(found.map((one) => one.instruction)).toEqual([instruction, instruction]);
      }),
      { numRuns: 100 },
    );
  });
});
