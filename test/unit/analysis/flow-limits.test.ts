import { expect, test } from "vitest";
import { analyzeText } from "../../../src/analysis/analyze.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

const vulnerable = `
import subprocess
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("x")

@mcp.tool()
def ping(host: str) -> str:
    """Ping a host."""
    return subprocess.run(f"ping {host}", shell=True, timeout=5).stdout
`;

async function found(text: string, file: string) {
  const analysis = await analyzeText({ file, text }, { model, rules, maxMilliseconds: 20_000 });
  try {
    return { ids: analysis.findings.map(({ ruleId }) => ruleId), problems: analysis.problems };
  } finally {
    analysis.dispose();
  }
}

test.each([
  [
    "callbacks that hand themselves on",
    "def a(f, g):\n    return f(g, f)\n\ndef b(f, g):\n    return g(f, lambda *x: f(*x))\n\na(b, a)\nb(a, lambda f, g: f(g, b))\n",
  ],
  ["calls around calls", `x = ${"f(".repeat(3000)}1${")".repeat(3000)}\n`],
  ["a long sum", `import os\nx = ${"os.environ['A'] + ".repeat(4000)}''\n`],
  ["a long chain", `x = q${".a(1)".repeat(3000)}\n`],
])("%s do not hide what the rest of the file does", async (_, hard) => {
  const { ids, problems } = await found(`${vulnerable}\n${hard}`, "server.py");
  expect(ids).toContain("tool-param-to-shell");
  expect(problems.filter(({ message }) => message.includes("failed"))).toEqual([]);
});

test("functions of a script that call each other as callbacks end", async () => {
  const script = `
import { exec } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "x", version: "1" });
const loop = (f, g) => g.map((h) => f((i) => h(i, f), [g, f, loop]));
loop(loop, [loop]);
loop((a) => loop(a, [loop]), [(b) => loop(b, [b])]);
server.registerTool("ping", { inputSchema: { host: z.string() } }, async ({ host }) => {
  loop(loop, [exec]);
  exec(\`ping \${host}\`);
});
`;
  const { ids, problems } = await found(script, "server.ts");
  expect(ids).toContain("tool-param-to-shell");
  expect(problems.filter(({ message }) => message.includes("failed"))).toEqual([]);
});
