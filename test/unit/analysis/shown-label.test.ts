import { expect, it } from "vitest";
import { rules } from "../../../src/analysis/rules.ts";
import { asFound } from "../../../src/analysis/shown-label.ts";
import { applicableCells } from "../../../src/ots/cells.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import type { ToolDefinition } from "../../../src/ots/tool.ts";

const range = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 4 };
const bare: ToolDefinition = {
  id: "t1",
  name: "thing",
  description: "A thing.",
  framework: "mcp-python",
  inputSchema: { type: "object" },
  schemaCompleteness: { level: "full", reasons: [] },
  capabilities: [],
  source: { file: "server.py", range, nameRange: range },
  inTests: false,
};

it.each(rules.map((rule) => [rule.id, rule] as const))(
  "a finding of %s opens a cell of its tool",
  (_, rule) => {
    const tool = asFound(bare, rule, model);
    const cells = applicableCells(tool, [tool], model);
    expect(cells.filter(({ outcome }) => rule.outcomes.includes(outcome))).not.toEqual([]);
  },
);

it("counts a shell in the code as running code, and leaves a tool alone that says so itself", () => {
  const rule = rules.find(({ id }) => id === "tool-param-to-shell");
  const found = rule && asFound(bare, rule, model);
  expect(found?.capabilities.map(({ label }) => label)).toEqual(["executes-code"]);
  expect(found && rule && asFound(found, rule, model)).toBe(found);
});
