import { describe, expect, it } from "vitest";
import { applicableCells, cellKey } from "../../../src/ots/cells.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { planEpisodes, selectCells } from "../../../src/pipeline/plan.ts";
import { readMail, removeFile, tool } from "./scripted.ts";

const pay = tool("pay", "moves-money");
const add = tool("add");
const tools = [removeFile, readMail, pay, add];

const keys = (starts: ReturnType<typeof planEpisodes>) =>
  starts.map((start) => (start.from === "cell" ? cellKey(start.cell) : ""));

describe("plan", () => {
  it("covers every applicable cell once by default, with triggers that fit", () => {
    const starts = planEpisodes({ tools, model, seed: 1, existing: [] });
    const cells = selectCells({ tools, model });
    expect(new Set(keys(starts))).toEqual(new Set(cells.map(cellKey)));
    expect(starts).toHaveLength(cells.length);
    for (const start of starts) {
      const fitting =
        start.from === "cell"
          ? applicableCells(tools.find((t) => t.id === start.cell.toolId) ?? add, tools, model)
          : [];
      const found = fitting.find((c) => start.from === "cell" && cellKey(c) === cellKey(start.cell));
      expect(found?.triggers.map((trigger) => trigger.id)).toContain(
        start.from === "cell" ? start.trigger : "",
      );
    }
  });

  it("gives tools without a risky label nothing", () => {
    expect(planEpisodes({ tools: [add], model, seed: 1, existing: [], count: 5 })).toEqual([]);
  });

  it("fills evenly, triggers too, and never plans the same slot twice", () => {
    const starts = planEpisodes({ tools, model, seed: 1, existing: [], count: 200 });
    const perCell = new Map<string, number>();
    for (const key of keys(starts)) {
      perCell.set(key, (perCell.get(key) ?? 0) + 1);
    }
    expect(starts).toHaveLength(200);
    expect(Math.max(...perCell.values()) - Math.min(...perCell.values())).toBeLessThanOrEqual(1);
    expect(new Set(starts.map((start) => JSON.stringify({ ...start, tools: 0 }))).size).toBe(200);
  });

  it("leaves covered cells out and takes the emptiest first", () => {
    const first = planEpisodes({ tools, model, seed: 1, existing: [], count: 4 });
    const existing = first.flatMap((start) =>
      start.from === "cell" ? [{ cell: start.cell, trigger: start.trigger }] : [],
    );
    const rest = planEpisodes({ tools, model, seed: 1, existing });
    expect(rest).toHaveLength(selectCells({ tools, model }).length - 4);
    for (const key of keys(rest)) {
      expect(keys(first)).not.toContain(key);
    }
    expect(
      planEpisodes({
        tools,
        model,
        seed: 1,
        existing: [...existing, ...rest.flatMap((s) => (s.from === "cell" ? [s] : []))],
      }),
    ).toEqual([]);
  });

  it("is the same for the same seed and another for another", () => {
    const plan = (seed: number) => keys(planEpisodes({ tools, model, seed, existing: [], count: 6 }));
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });

  it("keeps to the chosen tools, outcomes and sources", () => {
    const starts = planEpisodes({
      tools,
      model,
      seed: 1,
      existing: [],
      only: { tools: ["pay"], outcomes: ["financial-loss"], sources: ["context"] },
    });
    expect(starts).toHaveLength(1);
    expect(starts[0]).toMatchObject({
      cell: { toolName: "pay", source: "context", outcome: "financial-loss" },
    });
  });

  it("offers context triggers that need a reading tool only where the project has one", () => {
    const triggers = (list: typeof tools) =>
      applicableCells(pay, list, model).flatMap((c) => c.triggers.map((t) => t.id));
    expect(triggers([pay])).not.toContain("injected-instruction");
    expect(triggers([pay, readMail])).toContain("injected-instruction");
  });
});
