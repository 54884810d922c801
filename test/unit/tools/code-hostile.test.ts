// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are program text
import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverInText } from "../../../src/tools/discover.ts";

const python = `from mcp.server.fastmcp import FastMCP
from mcp.types import Tool
from langchain_core.tools import tool, BaseTool
from pydantic import BaseModel
mcp = FastMCP("x")
`;
const script = `import { tool } from "ai";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer();
`;
const doubled = (line: (index: number) => string) =>
  Array.from({ length: 50 }, (_, index) => line(index)).join("\n");

const run = (file: string, text: string) => discoverInText({ file, text }, builtinThreatModel);

describe("hostile program text", () => {
  it.each<[string, string, string]>([
    [
      "calls in calls",
      "a.ts",
      `${script}${"tool({description:'a',inputSchema:z.object({a:".repeat(2_000)}1${"})})".repeat(2_000)}`,
    ],
    ["brackets 50,000 deep", "a.js", `${script}${"tool([".repeat(50_000)}${"])".repeat(50_000)}`],
    ["unclosed brackets", "a.js", `${script}${"server.tool('x', {".repeat(20_000)}`],
    [
      "definitions in definitions",
      "a.js",
      `${script}x = ${"{name:'a',description:'b',inputSchema:{type:'object',properties:{a:".repeat(2_000)}1${"}}}".repeat(2_000)}`,
    ],
    [
      "spreads that double",
      "a.js",
      `${script}${doubled((i) => `const a${i} = {...a${i + 1}, ...a${i + 1}};`)}server.registerTool('n', {inputSchema: a0}, f)`,
    ],
    [
      "text that doubles",
      "a.js",
      `${script}${doubled((i) => `const a${i} = a${i + 1} + a${i + 1};`)}server.tool('n', a0, f)`,
    ],
    [
      "schemas that double",
      "a.js",
      `${script}${doubled((i) => `const a${i} = z.object({x: a${i + 1}, y: a${i + 1}});`)}server.tool('n', {a0}, f)`,
    ],
    [
      "a chain of 20,000 calls",
      "a.js",
      `${script}server.tool('n', {a: z.string()${".optional()".repeat(20_000)}}, f)`,
    ],
    [
      "aliases of aliases",
      "a.js",
      `${script}${Array.from({ length: 5_000 }, (_, i) => `const q${i} = q${i + 1};`).join("")}`,
    ],
    ["a name without end", "a.js", `${script}const ${"a".repeat(300_000)} = 1`],
    ["a template of holes", "a.js", `${script}server.tool(\`${"${x}".repeat(20_000)}\`, f)`],
    [
      "models that double",
      "a.py",
      `${python}${doubled((i) => `class M${i}(BaseModel):\n  a: M${i + 1}\n  b: M${i + 1}`)}\n@mcp.tool()\ndef f(m: M0): ...\n`,
    ],
    [
      "classes in a long line",
      "a.py",
      `${python}${Array.from({ length: 3_000 }, (_, i) => `class A${i}(A${i + 1}, A${i + 2}): pass`).join("\n")}`,
    ],
    [
      "a class that is its own base",
      "a.py",
      `${python}class A(A, BaseTool):\n  name: str = "a"\n  description: str = A.description\n`,
    ],
    [
      "types in types",
      "a.py",
      `${python}@mcp.tool()\ndef f(m: ${"list[".repeat(5_000)}int${"]".repeat(5_000)}): ...\n`,
    ],
    [
      "calls as arguments",
      "a.py",
      `${python}${"Tool(name='a', description=".repeat(3_000)}1${")".repeat(3_000)}`,
    ],
    ["closing brackets", "a.py", `${python}${")(".repeat(50_000)}`],
    [
      "an endless docstring",
      "a.py",
      `${python}@mcp.tool()\ndef f(a):\n  '''Args:\n${"    a: b\n".repeat(20_000)}  '''\n`,
    ],
    [
      "a docstring of spaces",
      "a.py",
      `${python}@mcp.tool()\ndef f(a):\n  '''Args:\n    a${" ".repeat(100_000)}x\n  '''\n`,
    ],
    ["half a decorator", "a.py", `${python}@mcp.tool(\ndef f(`],
    ["NUL bytes", "a.py", `${python}@mcp.tool()\ndef f\0(a): ...\n`],
    ["lone surrogates", "a.py", `${python}@mcp.tool(name="\ud800")\ndef f(a: "\udc00"): ...\n`],
  ])("finishes on %s", async (_what, file, text) => {
    const { tools, problems } = await run(file, text);
    expect(problems.filter(({ message }) => !/more than|characters|Parsing took/.test(message))).toEqual([]);
    for (const { inputSchema } of tools) {
      expect(JSON.stringify(inputSchema).length).toBeLessThan(300_000);
    }
  });

  it("says why a file of 5 MB is not parsed", async () => {
    const { tools, problems } = await run("a.js", `${script}${"x={a:1,b:'s'};f(x);".repeat(270_000)}`);
    expect(tools).toEqual([]);
    expect(problems).toEqual([
      { file: "a.js", line: 1, message: expect.stringMatching(/characters is not parsed/) },
    ]);
  });

  it("finds what stands around a syntax error", async () => {
    const text = `${python}def broken(:\n  x ==\n\n@mcp.tool()\ndef first(a: int):\n  x = call(\n\n@mcp.tool()\ndef second(): ...\n`;
    expect((await run("a.py", text)).tools.map(({ name }) => name)).toEqual(["first", "second"]);
  });

  it("keeps a key named __proto__ a key", async () => {
    const text = `${script}server.registerTool("n", { inputSchema: { type: "object", properties: { __proto__: { type: "string" } } } }, f)`;
    const [tool] = (await run("a.js", text)).tools;
    expect(Object.keys((tool?.inputSchema.properties ?? {}) as object)).toEqual(["__proto__"]);
  });
});
