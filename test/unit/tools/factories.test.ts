import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { type Discovery, discoverInText } from "../../../src/tools/discover.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";
import { distinctDefinitions } from "../../../src/tools/same-tool.ts";

/** The definitions of a whole project: name, file, line, approval. */
async function definitions(files: Record<string, string>): Promise<string[]> {
  const project = createDiscoveryProject(createMemoryHost(new Map(Object.entries(files))));
  const readings: [string, Discovery][] = [];
  for (const [file, text] of Object.entries(files)) {
    readings.push([file, await discoverInText({ file, text }, builtinThreatModel, project)]);
  }
  return distinctDefinitions(readings)
    .map(({ name, source, approval }) => {
      const place = `${source.file}:${source.nameRange.startLine + 1}`;
      return `${name} ${place}${approval === undefined ? "" : ` ${approval.required}`}`;
    })
    .sort();
}

const kit = `import { tool } from "ai";
import { z } from "zod";
export const makeClock = () => tool({ description: "Time now.", inputSchema: z.object({}) });
export const createDocument = ({ session }: { session: unknown }) =>
  tool({ description: "Create a document.", inputSchema: z.object({ title: z.string() }) });
export function deleteDocument(session: unknown) {
  return tool({ description: "Delete a document.", inputSchema: z.object({ id: z.string() }), needsApproval: true });
}
`;

describe("functions that make tools, called in another file", () => {
  it("name them by the key they are put under, where they are defined", async () => {
    const app = `import { streamText } from "ai";
import { createDocument, deleteDocument, makeClock } from "./kit.ts";
export const run = (session: unknown) => streamText({
  tools: { clock: makeClock(), createDocument: createDocument({ session }), removeDocument: deleteDocument(session) },
});
`;
    expect(await definitions({ "kit.ts": kit, "app.ts": app })).toEqual([
      "clock kit.ts:3",
      "createDocument kit.ts:4",
      "removeDocument kit.ts:6 always",
    ]);
  });

  it("are tools by their own names where nobody calls them", async () => {
    expect(await definitions({ "kit.ts": kit })).toEqual([
      "deleteDocument kit.ts:6 always",
      "makeClock kit.ts:3",
    ]);
  });

  it("are one tool whatever framework the file that lists them takes them for", async () => {
    const files = {
      "note.ts": `import { z } from "zod";
export const note = { name: "create_note", description: "Write a note.", schema: z.object({ text: z.string() }), run: async () => "ok" };
`,
      "server.ts": `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { zodToJsonSchema } from "zod-to-json-schema";
import { note } from "./note.ts";
const server = new Server({ name: "n", version: "1" });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [note].map(({ name, description, schema }) => ({ name, description, inputSchema: zodToJsonSchema(schema) })),
}));
`,
    };
    expect(await definitions(files)).toEqual(["create_note note.ts:2"]);
  });
});

describe("options that a wrapper gives a decorator", () => {
  const app = (imports: string, use: string) => ({
    "kit.py": `import functools\nfrom agents import function_tool\n${imports}`,
    "app.py": `from agents import Agent\nfrom kit import guarded\n\n${use}\ndef wipe(path: str) -> str:\n    """Wipe a disk."""\n`,
  });
  it.each([
    [
      "a partial",
      "guarded = functools.partial(function_tool, needs_approval=True)\n",
      "@guarded",
      "wipe app.py:5 always",
    ],
    [
      "a partial, overruled",
      "guarded = functools.partial(function_tool, needs_approval=True)\n",
      "@guarded(needs_approval=False)",
      "wipe app.py:5 never",
    ],
    [
      "a function",
      "def guarded(f):\n    return function_tool(f, needs_approval=True)\n",
      "@guarded",
      "wipe app.py:5 always",
    ],
    [
      "a function that configures first",
      "def guarded(f):\n    return function_tool(needs_approval=True)(f)\n",
      "@guarded",
      "wipe app.py:5 always",
    ],
  ])("%s", async (_, wrapper, use, expected) => {
    expect(await definitions(app(wrapper, use))).toEqual([expected]);
  });
});

describe("approval that a tool asks for while it runs", () => {
  it.each([
    [
      "from pydantic_ai import Agent, ApprovalRequired\nagent = Agent('m')\n@agent.tool_plain\ndef drop(name: str) -> str:\n    '''Drop it.'''\n    raise ApprovalRequired()\n",
    ],
    [
      "from langchain_core.tools import tool\nfrom langgraph.types import interrupt\n@tool\ndef drop(name: str) -> str:\n    '''Drop it.'''\n    answer = interrupt({'q': name})\n    return answer\n",
    ],
  ])("is conditional", async (text) => {
    expect((await definitions({ "a.py": text }))[0]).toMatch(/^drop a\.py:\d+ conditional$/);
  });
});

