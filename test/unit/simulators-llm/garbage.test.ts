import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/ots/json.ts";
import { type TaskKind, taskResultSchemas } from "../../../src/ots/task.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { extractObject } from "../../../src/simulators/llm/decoding/extract.ts";
import { locate } from "../../../src/simulators/llm/locate.ts";
import { questionOf } from "../../../src/simulators/llm/prompts/prompts.ts";
import { clip } from "../../../src/simulators/llm/text.ts";
import { tasks } from "./tasks.ts";

const kinds = Object.keys(tasks) as TaskKind[];
const provenance = { simulator: "scripted", version: "1" };

/** Answers that have the fields asked for, filled with anything. */
const answersTo = (schema: JsonObject) =>
  fc.record(
    Object.fromEntries(
      Object.keys(schema.properties ?? {}).map((name) => [
        name,
        fc.oneof(
          fc.jsonValue({ maxDepth: 3 }),
          fc.constantFrom(
            "remove_file",
            "call",
            "answer",
            "unsafe",
            "safe",
            "ask",
            "data-loss",
            "mild",
            "1",
            '{"path":"/"}',
          ),
          fc.array(
            fc.record({ where: fc.constantFrom("argument", "observation", "tool"), quote: fc.string() }),
          ),
        ),
      ]),
    ),
  );

describe("whatever a model answers", () => {
  it.each(kinds)("to %s is read into a valid result or into words about what is wrong", (kind) => {
    const question = questionOf(tasks[kind], builtinThreatModel);
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), answersTo(question.schema)), (answer) => {
        const { result, problems, remarks } = question.read(answer, provenance);
        if (result) {
          expect(taskResultSchemas[kind].safeParse(result).success).toBe(true);
        } else {
          expect(problems.length).toBeGreaterThan(0);
        }
        expect([...problems, ...remarks].every((text) => text !== "")).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("an object in it is found between any words without braces", () => {
    const words = fc.string().map((text) => text.replaceAll(/[{}]|<\/?think>/g, ""));
    const objects = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(words, objects, words, (before, object, after) => {
        expect(extractObject(`${before}${JSON.stringify(object)}${after}`)).toEqual(
          JSON.parse(JSON.stringify(object)),
        );
      }),
    );
  });

  it("a quote located stands where it is said to", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), fc.nat(), (text, from, length) => {
        const quote = text.slice(from % (text.length + 1)).slice(0, length % 40);
        const found = locate(quote, text);
        expect(found).toBeDefined();
        expect(found && text.slice(found.start, found.end)).toBe(quote);
      }),
    );
  });

  it("clipping keeps both ends and cuts no character in half", () => {
    const long = "😀".repeat(5_000);
    for (const most of [101, 102, 103, 104]) {
      const clipped = clip(long, most);
      expect(() => encodeURIComponent(clipped)).not.toThrow();
      expect(clipped.length).toBeLessThan(most + 60);
    }
  });
});
