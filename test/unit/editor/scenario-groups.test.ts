import { describe, expect, it } from "vitest";
import { groupings, groupScenarios, statesByAttention } from "../../../src/editor/views/scenario-groups.ts";
import { row } from "./rows.ts";

const facts = {
  titleOf: (id: string) => (id === "data-loss" ? "A first title" : `Title ${id}`),
  fileOf: (toolId: string) => ({ "1": "src/mail.ts", "2": "src/files.ts" })[toolId],
};

describe("groups of scenarios", () => {
  it("has every state in an order", () => {
    expect(new Set(statesByAttention).size).toBe(12);
  });

  it.each(groupings)("by %s hold every scenario exactly once", (by) => {
    const rows = [
      row("a"),
      row("b", { toolId: "tool-2", outcome: "data-loss", source: "action", state: "pair" }),
      row("c", { outcome: "data-loss", source: "context", state: "unsafe" }),
    ];
    const ids = groupScenarios(rows, by, facts).flatMap((group) => group.rows.map(({ id }) => id));
    expect(ids.sort()).toEqual(["a", "b", "c"]);
  });

  it("by file are sorted by path, what no file defines any more last", () => {
    const rows = [row("a", { toolId: "1" }), row("b", { toolId: "2" }), row("c", { toolId: "gone" })];
    expect(groupScenarios(rows, "file", facts).map(({ key }) => key)).toEqual([
      "src/files.ts",
      "src/mail.ts",
      "",
    ]);
  });

  it("as a list are one, what calls for attention first", () => {
    const rows = [row("a", { state: "pair" }), row("b", { toolId: "2", state: "unsafe" })];
    const groups = groupScenarios(rows, "list", facts);
    expect(groups.map((group) => group.rows.map(({ id }) => id))).toEqual([["b", "a"]]);
  });

  it("by tool are sorted by name and kept apart by id", () => {
    const rows = [
      row("a", { toolId: "1", toolName: "send" }),
      row("b", { toolId: "2", toolName: "delete" }),
      row("c", { toolId: "3", toolName: "send" }),
    ];
    expect(groupScenarios(rows, "tool", facts).map(({ key }) => key)).toEqual(["2", "1", "3"]);
  });

  it("by outcome are sorted by title", () => {
    const rows = [row("a", { outcome: "privacy-exposure" }), row("b", { outcome: "data-loss" })];
    expect(groupScenarios(rows, "outcome", facts).map(({ key }) => key)).toEqual([
      "data-loss",
      "privacy-exposure",
    ]);
  });

  it("by source and by state come in a fixed order", () => {
    const rows = [
      row("a", { source: "action", state: "pair" }),
      row("b", { source: "instruction", state: "unsafe" }),
      row("c", { source: "context", state: "proposed" }),
    ];
    expect(groupScenarios(rows, "source", facts).map(({ key }) => key)).toEqual([
      "instruction",
      "context",
      "action",
    ]);
    expect(groupScenarios(rows, "state", facts).map(({ key }) => key)).toEqual([
      "unsafe",
      "proposed",
      "pair",
    ]);
  });

  it("put first what calls for attention, and otherwise keep the order", () => {
    const rows = [
      row("1", { state: "pair" }),
      row("2", { state: "unsafe" }),
      row("3"),
      row("4", { state: "unsafe" }),
    ];
    const [group] = groupScenarios(rows, "tool", facts);
    expect(group?.rows.map(({ id }) => id)).toEqual(["2", "4", "3", "1"]);
    expect(group?.counts).toEqual({ scenarios: 4, unsafe: 3, open: 2 });
  });

  it("lose none of 100,000", () => {
    const rows = Array.from({ length: 100_000 }, (_, k) =>
      row(String(k), { state: k % 2 === 0 ? "pair" : "unsafe" }),
    );
    const [group] = groupScenarios(rows, "tool", facts);
    expect(group?.rows).toHaveLength(100_000);
    expect(group?.rows[50_000]?.id).toBe("0");
  });
});
