import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import { sampleArguments, validateArguments } from "../../../src/simulators/arguments.ts";
import { Random } from "../../../src/simulators/builtin/random.ts";
import { fromPattern, isCostly } from "../../../src/simulators/builtin/values/pattern.ts";
import { resolved } from "../../../src/simulators/builtin/values/schema.ts";
import { changed, put, valueAt } from "../../../src/simulators/builtin/values/value.ts";

const tool = (inputSchema: JsonObject, name = "update_thing"): ToolSpec => ({
  id: `tool-${name}`,
  name,
  description: "Updates a thing.",
  inputSchema,
  capabilities: [{ label: "changes-records", evidence: [{ kind: "name", text: name }] }],
});
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  ...more,
});

describe("texts from patterns", () => {
  const patterns = [
    "^SO-[0-9]{6}$",
    "^[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,5}$",
    "^(draft|final)-v\\d+(\\.\\d+)?$",
    "^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$",
    "^#[0-9a-fA-F]{6}$",
    "^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$",
    "^[\\w.-]{3,20}$",
    "^\\p{Lu}\\p{Ll}+$",
    "^a{2}b?c*$",
    "^([ab])\\1$",
    "[0-9]+",
    "^.{8,12}$",
  ];
  it.each(patterns)("matches %s", (pattern) => {
    for (let seed = 0; seed < 20; seed++) {
      expect(fromPattern(pattern, new Random(seed))).toMatch(new RegExp(pattern, "u"));
    }
  });

  it("is cut short instead of growing without end", () => {
    expect((fromPattern("^(a{200}){200}$", new Random(1)) ?? "").length).toBeLessThanOrEqual(400);
    expect(fromPattern(`^${"(".repeat(600)}$`, new Random(1))).toBeUndefined();
  });

  it("knows patterns that could run for ever, and never runs them", () => {
    expect(["^(a+)+$", "^(\\w+\\s?)*$", "(x*)*y", "^((a|b)+c?)+$"].map(isCostly)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["^[a-z]+$", "^(ab){2,4}$", "^\\d{3}-\\d{4}$"].map(isCostly)).toEqual([false, false, false]);
    expect(
      validateArguments(object({ a: { type: "string", pattern: "^(a+)+$" } }), { a: `${"a".repeat(60)}!` }),
    ).toEqual([]);
  });
});