describe("tools of the provider that code switches on", () => {
  it.each([
    [
      "a.py",
      'from agents import Agent, ShellTool, WebSearchTool\na = Agent(name="a", tools=[WebSearchTool(), ShellTool(executor=run, needs_approval=True)])\n',
      ["shell a.py:2 always", "web_search a.py:2"],
    ],
    ["a.py", 'import anthropic\ntools = [{"type": "bash_20250124", "name": "bash"}]\n', ["bash a.py:2"]],
    [
      "a.ts",
      'import { webSearchTool } from "@openai/agents";\nexport const tools = [webSearchTool()];\n',
      ["web_search a.ts:2"],
    ],
    [
      "a.ts",
      'import { anthropic } from "@ai-sdk/anthropic";\nexport const tools = { sh: anthropic.tools.bash_20250124({}) };\n',
      ["sh a.ts:2"],
    ],
    [
      "a.ts",
      'export const items = [{ type: "shell", name: "snail" }];\nexport const tools = [{ type: "shell" }];\n',
      ["shell a.ts:2"],
    ],
  ])("%s %s", async (file, text, expected) => {
    expect(await definitions({ [file]: text })).toEqual(expected);
  });
});

describe("tools of MCP servers that the provider calls", () => {
  it.each([
    [
      "a.py",
      'from agents import HostedMCPTool\nwiki = HostedMCPTool(tool_config={"type": "mcp", "server_label": "w", "server_url": "https://w.example", "allowed_tools": ["ask"], "require_approval": "never"})\n',
      ["ask a.py:2 never"],
    ],
    [
      "a.ts",
      'import { hostedMcpTool } from "@openai/agents";\nexport const wiki = hostedMcpTool({ serverLabel: "w", allowedTools: { toolNames: ["ask", "edit"] }, requireApproval: { always: { toolNames: ["edit"] } } });\n',
      ["ask a.ts:2 conditional", "edit a.ts:2 always"],
    ],
    [
      "a.ts",
      'export const tools = [{ type: "mcp", server_label: "w", allowed_tools: ["ask"] }];\n',
      ["ask a.ts:1 always"],
    ],
    ["a.ts", 'export const tools = [{ type: "mcp", server_label: "w" }]; // allowed_tools: all\n', []],
  ])("%s %s", async (file, text, expected) => {
    expect(await definitions({ [file]: text })).toEqual(expected);
  });
});

describe("tools that a module is handed a server for", () => {
  it("are where they are written, or where their name is given", async () => {
    const files = {
      "server.py": `from mcp.server.fastmcp import FastMCP\nimport admin\n\napp = FastMCP("a")\nadmin.register(app, prefix="admin")\n`,
      "admin.py": `def register(mcp, prefix):\n    @mcp.tool(name=f"{prefix}_reset")\n    def reset() -> str:\n        """Reset it."""\n\n    @mcp.tool()\n    def plain() -> str:\n        """Do it."""\n`,
    };
    expect(await definitions(files)).toEqual(["admin_reset server.py:5", "plain admin.py:7"]);
  });

  it("are read through functions that only check their types", async () => {
    const files = {
      "define.ts": `import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
export const defineTool = <D extends object>(definition: D): D => definition;
export function attach(server: McpServer, definitions: any[]) {
  for (const { name, description, shape, run } of definitions) {
    server.registerTool(name, { description, inputSchema: z.object(shape) }, run);
  }
}
`,
      "list.ts": `import { z } from "zod";
import { defineTool } from "./define.ts";
export const list = defineTool({
  name: "list_tickets", description: "Lists tickets.", shape: { id: z.string() }, run: async () => [],
});
`,
      "main.ts": `import { McpServer } from "@modelcontextprotocol/server";
import { attach } from "./define.ts";
import { list } from "./list.ts";
attach(new McpServer({ name: "a", version: "1" }), [list]);
`,
    };
    expect(await definitions(files)).toEqual(["list_tickets list.ts:4"]);
  });

  it("go by the key another file offers them under", async () => {
    const files = {
      "faq.ts": `import { tool } from "ai";\nimport { z } from "zod";\nexport const searchFaq = tool({ description: "Search.", inputSchema: z.object({ q: z.string() }) });\n`,
      "index.ts": `import { searchFaq as faq } from "./faq.ts";\nexport const baseTools = { faq };\n`,
    };
    expect(await definitions(files)).toEqual(["faq faq.ts:3"]);
  });

  it("have the approval that a function of the project adds", async () => {
    const text = `import { tool } from "@openai/agents";\nimport { z } from "zod";\nconst guarded = (config: any) => tool({ ...config, needsApproval: true });\nexport const wipe = guarded({ name: "wipe", description: "Wipe.", parameters: z.object({}), execute: async () => "" });\n`;
    expect(await definitions({ "a.ts": text })).toEqual(["wipe a.ts:4 always"]);
  });
});
