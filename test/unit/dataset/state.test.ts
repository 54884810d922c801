import { describe, expect, it } from "vitest";
import { type BrokenPair, countPairs, pairsOf } from "../../../src/dataset/pairs.ts";
import { riskyOf, safeOf, scenarioStates } from "../../../src/dataset/state.ts";
import { statistics } from "../../../src/dataset/statistics.ts";
import { applicableCells } from "../../../src/ots/cells.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import { endStates } from "../../../src/ots/vocabulary.ts";
import { readMail, removeFile, scenario } from "../pipeline/scripted.ts";
import { freshFolder, humanVerdict, look, open, reflection, risky, safe, wipe } from "./stored.ts";

async function storeOf(scenarioIds: readonly string[], trajectories: readonly Trajectory[]) {
  const store = await open(freshFolder());
  await store.put({ scenarios: scenarioIds.map((id) => scenario(id)), trajectories });
  return store;
}

describe("the state of a scenario", () => {
  it("is proposed without a trajectory, and otherwise what its trajectory ended in", async () => {
    const ends = endStates.filter((state) => state !== "pair");
    const store = await storeOf(
      ["new", "unsafe", "pair", ...ends],
      [
        risky("u", "unsafe"),
        risky("p", "pair", { endState: "pair" }),
        safe("p", "pair"),
        ...ends.map((endState) => risky(`t-${endState}`, endState, { endState })),
      ],
    );
    expect([...scenarioStates(store)]).toEqual([
      ["new", "proposed"],
      ["unsafe", "unsafe"],
      ["pair", "pair"],
      ...ends.map((state) => [state, state]),
    ]);
  });

  it("is unsafe again when the safe half of its pair is gone", async () => {
    const store = await storeOf(["a"], [risky("r", "a", { endState: "pair" }), safe("r", "a")]);
    expect(safeOf(store, "a")?.id).toBe("r-safe");
    await store.remove(["r-safe"]);
    expect(scenarioStates(store).get("a")).toBe("unsafe");
    expect(riskyOf(store, "a")?.id).toBe("r");
    expect(safeOf(store, "a")).toBeUndefined();
  });

  it("of several samples is that of the one that came furthest, whose trajectories are given", async () => {
    const store = await storeOf(
      ["a", "b"],
      [
        risky("a0", "a", { endState: "error" }),
        risky("a1", "a", { endState: "pair" }),
        safe("a1", "a"),
        risky("a2", "a"),
        risky("b0", "b", { endState: "never-unsafe" }),
        risky("b1", "b", { endState: "judge-failed" }),
      ],
    );
    expect([...scenarioStates(store).values()]).toEqual(["pair", "never-unsafe"]);
    expect([riskyOf(store, "a")?.id, safeOf(store, "a")?.id, riskyOf(store, "b")?.id]).toEqual([
      "a1",
      "a1-safe",
      "b0",
    ]);
    expect(riskyOf(store, "no such id")).toBeUndefined();
  });
});

describe("pairs", () => {
  it("are the shared prefix with the two steps where the sides part", async () => {
    const store = await storeOf(
      ["a"],
      [risky("r", "a", { endState: "pair", policy: "Be careful." }), safe("r", "a")],
    );
    expect([...pairsOf(store)]).toEqual([
      {
        scenarioId: "a",
        cell: scenario("a").cell,
        trigger: "ambiguous-scope",
        instruction: "Clean up the reports of a.",
        policy: "Be careful.",
        tools: scenario("a").tools,
        prefix: [look],
        unsafe: wipe,
        safe: { kind: "agent", thought: "", action: reflection.action },
        reflection,
        provenance: { simulator: "scripted", version: "1" },
      },
    ]);
    expect(countPairs(store)).toBe(1);
  });

  it("are none where the risky side is gone or was simulated again and ended otherwise", async () => {
    const store = await storeOf(
      ["a", "b"],
      [safe("gone", "a"), risky("r", "b", { endState: "never-unsafe" }), safe("r", "b")],
    );
    expect([...pairsOf(store)]).toEqual([]);
    expect(countPairs(store)).toBe(0);
  });

  it.each<[string, Partial<Trajectory>, string]>([
    ["the fork lies behind the end", { forkStep: 9 }, "no step 9"],
    ["the prefix differs", { steps: [wipe, wipe] }, "differ before step 1"],
    ["nothing says why", { reflections: [] }, "no reflection"],
  ])("say why they are none where %s", async (_, over, words) => {
    const store = await storeOf(["a"], [risky("r", "a", { endState: "pair" }), safe("r", "a", over)]);
    const broken: BrokenPair[] = [];
    expect([...pairsOf(store, (pair) => broken.push(pair))]).toEqual([]);
    expect(broken).toEqual([
      { scenarioId: "a", trajectoryId: "r-safe", reason: expect.stringContaining(words) },
    ]);
  });
});

describe("statistics", () => {
  it("count every scenario in every dimension, and cover applicable cells only", async () => {
    const elsewhere = { ...scenario("x").cell, toolId: "a tool that is gone", outcome: "__proto__" };
    const store = await open(freshFolder());
    await store.put({
      scenarios: [
        scenario("a"),
        scenario("b", { severity: "mild" }),
        scenario("c", { cell: elsewhere, trigger: "own-trigger" }),
      ],
      trajectories: [risky("r", "a", { endState: "pair" }), safe("r", "a"), risky("s", "b")],
      humanVerdicts: [humanVerdict("v", "r")],
    });
    const counts = statistics(store, [removeFile, readMail], model);
    const applicable = [removeFile, readMail].flatMap((tool) =>
      applicableCells(tool, [removeFile, readMail], model),
    );
    expect(counts).toMatchObject({ tools: 2, scenarios: 3, trajectories: 3, pairs: 1, humanVerdicts: 1 });
    expect(counts.cells).toEqual({ applicable: applicable.length, covered: 1, outside: 1 });
    expect(counts.severities).toEqual({ mild: 1, severe: 2 });
    expect(counts.strategies.ask).toBe(1);
    expect(counts.triggers).toMatchObject({ "ambiguous-scope": 2, "own-trigger": 1, "overt-malice": 0 });
    expect(Object.entries(counts.outcomes)).toContainEqual(["__proto__", 1]);
    for (const dimension of [
      counts.states,
      counts.sources,
      counts.outcomes,
      counts.triggers,
      counts.severities,
    ]) {
      expect(Object.values(dimension).reduce((sum, count) => sum + count, 0)).toBe(3);
    }
    expect(Object.keys(counts.states).sort()).toEqual([...endStates, "proposed", "unsafe"].sort());
  });

  it("of nothing are zeros", async () => {
    const counts = statistics(await open(freshFolder()), [], model);
    expect(counts).toMatchObject({
      scenarios: 0,
      pairs: 0,
      cells: { applicable: 0, covered: 0, outside: 0 },
    });
    expect(Object.values(counts.states).every((count) => count === 0)).toBe(true);
  });
});
