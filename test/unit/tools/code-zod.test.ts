// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are program text
import { describe, expect, it } from "vitest";
import { parseCode } from "../../../src/syntax/parsed.ts";
import { field } from "../../../src/syntax/tree.ts";
import { schemaFrom } from "../../../src/tools/script/schemas.ts";

async function schemaOf(expression: string, setup = "") {
  const text = `import { z } from "zod";\nimport { Type } from "@sinclair/typebox";\n${setup}\nconst it = ${expression};`;
  const document = await parseCode("typescript", text);
  const last = document.nodes("variable_declarator").at(-1);
  const result = schemaFrom(document, last && field(last, "value"));
  return result;
}

/** The schema of one member `x` of a raw shape. */
async function member(expression: string, setup = "") {
  const { inputSchema } = await schemaOf(`{ x: ${expression} }`, setup);
  const { properties, required } = inputSchema as { properties: { x: unknown }; required?: string[] };
  return { schema: properties.x, required: required?.includes("x") ?? false };
}

describe("zod members", () => {
  it.each<[string, unknown, boolean?]>([
    ["z.string()", { type: "string" }],
    ["z.string().min(1).max(9).regex(/^a/i)", { type: "string", minLength: 1, maxLength: 9, pattern: "^a" }],
    ["z.string().email().describe('Mail')", { type: "string", format: "email", description: "Mail" }],
    ["z.url().optional()", { type: "string", format: "uri" }, false],
    ["z.iso.date()", { type: "string", format: "date" }],
    ["z.number().int().min(1).lt(9)", { type: "integer", minimum: 1, exclusiveMaximum: 9 }],
    ["z.coerce.number().nonnegative().multipleOf(5)", { type: "number", minimum: 0, multipleOf: 5 }],
    ["z.boolean().default(false)", { type: "boolean", default: false }, false],
    ["z.string().nullable()", { type: ["string", "null"] }],
    ["z.string().nullish()", { type: ["string", "null"] }, false],
    ["z.enum(['a', 'b']).catch('a')", { type: "string", enum: ["a", "b"], default: "a" }, false],
    ["z[\"enum\"](['a']).describe('A')", { type: "string", enum: ["a"], description: "A" }],
    ["shut ? z.enum(['a']) : z.string()", { type: "string", enum: ["a"] }],
    ["z.number().describe(`At most ${12}`)", { type: "number", description: "At most 12" }],
    ["z.literal([1, 2])", { type: "integer", enum: [1, 2] }],
    [
      "z.union([z.literal('a'), z.literal('b'), z.null()])",
      { type: ["string", "null"], enum: ["a", "b", null] },
    ],
    ["z.string().or(z.number())", { anyOf: [{ type: "string" }, { type: "number" }] }],
    [
      "z.array(z.string()).min(1).max(3)",
      { type: "array", items: { type: "string" }, minItems: 1, maxItems: 3 },
    ],
    ["z.string().array().optional()", { type: "array", items: { type: "string" } }, false],
    ["z.record(z.string(), z.number())", { type: "object", additionalProperties: { type: "number" } }],
    ["z.record(z.any())", { type: "object" }],
    ["z.preprocess(f, z.number())", { type: "number" }],
    ["z.string().transform(Number).pipe(z.number())", { type: "string" }],
    ["z.string().trim().refine(f, 'no')", { type: "string" }],
    [
      "z.object({ a: z.string() }).strict()",
      { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false },
    ],
    ["z.optional(z.string())", { type: "string" }, false],
    ["z.number({ description: 'ignored' }).meta({ title: 'N' })", { type: "number", title: "N" }],
    ["z.tuple([z.string()])", { type: "array", prefixItems: [{ type: "string" }], minItems: 1, maxItems: 1 }],
  ])("%s", async (expression, schema, required = true) => {
    expect(await member(expression)).toEqual({ schema, required });
  });

  it.each<[string, string, unknown]>([
    ["const V = ['a', 'b'] as const;", "z.enum(V)", { type: "string", enum: ["a", "b"] }],
    ["enum E { A, B = 5, C }", "z.nativeEnum(E)", { type: "integer", enum: [0, 5, 6] }],
    ["const E = { A: 'a' } as const;", "z.enum(E)", { type: "string", enum: ["a"] }],
    [
      "const S = z.object({ a: z.string(), b: z.number() });",
      "S.pick({ a: true })",
      { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
    ],
    [
      "const S = z.object({ a: z.string(), b: z.number() });",
      "S.partial({ a: true })",
      { type: "object", properties: { a: { type: "string" }, b: { type: "number" } }, required: ["b"] },
    ],
    [
      "const S = z.object({ a: z.string() });",
      "S.omit({ a: true }).extend({ c: z.null() })",
      { type: "object", properties: { c: { type: "null" } }, required: ["c"] },
    ],
    ["const S = z.object({ a: z.string().optional() });", "S.shape.a", { type: "string" }],
    ["const S = z.object({ a: z.string() });", "S.keyof()", { type: "string", enum: ["a"] }],
    ["const o = { s: z.string() };", "o.s.describe('d')", { type: "string", description: "d" }],
  ])("%s %s", async (setup, expression, schema) => {
    expect((await member(expression, setup)).schema).toEqual(schema);
  });
});

describe("argument schemas", () => {
  it("takes raw shapes with spreads of objects and of `.shape`", async () => {
    const setup = "const page = { page: z.number().optional() }; const S = z.object({ id: z.string() });";
    expect((await schemaOf("{ ...page, ...S.shape, all: z.boolean() }", setup)).inputSchema).toEqual({
      type: "object",
      properties: { page: { type: "number" }, id: { type: "string" }, all: { type: "boolean" } },
      required: ["id", "all"],
    });
  });

  it.each(["zodToJsonSchema(S)", "z.toJSONSchema(S)", "zodToJsonSchema(S, 'x') as any"])(
    "sees through %s",
    async (expression) => {
      expect((await schemaOf(expression, "const S = z.object({ a: z.string() });")).inputSchema).toEqual({
        type: "object",
        properties: { a: { type: "string" } },
        required: ["a"],
      });
    },
  );

  it("takes JSON Schema literals, also those that have a property `type`", async () => {
    expect(
      (await schemaOf("{ type: 'object', properties: { type: { type: 'string' } } }")).inputSchema,
    ).toEqual({
      type: "object",
      properties: { type: { type: "string" } },
    });
    expect(
      (await schemaOf("{ type: z.string(), properties: z.array(z.string()) }")).inputSchema,
    ).toMatchObject({
      required: ["type", "properties"],
    });
  });

  it("reads TypeBox", async () => {
    const { inputSchema } = await schemaOf(
      "Type.Object({ a: Type.Optional(Type.String({ minLength: 1 })), b: Type.Record(Type.String(), Type.Number()) })",
    );
    expect(inputSchema).toEqual({
      type: "object",
      properties: {
        a: { type: "string", minLength: 1 },
        b: { type: "object", additionalProperties: { type: "number" } },
      },
      required: ["b"],
    });
  });

  it.each([
    ["imported", "none", "`imported` is not a schema this file defines"],
    ["{ a: imported, b: z.string() }", "partial", "`imported` is not a schema this file defines"],
    ["{ a: z.enum(imported) }", "partial", "the values of the enum `imported` are not static"],
    ["{ ...imported, a: z.string() }", "partial", "`imported` is not defined in this file"],
    ["z.object({ a: z.instanceof(File) })", "partial", "`z.instanceof` has no JSON Schema"],
    ["v.object({})", "none", "`v.object({})` is not a schema this file defines"],
  ])("says what it cannot read in %s", async (expression, level, reason) => {
    const setup = 'import { imported } from "./other.js"; import * as v from "valibot";';
    expect((await schemaOf(expression, setup)).schemaCompleteness).toEqual({ level, reasons: [reason] });
  });

  it("stops at a schema that refers to itself", async () => {
    const setup = "const Tree = z.object({ name: z.string(), children: z.lazy(() => z.array(Tree)) });";
    const { inputSchema, schemaCompleteness } = await schemaOf("Tree", setup);
    expect(schemaCompleteness.reasons).toEqual(["the schema refers to itself"]);
    expect(inputSchema).toMatchObject({ properties: { children: { type: "array", items: {} } } });
  });
});

describe("what compilers make of modules", () => {
  it("is read: exports that are announced first, objects that are put together", async () => {
    const setup =
      "exports.Kind = exports.Page = void 0;\nexports.Page = z.number();\nexports.Kind = z.enum(['a']);";
    const shape = "Object.assign({ page: exports.Page }, { kind: exports.Kind })";
    const { inputSchema, schemaCompleteness } = await schemaOf(shape, setup);
    expect(inputSchema.properties).toEqual({
      page: { type: "number" },
      kind: { type: "string", enum: ["a"] },
    });
    expect(schemaCompleteness.level).toBe("full");
  });

  it("is partial where a condition decides", async () => {
    const { schemaCompleteness } = await schemaOf("{ x: shut ? z.enum(['a']) : z.string() }");
    expect(schemaCompleteness).toEqual({
      level: "partial",
      reasons: ["a part of the schema depends on a condition"],
    });
  });
});
