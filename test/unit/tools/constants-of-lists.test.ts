import { describe, expect, it } from "vitest";
import { find } from "./in-project.ts";

describe("enumerations made of other constants", () => {
  it.each([
    ["the keys of a dictionary", 'MODES = {"fast": 1, "slow": 2}', "list(MODES)"],
    ["the keys, asked for", 'MODES = {"fast": 1, "slow": 2}', "list(MODES.keys())"],
    [
      "a literal type",
      'from typing import Literal, get_args\nMode = Literal["fast", "slow"]',
      "list(get_args(Mode))",
    ],
    [
      "an enumeration",
      'from enum import Enum\nclass Mode(str, Enum):\n    FAST = "fast"\n    SLOW = "slow"\n',
      "[m.value for m in Mode]",
    ],
    ["another list", 'MODES = ("fast", "slow")', "sorted(MODES)"],
  ])("in Python: %s", async (_, constants, written) => {
    const text = `${constants}\ntools = [{"type": "function", "function": {"name": "go", "description": "Go.", "parameters": {"type": "object", "properties": {"mode": {"type": "string", "enum": ${written}}}}}}]\n`;
    const [tool] = await find({ "a.py": text }, "a.py");
    expect(tool?.properties).toEqual({ mode: { type: "string", enum: ["fast", "slow"] } });
  });

  it.each([
    ["keys", "Object.keys(modes)"],
    ["keys in another order", "Object.keys(modes).sort()"],
    ["keys that are spread", "[...Object.keys(modes)] as [string, ...string[]]"],
  ])("in TypeScript: %s", async (_, written) => {
    const text = `import { tool } from "ai";\nimport { z } from "zod";\nconst modes = { fast: 1, slow: 2 };\nexport const go = tool({ description: "Go.", inputSchema: z.object({ mode: z.enum(${written}) }) });\n`;
    const [tool] = await find({ "a.ts": text }, "a.ts");
    expect(tool?.properties).toEqual({ mode: { type: "string", enum: ["fast", "slow"] } });
  });
});

describe("classes that hand their definition up", () => {
  const base = (setUp: string) =>
    `export abstract class BaseTool {\n  name: string; description: string; schema: any;\n  ${setUp}\n  abstract run(input: unknown): Promise<string>;\n}\n`;
  const derived = (given: string) =>
    `import { z } from "zod";\nimport { BaseTool } from "./base.ts";\nexport class Move extends BaseTool {\n  constructor() {\n    super(${given});\n  }\n  async run() { return ""; }\n}\n`;
  const object = '{ name: "move", description: "Move it.", schema: z.object({ to: z.string() }) }';
  it.each([
    [
      "in one object",
      "constructor(p: any) { this.name = p.name; this.description = p.description; this.schema = p.schema; }",
      object,
    ],
    [
      "taken apart",
      "constructor({ name, description, schema }: any) { this.name = name; this.description = description; this.schema = schema; }",
      object,
    ],
    [
      "one by one",
      "constructor(n: string, d: string, s: any) { this.name = n; this.description = d; this.schema = s; }",
      '"move", "Move it.", z.object({ to: z.string() })',
    ],
    [
      "as properties",
      "constructor(readonly name: string, public readonly description: string, protected schema: any) {}",
      '"move", "Move it.", z.object({ to: z.string() })',
    ],
  ])("%s", async (_, setUp, given) => {
    const text = setUp.startsWith("constructor(readonly")
      ? base(setUp).replace(/ {2}name: string.*\n/, "")
      : base(setUp);
    const [tool] = await find({ "base.ts": text, "move.ts": derived(given) }, "move.ts");
    expect(tool).toMatchObject({
      name: "move",
      description: "Move it.",
      properties: { to: { type: "string" } },
    });
  });
});

it("a function that lists the tools of a module makes no more of them where it is called", async () => {
  const text = `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const tools = [{ name: "read_it", description: "Read it.", inputSchema: { type: "object", properties: {} } }];
function createServer(handle: unknown) {
  const server = new Server({ name: "a", version: "1" });
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: tools.map((t) => ({ name: t.name, description: t.description, inputSchema: t.inputSchema })) }));
  return server;
}
export const first = createServer(1);
export const second = createServer(2);
`;
  expect((await find({ "a.ts": text }, "a.ts")).map(({ name, line }) => [name, line])).toEqual([
    ["read_it", 3],
  ]);
});
