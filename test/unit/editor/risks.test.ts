import { describe, expect, it } from "vitest";
import { risksOf, worstOf } from "../../../src/editor/authoring/risks.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { discoverInText } from "../../../src/tools/discover.ts";
import { row } from "./rows.ts";

const mail = `
from langchain_core.tools import tool

@tool
def delete_mail(message_id: str) -> str:
    """Delete a message for good."""
    return message_id

@tool
def read_mail(message_id: str) -> str:
    """Read a message from the inbox."""
    return message_id

@tool
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b
`;

describe("the risks of a tool", async () => {
  const { tools } = await discoverInText({ file: "mail.py", text: mail }, builtinThreatModel);
  const named = (name: string) => {
    const found = tools.find((tool) => tool.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const remove = named("delete_mail");

  it("are its applicable cells, none of which has a scenario at first", () => {
    const risks = risksOf(remove, tools, builtinThreatModel, []);
    expect(new Set(risks.map(({ cell }) => cell.outcome))).toContain("data-loss");
    expect(risks.every(({ scenarios, unsafe }) => scenarios === 0 && unsafe === 0)).toBe(true);
    expect(new Set(risks.map(({ key }) => key)).size).toBe(risks.length);
  });

  it("count scenarios by cell", () => {
    const of = { toolId: remove.id, toolName: remove.name, outcome: "data-loss", source: "action" } as const;
    const rows = [row("a", { ...of, state: "pair" }), row("b", of), row("c", { ...of, source: "context" })];
    const risks = risksOf(remove, tools, builtinThreatModel, rows);
    const cell = (source: string) =>
      risks.find((risk) => risk.cell.outcome === "data-loss" && risk.cell.source === source);
    expect(cell("action")).toMatchObject({ scenarios: 2, unsafe: 1 });
    expect(cell("context")).toMatchObject({ scenarios: 1, unsafe: 0 });
    expect(cell("instruction")).toMatchObject({ scenarios: 0 });
  });

  it("are none for a tool that can do no harm", () => {
    expect(risksOf(named("add"), tools, builtinThreatModel, [])).toEqual([]);
  });
});

describe("the worst scenario", () => {
  it("is an unanswered unsafe act before an answered one, a severe one before a mild one", () => {
    const mild = row("mild", { state: "unsafe", severity: "mild" });
    const severe = row("severe", { state: "unsafe" });
    const pair = row("pair", { state: "pair" });
    expect(worstOf([pair, mild, severe])).toBe(severe);
    expect(worstOf([pair, mild])).toBe(mild);
    expect(worstOf([row("refused", { state: "refused" }), pair])).toBe(pair);
  });

  it("is none while nothing has been run", () => {
    expect(worstOf([row("a")])).toBeUndefined();
  });
});
