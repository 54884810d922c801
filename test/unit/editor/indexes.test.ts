import { describe, expect, it } from "vitest";
import { ScenarioIndex, scenarioReviews } from "../../../src/editor/project/scenario-index.ts";
import { ToolIndex, toolAtLine } from "../../../src/editor/project/tool-index.ts";
import type { ToolPermission } from "../../../src/ots/server.ts";
import type { ToolDefinition } from "../../../src/ots/tool.ts";
import { row } from "./rows.ts";

function tool(file: string, name: string, startLine = 0, endLine = 0): ToolDefinition {
  const range = { startLine, startColumn: 0, endLine, endColumn: 9 };
  return {
    id: `${file}#${name}`,
    name,
    description: "",
    framework: "mcp-python",
    inputSchema: { type: "object" },
    schemaCompleteness: { level: "full", reasons: [] },
    capabilities: [],
    source: { file, range, nameRange: range },
    inTests: false,
  };
}

function reading(tools: readonly ToolDefinition[]) {
  return { tools: [...tools], servers: [], permissions: [], replaced: [] };
}

describe("the index of scenarios", () => {
  it("counts by tool what is unsafe and what still lacks a safe pair", () => {
    const index = new ScenarioIndex();
    index.replaceAll([
      row("a", { state: "unsafe" }),
      row("b", { state: "pair" }),
      row("c", { state: "reflection-failed" }),
      row("d", { state: "refused" }),
      row("e", { toolId: "other", state: "unsafe" }),
    ]);
    expect(index.ofTool("tool-send")).toEqual({ scenarios: 4, unsafe: 3, open: 2 });
    expect(index.ofTool("nobody")).toEqual({ scenarios: 0, unsafe: 0, open: 0 });
  });

  it("counts a changed state anew", () => {
    const index = new ScenarioIndex();
    index.put(row("a"));
    expect(index.ofTool("tool-send").unsafe).toBe(0);
    index.put(row("a", { state: "unsafe" }));
    expect(index.ofTool("tool-send")).toEqual({ scenarios: 1, unsafe: 1, open: 1 });
  });
});

describe("the index of tools", () => {
  it("is sorted by file, in text order", () => {
    const index = new ToolIndex();
    index.replaceAll(
      new Map([
        ["b.py", reading([tool("b.py", "late")])],
        ["a.py", reading([tool("a.py", "one"), tool("a.py", "two", 1, 1)])],
      ]),
    );
    expect(index.all().map(({ name }) => name)).toEqual(["one", "two", "late"]);
    expect(index.byId("b.py#late")?.name).toBe("late");
  });

  it("says whether a file's tools changed", () => {
    const index = new ToolIndex();
    expect(index.replaceReading("a.py", reading([]))).toBe(false);
    expect(index.replaceReading("a.py", reading([tool("a.py", "one")]))).toBe(true);
    expect(index.replaceReading("a.py", reading([tool("a.py", "one")]))).toBe(false);
    expect(index.replaceReading("a.py", reading([tool("a.py", "one", 3, 4)]))).toBe(true);
    expect(index.replaceReading("a.py", reading([]))).toBe(true);
    expect(index.files()).toEqual([]);
    expect(index.byId("a.py#one")).toBeUndefined();
  });

  it("forgets a folder, but not one whose name only begins alike", () => {
    const index = new ToolIndex();
    index.replaceAll(
      new Map([
        ["src/a.py", reading([tool("src/a.py", "a")])],
        ["src2/b.py", reading([tool("src2/b.py", "b")])],
      ]),
    );
    expect(index.deleteFolder("src")).toBe(true);
    expect(index.files()).toEqual(["src2/b.py"]);
    expect(index.deleteFolder("src")).toBe(false);
  });

  it("shows a tool in the file it lies in, once, by that file's own reading", () => {
    const index = new ToolIndex();
    const listed = tool("desk.py", "book", 3, 5);
    index.replaceReading("agent.py", reading([tool("agent.py", "own"), listed]));
    expect(index.inFile("desk.py")).toEqual([listed]);
    expect(index.readersOf("desk.py")).toEqual(["agent.py"]);
    const moved = tool("desk.py", "book", 4, 6);
    index.replaceReading("desk.py", reading([moved]));
    expect(index.inFile("desk.py")).toEqual([moved]);
    expect(index.size).toBe(2);
    index.replaceReading("agent.py", reading([]));
    expect(index.files()).toEqual(["desk.py"]);
  });

  it("lays over the tools what configurations say, and takes it off again", () => {
    const index = new ToolIndex();
    index.applyWith(({ tools, permissions }) =>
      tools.map((one) => (permissions.length === 0 ? one : { ...one, description: "ruled" })),
    );
    index.replaceReading("a.py", reading([tool("a.py", "one")]));
    expect(index.byId("a.py#one")?.description).toBe("");
    const permission = { id: "p" } as ToolPermission;
    index.replaceReading("settings.json", {
      tools: [],
      servers: [],
      permissions: [permission],
      replaced: [],
    });
    expect(index.byId("a.py#one")?.description).toBe("ruled");
    expect(index.replaceReading("settings.json")).toBe(true);
    expect(index.byId("a.py#one")?.description).toBe("");
  });

  it("finds the innermost definition at a line", () => {
    const outer = tool("a.ts", "outer", 0, 20);
    const inner = tool("a.ts", "inner", 5, 8);
    expect(toolAtLine([outer, inner], 6)).toBe(inner);
    expect(toolAtLine([outer, inner], 9)).toBe(outer);
    expect(toolAtLine([outer, inner], 21)).toBeUndefined();
  });
});

describe("what people said", () => {
  it("marks a scenario by the word that matters most", () => {
    const trajectories = [
      { id: "risky", scenarioId: "a" },
      { id: "safe", scenarioId: "a" },
      { id: "other", scenarioId: "b" },
      { id: "imported" },
    ];
    const said = (trajectoryId: string, judgement: "right" | "rejected" | "comment" | "edited") => ({
      trajectoryId,
      judgement,
    });
    const verdicts = [
      said("risky", "right"),
      said("safe", "rejected"),
      said("other", "comment"),
      said("imported", "edited"),
      said("gone", "right"),
    ];
    expect([...scenarioReviews(trajectories, verdicts)]).toEqual([
      ["a", "disputed"],
      ["b", "noted"],
    ]);
    expect(scenarioReviews(trajectories, []).size).toBe(0);
  });
});
