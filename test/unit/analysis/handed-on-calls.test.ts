import { expect, test } from "vitest";
import { analyzeText } from "../../../src/analysis/analyze.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

const head = 'import os\nfrom mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP("x")\n\n\n';

async function found(program: string): Promise<string[]> {
  const analysis = await analyzeText({ file: "server.py", text: head + program }, { model, rules });
  const { findings } = analysis;
  analysis.dispose();
  return findings.flatMap(({ ruleId, range }) =>
    ruleId === "tool-param-to-shell" ? [`${ruleId} ${range.startLine - head.split("\n").length + 2}`] : [],
  );
}

const tool = (body: string) =>
  `\n\n@mcp.tool()\ndef run(cmd: str) -> str:\n    """Runs a command."""\n    ${body}\n    return "done"\n`;

test("a function that is handed on through several hands and called in the end, many times over", async () => {
  const program = [
    "def each(items, act):",
    "    for item in items:",
    "        act(item)",
    "        act(item)",
    "",
    "",
    "def twice(items, act):",
    "    each(items, act)",
    "    each(items, act)",
    "",
    "",
    "def thrice(items, act):",
    "    twice(items, act)",
    "    each(items, act)",
  ].join("\n");
  expect(await found(program + tool("thrice([cmd], os.system)"))).toHaveLength(1);
  expect(await found(program + tool("thrice([cmd], print)"))).toEqual([]);
  expect(await found(program + tool('thrice(["ls"], os.system)'))).toEqual([]);
});

test("a call inside a function whose callee and argument are both from further out", async () => {
  const program = [
    "def later(act, value):",
    "    def inner():",
    "        act(value)",
    "",
    "    def outer():",
    "        inner()",
    "        inner()",
    "",
    "    outer()",
    "    outer()",
  ].join("\n");
  expect(await found(program + tool("later(os.system, cmd)"))).toHaveLength(1);
  expect(await found(program + tool('later(os.system, "ls")'))).toEqual([]);
  expect(await found(program + tool("later(print, cmd)"))).toEqual([]);
});

test("a callback given to what is only a parameter is called by it", async () => {
  const program = [
    "def start(queue, command):",
    "    def work(*_):",
    "        os.system(command)",
    "",
    "    def put():",
    "        queue(work)",
    "",
    "    put()",
    "    put()",
  ].join("\n");
  expect(await found(program + tool("start(print, cmd)"))).toHaveLength(1);
  expect(await found(program + tool('start(print, "ls")'))).toEqual([]);
});