describe("arguments for a schema", () => {
  const schemas: [string, JsonObject][] = [
    [
      "limits",
      object({
        n: { type: "integer", minimum: 3, maximum: 4 },
        x: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.5 },
      }),
    ],
    ["steps", object({ n: { type: "number", multipleOf: 0.25, minimum: 10 } })],
    [
      "lengths",
      object({
        text: { type: "string", minLength: 200, maxLength: 220 },
        short: { type: "string", maxLength: 3 },
      }),
    ],
    [
      "lists",
      object({
        tags: { type: "array", items: { type: "string" }, minItems: 3, maxItems: 3, uniqueItems: true },
      }),
    ],
    ["choices", object({ mode: { enum: ["a", "b"] }, fixed: { const: 7 } })],
    [
      "formats",
      object({
        a: { type: "string", format: "email" },
        b: { type: "string", format: "uri" },
        c: { type: "string", format: "date-time" },
        d: { type: "string", format: "uuid" },
        e: { type: "string", format: "ipv4" },
        f: { type: "string", format: "date" },
        g: { type: "string", format: "hostname" },
        h: { type: "string", format: "ipv6" },
        i: { type: "string", format: "duration" },
      }),
    ],
    [
      "references",
      {
        ...object({ who: { $ref: "#/$defs/Person" } }),
        $defs: {
          Person: object(
            { name: { type: "string" }, boss: { $ref: "#/$defs/Person" } },
            { required: ["name"] },
          ),
        },
      },
    ],
    [
      "all of",
      { type: "object", allOf: [object({ a: { type: "string" } }), object({ b: { type: "integer" } })] },
    ],
    [
      "one of",
      {
        type: "object",
        oneOf: [
          object({ email: { type: "string", format: "email" } }, { additionalProperties: false }),
          object({ phone: { type: "string" } }, { additionalProperties: false }),
        ],
      },
    ],
    [
      "nullable",
      object({
        note: { type: ["string", "null"] },
        when: { anyOf: [{ type: "string", format: "date" }, { type: "null" }] },
      }),
    ],
    [
      "rows",
      object({
        lines: {
          type: "array",
          minItems: 2,
          items: object({ sku: { type: "string" }, quantity: { type: "integer", minimum: 1 } }),
        },
      }),
    ],
    ["free map", object({ labels: { type: "object", additionalProperties: { type: "string" } } })],
    [
      "tuple",
      object({
        at: {
          type: "array",
          prefixItems: [{ type: "number" }, { type: "number" }],
          items: false,
          minItems: 2,
        },
      }),
    ],
    [
      "conditional",
      {
        ...object(
          { kind: { enum: ["box", "letter"] }, weight: { type: "number", minimum: 0.1 } },
          { required: ["kind"] },
        ),
        if: { properties: { kind: { const: "box" } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: ["weight"] },
      },
    ],
    ["nothing known", { type: "object" }],
    ["no type", { properties: { path: {} }, required: ["path"] }],
  ];
  it.each(schemas.filter(([name]) => name !== "tuple"))("are valid: %s", (_, schema) => {
    for (let seed = 0; seed < 15; seed++) {
      const args = sampleArguments(tool(schema), seed);
      expect(validateArguments(schema, args), JSON.stringify(args)).toEqual([]);
    }
  });

  it("are the same for the same seed and vary with it", () => {
    const schema = object({ email: { type: "string", format: "email" } });
    expect(sampleArguments(tool(schema), 4)).toEqual(sampleArguments(tool(schema), 4));
    expect(
      new Set([1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(sampleArguments(tool(schema), seed)))).size,
    ).toBeGreaterThan(4);
  });

  it("are refused with the reason when the schema allows none", () => {
    expect(() => sampleArguments(tool(object({ n: { type: "number", minimum: 9, maximum: 1 } })), 1)).toThrow(
      /no arguments/,
    );
  });

  it("take hostile schemas without hanging or running over", () => {
    let deep: JsonObject = { type: "string" };
    for (let level = 0; level < 3000; level++) {
      deep = { type: "object", properties: { a: deep } };
    }
    expect(() => resolved(deep)).not.toThrow();
    const wide = object(
      Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, { type: "string" }])),
      { required: [] },
    );
    expect(() => sampleArguments(tool(wide), 1)).not.toThrow();
    const proto = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"},"a":{"type":"string"}},"required":["a"]}',
    ) as JsonObject;
    const args = sampleArguments(tool(proto), 1);
    expect(Object.getPrototypeOf(args)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

describe("validateArguments", () => {
  it("says where and what is wrong", () => {
    const schema = object({ amount: { type: "number", minimum: 1 } });
    expect(validateArguments(schema, { amount: 0 })).toEqual(["/amount must be >= 1"]);
    expect(validateArguments(schema, {})).toEqual(["arguments must have required property 'amount'"]);
    expect(validateArguments(schema, { amount: 2 })).toEqual([]);
  });

  it("leaves out what is no JSON Schema instead of giving up", () => {
    const odd = {
      type: "object",
      properties: { a: { type: "str", required: true }, b: { type: "string", pattern: "[" } },
      required: ["a"],
    };
    expect(validateArguments(odd, { a: 1, b: "x" })).toEqual([]);
    expect(validateArguments(odd, {})).toHaveLength(1);
    expect(
      validateArguments({ type: "object", properties: { a: { $ref: "http://elsewhere/x" } } }, { a: 1 }),
    ).toEqual([]);
  });

  it("understands 2020-12 tuples", () => {
    const schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      ...object({ at: { type: "array", prefixItems: [{ type: "number" }, { type: "string" }] } }),
    };
    expect(validateArguments(schema, { at: [1, "x"] })).toEqual([]);
    expect(validateArguments(schema, { at: ["x", 1] })).toHaveLength(2);
  });
});

describe("values at pointers", () => {
  it("are read, set and taken away without touching the source", () => {
    const source = { a: { "b/c": [1, 2] }, d: 1 };
    expect(valueAt(source, "/a/b~1c/1")).toBe(2);
    expect(valueAt(source, "/a/x")).toBeUndefined();
    expect(
      changed(source, [
        ["/a/e", 5],
        ["/d", undefined],
      ]),
    ).toEqual({ a: { "b/c": [1, 2], e: 5 } });
    expect(source).toEqual({ a: { "b/c": [1, 2] }, d: 1 });
    const made: JsonObject = {};
    put(made, "/x/y", 3);
    expect(made).toEqual({ x: { y: 3 } });
  });
});
