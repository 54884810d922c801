import { describe, expect, it } from "vitest";
import { find } from "./in-project.ts";

const names = async (files: Record<string, string>, entry: string) =>
  (await find(files, entry)).map(({ name, framework }) => `${name} ${framework}`);

const python = (kit: string) => ({
  "kit.py": `from functools import wraps\nfrom langchain_core.tools import tool\n\n${kit}`,
  "app.py": `from kit import my_tool\n\n@my_tool\ndef find_order(order_id: str) -> str:\n    """Find an order."""\n    return order_id\n`,
});

const script = (kit: string) => ({
  "kit.ts": `import { tool } from "ai";\nimport { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nexport const server = new McpServer({ name: "a", version: "1" });\n${kit}`,
  "app.ts": `import { z } from "zod";
import { defineTool } from "./kit.ts";
export const tools = { findOrder: defineTool({ description: "Find an order.", inputSchema: z.object({ id: z.string() }), execute: async ({ id }) => id }) };
`,
});

describe("wrappers of the project", () => {
  it.each([
    ["handing the function on", "def my_tool(f):\n    return tool(f)\n"],
    [
      "with a docstring and options",
      'def my_tool(f):\n    """Ours."""\n    return tool(f, parse_docstring=True)\n',
    ],
    [
      "around a function that looks the same",
      "def my_tool(f):\n    @wraps(f)\n    def inner(*args, **kwargs):\n        return f(*args, **kwargs)\n    return tool(inner)\n",
    ],
    ["in two hops", "def base(f):\n    return tool(f)\n\ndef my_tool(f):\n    return base(f)\n"],
    ["with everything", "def my_tool(*args, **kwargs):\n    return tool(*args, **kwargs)\n"],
  ])("in Python, %s", async (_, kit) => {
    expect(await names(python(kit), "app.py")).toEqual(["find_order langchain-python"]);
  });

  it.each([
    ["another function is handed on", "def my_tool(f):\n    return tool(other)\n"],
    ["the name is replaced", 'def my_tool(f):\n    return tool(f, name_or_callable="x")\n'],
    ["it decides", "def my_tool(f):\n    if f:\n        return f\n    return tool(f)\n"],
    ["it calls itself", "def my_tool(f):\n    return my_tool(f)\n"],
  ])("not when, in Python, %s", async (_, kit) => {
    expect(await names(python(kit), "app.py")).toEqual([]);
  });

  it.each([
    ["an arrow", "export const defineTool = (config: any) => tool(config);"],
    [
      "a function",
      "export function defineTool<T>(config: T) {\n  // ours\n  return tool(config);\n}".replace(
        " as any",
        "",
      ),
    ],
    ["with an option", "export const defineTool = (config: any) => tool({ ...config, strict: true });"],
  ])("in TypeScript, %s", async (_, kit) => {
    expect(await names(script(kit), "app.ts")).toEqual(["findOrder vercel-ai"]);
  });

  it("see through a function that registers with an MCP server", async () => {
    const files = {
      ...script(
        "export function addTool(name: string, config: any, run: any) { server.registerTool(name, config, run); }",
      ),
      "app.ts": `import { z } from "zod";\nimport { addTool } from "./kit.ts";\naddTool("find_order", { description: "Find.", inputSchema: { id: z.string() } }, async ({ id }) => id);\n`,
    };
    expect(await names(files, "app.ts")).toEqual(["find_order mcp-typescript"]);
  });
});
