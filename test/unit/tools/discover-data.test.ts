import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverInText } from "../../../src/tools/discover.ts";

const find = (file: string, value: unknown) =>
  discoverInText(
    { file, text: typeof value === "string" ? value : JSON.stringify(value) },
    builtinThreatModel,
  );
const mcpTool = (name: string, schema: unknown = { type: "object" }) => ({ name, inputSchema: schema });

/** A schema of objects in objects, `depth` levels of braces. */
function nested(depth: number): string {
  const levels = Math.floor(depth / 2);
  return `${'{"type":"object","properties":{"p":'.repeat(levels)}{}${"}}".repeat(levels)}`;
}

describe("discovery in data files", () => {
  it("gives ids that depend on file, format and name only", async () => {
    const first = await find("a.json", [mcpTool("one"), mcpTool("two")]);
    const moved = await find("a.json", [
      mcpTool("zero"),
      mcpTool("two", { type: "object", required: ["x"] }),
    ]);
    const other = await find("b.json", [mcpTool("two")]);
    expect(first.tools[1]?.id).toBe(moved.tools[1]?.id);
    expect(first.tools[1]?.id).not.toBe(other.tools[0]?.id);
  });

  it("numbers tools of the same name, and leaves out a definition that is repeated word for word", async () => {
    const { tools } = await find("a.json", [
      mcpTool("same"),
      mcpTool("same", { type: "object", required: ["x"], properties: { x: {} } }),
      mcpTool("same"),
    ]);
    expect(tools.map((tool) => tool.name)).toEqual(["same", "same"]);
    expect(new Set(tools.map((tool) => tool.id)).size).toBe(2);
  });

  it("reports a definition once, as the most specific format sees it", async () => {
    const parameters = { type: "OBJECT", properties: { q: { type: "STRING" } } };
    const { tools } = await find("a.json", {
      functionDeclarations: [{ name: "search", description: "Searches.", parameters }],
      inner: { type: "function", function: { name: "find", description: "Finds.", parameters } },
    });
    expect(tools.map((tool) => [tool.framework, tool.name])).toEqual([
      ["gemini", "search"],
      ["openai-chat", "find"],
    ]);
  });

  it("does not take the example inside a tool's schema for another tool", async () => {
    const example = { name: "inner", description: "x", inputSchema: { type: "object", properties: {} } };
    const { tools } = await find("a.json", mcpTool("outer", { type: "object", examples: [example] }));
    expect(tools.map((tool) => tool.name)).toEqual(["outer"]);
  });

  it.each([
    ["tests/tools.json", true],
    ["src/__tests__/a.json", true],
    ["src/tools.test.json", true],
    ["src/tools.json", false],
    ["src/latest/tools.json", false],
  ])("%s is test data: %s", async (file, expected) => {
    expect((await find(file, mcpTool("a"))).tools[0]?.inTests).toBe(expected);
  });

  it("does not read files of other kinds", async () => {
    expect(await find("notes.md", mcpTool("a"))).toMatchObject({ tools: [], problems: [] });
    expect(await find("a.snap", "// Jest snapshot\nexports[`inputSchema`] = `{`;")).toMatchObject({
      tools: [],
    });
  });
});

describe("hostile definitions", () => {
  it("refuses a schema nested 10,000 deep in words", async () => {
    const { tools, problems } = await find("deep.json", `[{"name":"deep","inputSchema":${nested(10_000)}}]`);
    expect(tools).toEqual([]);
    expect(problems).toEqual([
      { file: "deep.json", line: 1, column: expect.any(Number), message: "nested more than 200 levels deep" },
    ]);
  });

  it("reads a schema nested 150 deep", async () => {
    const { tools } = await find("deep.json", `[{"name":"deep","inputSchema":${nested(150)}}]`);
    expect(tools[0]?.schemaCompleteness.level).toBe("full");
  });

  it("says so when a schema's aliases unfold to too much", async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `  a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`)}]`,
    );
    const text = `x:\n  a0: &a0 [x]\n${levels.join("\n")}\ntools:\n- name: bomb\n  inputSchema: {type: object, enum: *a12}\n`;
    const { tools } = await find("bomb.yaml", text);
    expect(tools[0]).toMatchObject({ name: "bomb", schemaCompleteness: { level: "none" } });
  });

  it("stops unfolding components that refer to each other many times over", async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 15 }, (_, i) => [
        `S${i}`,
        {
          type: "object",
          properties: Object.fromEntries(
            Array.from({ length: 8 }, (_, p) => [`p${p}`, { $ref: `#/components/schemas/S${i + 1}` }]),
          ),
        },
      ]),
    );
    const body = { content: { "application/json": { schema: { $ref: "#/components/schemas/S0" } } } };
    const { tools } = await find("api.json", {
      openapi: "3.1.0",
      paths: { "/x": { post: { operationId: "x", requestBody: body } } },
      components: { schemas },
    });
    expect(tools[0]?.schemaCompleteness.reasons).toContain("the schema is too large when written out");
  });

  it("cuts endless descriptions and drops endless schemas", async () => {
    const { tools } = await find("long.json", [
      { ...mcpTool("talks"), description: "x".repeat(1_000_000) },
      mcpTool("lists", {
        type: "object",
        properties: { a: { enum: Array.from({ length: 60_000 }, (_, i) => `v${i}`) } },
      }),
    ]);
    expect(tools[0]?.description.length).toBeLessThan(25_000);
    expect(tools[1]?.schemaCompleteness).toEqual({
      level: "none",
      reasons: ["the schema is larger than 256 KB"],
    });
  });

  it("takes the first 5,000 of endless tools, and says so", async () => {
    const tools = Array.from({ length: 6_000 }, (_, i) => ({ ...mcpTool("same"), description: `${i}` }));
    const found = await find("endless.json", tools);
    expect(found.tools).toHaveLength(5_000);
    expect(found.problems[0]?.message).toContain("more than 5000 tools");
  });

  it("takes names that mean something to JavaScript as names", async () => {
    const { tools } = await find("names.json", [
      mcpTool("constructor", { type: "object", properties: { toString: { type: "string" } } }),
      mcpTool("hasOwnProperty", JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}')),
    ]);
    expect(tools.map((tool) => tool.name)).toEqual(["constructor", "hasOwnProperty"]);
    expect(Object.keys(tools[1]?.inputSchema.properties ?? {})).toEqual([]);
  });

  it("does not take sentences, control characters or markup for names", async () => {
    const names = ["", " ", "a\nb", "\u001b[31mred", "<img src=x>", "x".repeat(200)];
    expect(
      (
        await find(
          "names.json",
          names.map((name) => mcpTool(name)),
        )
      ).tools,
    ).toEqual([]);
  });
});
