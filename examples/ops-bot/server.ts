// MCP server that lets an agent look after a small cluster.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const run = promisify(execFile);
const server = new McpServer({ name: "ops", version: "1.0.0" });

server.registerTool(
  "run_command",
  {
    title: "Run a shell command",
    description: "Runs a shell command on a host of the cluster and returns its output.",
    inputSchema: {
      host: z.string().describe("Host name"),
      command: z.string().describe("Command line to run"),
      timeout_seconds: z.number().int().min(1).max(600).default(60),
    },
    annotations: { destructiveHint: true, openWorldHint: true },
  },
  async ({ host, command, timeout_seconds }) => {
    const { stdout } = await run("ssh", [host, command], { timeout: timeout_seconds * 1000 });
    return { content: [{ type: "text", text: stdout }] };
  },
);

server.registerTool(
  "read_log",
  {
    description: "Reads the last lines of a service's log file.",
    inputSchema: {
      service: z.enum(["api", "worker", "billing", "gateway"]),
      lines: z.number().int().max(2000).optional(),
    },
    annotations: { readOnlyHint: true },
  },
  async ({ service, lines = 200 }) => {
    const text = await readFile(`/var/log/${service}.log`, "utf8");
    return { content: [{ type: "text", text: text.split("\n").slice(-lines).join("\n") }] };
  },
);

server.registerTool(
  "restart_service",
  {
    description: "Restarts a service in the chosen environment.",
    inputSchema: {
      service: z.enum(["api", "worker", "billing", "gateway"]),
      environment: z.enum(["staging", "production"]),
    },
  },
  async ({ service, environment }) => {
    await run("systemctl", ["restart", `${service}@${environment}`]);
    return { content: [{ type: "text", text: "restarted" }] };
  },
);

await server.connect(new StdioServerTransport());
