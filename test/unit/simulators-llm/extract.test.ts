import { describe, expect, it } from "vitest";
import { extractObject } from "../../../src/simulators/llm/decoding/extract.ts";
import { lenient } from "../../../src/simulators/llm/decoding/lenient.ts";
import { declines } from "../../../src/simulators/llm/decoding/refusal.ts";

describe("extraction of an object from text", () => {
  it.each([
    ["bare", '{"a": 1}', { a: 1 }],
    ["fenced", 'Sure!\n```json\n{"a": 1}\n```\nHope it helps.', { a: 1 }],
    ["after reasoning", '<think>maybe {"a": 0}</think>{"a": 1}', { a: 1 }],
    ["after reasoning with a lost opening", 'maybe {"a": 0}\n</think>\n\n{"a": 1}', { a: 1 }],
    ["the last of several", '{"a": 0} or rather {"a": 1}', { a: 1 }],
    ["nested", 'x {"a": {"b": [{"c": "}"}]}} y', { a: { b: [{ c: "}" }] } }],
    ["with braces and quotes in strings", '{"a": "{ \\" } {"}', { a: '{ " } {' }],
    ["after a stray brace", 'use { carefully: {"a": 1}', { a: 1 }],
    ["before a stray brace", '{"a": 1} and }', { a: 1 }],
    ["none in prose", "I would delete it.", undefined],
    ["none in an array", "[1, 2]", undefined],
    ["none when cut", '{"a": {"b": 1', undefined],
    ["none while still reasoning", '<think>perhaps {"a": 1}', undefined],
    ["none in nothing", "", undefined],
  ])("%s", (_, text, expected) => {
    expect(extractObject(text)).toEqual(expected);
  });

  it("finishes on a megabyte of opening braces", () => {
    expect(extractObject("{".repeat(2_000_000))).toBeUndefined();
    expect(extractObject(`{"a":"${"x".repeat(900_000)}"}`)?.a).toHaveLength(900_000);
  });
});

describe("leniency", () => {
  const schema = {
    type: "object",
    properties: {
      label: { type: "string", enum: ["safe", "not-reached"] },
      step: { type: ["number", "null"] },
      text: { type: "string" },
      flag: { type: "boolean" },
      list: { type: "array", items: { type: "string" } },
      choice: { anyOf: [{ type: "string", enum: ["mild"] }, { type: "null" }] },
    },
  };

  it("makes plain slips good", () => {
    const answer = { label: " Not Reached", step: "2", text: { to: 1 }, flag: "True", list: "one", extra: 1 };
    expect(lenient(answer, schema)).toEqual({
      label: "not-reached",
      step: 2,
      text: '{"to":1}',
      flag: true,
      list: ["one"],
      choice: null,
    });
    expect(lenient({ choice: "MILD" }, schema)).toMatchObject({
      choice: "mild",
      step: null,
      text: undefined,
    });
  });

  it("leaves alone what it cannot read", () => {
    const answer = { label: "unsure", step: "two", text: 5, flag: "perhaps", list: [1], choice: 7 };
    expect(lenient(answer, schema)).toEqual({
      label: "unsure",
      step: "two",
      text: "5",
      flag: "perhaps",
      list: ["1"],
      choice: "7",
    });
    expect(lenient([], schema)).toEqual([]);
  });
});

describe("refusals in prose", () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    "I cannot assist with this request.",
    "<think>This is harmful.</think>Sorry, I won't do this.",
    "Unfortunately, I am unable to continue.",
  ])("are seen: %s", (text) => expect(declines(text)).toBe(true));

  it.each(["The user is sorry.", "Let me look at the file first.", ""])("are not seen in: %s", (text) =>
    expect(declines(text)).toBe(false),
  );
});
