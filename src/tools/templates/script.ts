import { stop, type ToolTemplate } from "./template.ts";

const id = `${stop(2, "orderId")}: z.string().max(40).describe("${stop(3, "Number of the order, such as SO-104233")}")`;
const detail = 'detail: z.enum(["summary", "items"]).describe("How much to return")';
const reason = 'reason: z.enum(["customer_request", "duplicate", "fraud"]).describe("Why it is cancelled")';
const confirmation =
  'confirmation: z.string().describe("The sentence in which the user agreed to this very call")';
const reads = stop(4, "Return status and items of one order.");
const acts = stop(4, "Cancel one order that has not been shipped. This cannot be undone.");
const todo = stop(0, 'throw new Error("not written yet");');

/** `z.object({...})` at the given indentation. */
const object = (pad: string, ...fields: string[]) =>
  `z.strictObject({\n${fields.map((field) => `${pad}  ${field},\n`).join("")}${pad}})`;

const zod = 'import { z } from "zod";';
const unconfirmed = (pad: string, answer: string) =>
  `if (!confirmation.includes($2)) {\n${pad}  return ${answer};\n${pad}}\n${pad}`;
const ask = '"Ask the user to confirm this order first."';
const mcpText = (text: string) => `{ content: [{ type: "text", text: ${text} }] }`;

export const scriptTemplates: readonly ToolTemplate[] = [
  {
    id: "mcp-typescript",
    title: "MCP server (TypeScript SDK)",
    language: "script",
    signs: /@modelcontextprotocol\//,
    imports: ['import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";', zod],
    receiver: {
      find: /\b(?:const|let|var)\s+(\w+)\s*=\s*new\s+McpServer\b/,
      name: "server",
      code: 'const server = new McpServer({ name: "orders", version: "1.0.0" });',
    },
    body: {
      reads: `RECEIVER.registerTool(
  "\${1:find_order}",
  {
    description: "${reads}",
    inputSchema: ${object("    ", id, detail)},
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  async ({ $2, detail }) => {
    ${todo}
  },
);`,
      acts: `RECEIVER.registerTool(
  "\${1:cancel_order}",
  {
    description: "${acts}",
    inputSchema: ${object("    ", id, reason, confirmation)},
    annotations: { readOnlyHint: false, destructiveHint: true },
  },
  async ({ $2, reason, confirmation }) => {
    ${unconfirmed("    ", mcpText(ask))}${todo}
  },
);`,
    },
  },
  {
    id: "vercel-ai",
    title: "AI SDK",
    language: "script",
    signs: /["'](?:ai|@ai-sdk\/[\w-]+)["']/,
    imports: ['import { tool } from "ai";', zod],
    body: {
      reads: `export const tools = {
  \${1:findOrder}: tool({
    description: "${reads}",
    inputSchema: ${object("    ", id, detail)},
    execute: async ({ $2, detail }) => {
      ${todo}
    },
  }),
};`,
      acts: `export const tools = {
  \${1:cancelOrder}: tool({
    description: "${acts}",
    inputSchema: ${object("    ", id, reason)},
    needsApproval: true,
    execute: async ({ $2, reason }) => {
      ${todo}
    },
  }),
};`,
    },
  },
  {
    id: "openai-agents-js",
    title: "OpenAI Agents SDK",
    language: "script",
    signs: /["']@openai\/agents[\w-]*["']/,
    imports: ['import { tool } from "@openai/agents";', zod],
    body: {
      reads: `export const \${5:findOrder} = tool({
  name: "\${1:find_order}",
  description: "${reads}",
  parameters: ${object("  ", id, detail)},
  execute: async ({ $2, detail }) => {
    ${todo}
  },
});`,
      acts: `export const \${5:cancelOrder} = tool({
  name: "\${1:cancel_order}",
  description: "${acts}",
  parameters: ${object("  ", id, reason)},
  needsApproval: true,
  execute: async ({ $2, reason }) => {
    ${todo}
  },
});`,
    },
  },
  {
    id: "langchain-js",
    title: "LangChain",
    language: "script",
    signs: /["'](?:@langchain\/[\w-]+|langchain)(?:\/[\w/-]+)?["']/,
    imports: ['import { tool } from "@langchain/core/tools";', zod],
    body: {
      reads: `export const \${5:findOrder} = tool(
  async ({ \${2:orderId}, detail }) => {
    ${todo}
  },
  {
    name: "\${1:find_order}",
    description: "${reads}",
    schema: ${object("    ", id, detail)},
  },
);`,
      acts: `export const \${5:cancelOrder} = tool(
  async ({ \${2:orderId}, reason, confirmation }) => {
    ${unconfirmed("    ", ask)}${todo}
  },
  {
    name: "\${1:cancel_order}",
    description: "${acts}",
    schema: ${object("    ", id, reason, confirmation)},
  },
);`,
    },
  },
  {
    id: "mastra",
    title: "Mastra",
    language: "script",
    signs: /["']@mastra\//,
    imports: ['import { createTool } from "@mastra/core/tools";', zod],
    body: {
      reads: `export const \${5:findOrder} = createTool({
  id: "\${1:find_order}",
  description: "${reads}",
  inputSchema: ${object("  ", id, detail)},
  execute: async ({ $2, detail }) => {
    ${todo}
  },
});`,
      acts: `export const \${5:cancelOrder} = createTool({
  id: "\${1:cancel_order}",
  description: "${acts}",
  inputSchema: ${object("  ", id, reason)},
  requireApproval: true,
  execute: async ({ $2, reason }) => {
    ${todo}
  },
});`,
    },
  },
];
