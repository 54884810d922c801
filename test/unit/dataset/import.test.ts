import { describe, expect, it } from "vitest";
import { exportExamples } from "../../../src/dataset/exporter.ts";
import { exporters } from "../../../src/dataset/exporters.ts";
import { importRecords, importTrajectories } from "../../../src/dataset/import.ts";
import { selectedExamples } from "../../../src/dataset/selection.ts";
import type { Store } from "../../../src/dataset/store.ts";
import { openTrajectories } from "../../../src/trajectories/open.ts";
import { memorySource } from "../../../src/trajectories/source.ts";
import { scenario } from "../pipeline/scripted.ts";
import { freshFolder, humanVerdict, open, risky, safe } from "./stored.ts";

async function filled(): Promise<Store> {
  const store = await open(freshFolder());
  await store.put({
    scenarios: [scenario("a"), scenario("b")],
    trajectories: ["a", "b"].flatMap((id) => [
      risky(`${id}-r`, id, { endState: "pair" }),
      safe(`${id}-r`, id),
    ]),
  });
  return store;
}

async function exported(id: string, store: Store): Promise<string> {
  const exporter = exporters.find((one) => one.id === id);
  if (!exporter) {
    throw new Error(id);
  }
  let text = "";
  await exportExamples(
    exporter,
    selectedExamples(store, {}, () => {}),
    async (piece) => {
      text += piece;
    },
  );
  return text;
}

const signal = new AbortController().signal;

describe("importing a data set", () => {
  it("gives our own records back as they were", async () => {
    const store = await filled();
    const text = await exported("autosafe", store);
    const other = await open(freshFolder());
    const report = await importRecords(memorySource("data.jsonl", text), { store: other, signal });
    expect(report).toEqual({ scenarios: 2, trajectories: 4, humanVerdicts: 0, problems: [] });
    expect([...other.scenarios.values()]).toEqual([...store.scenarios.values()]);
    expect([...other.trajectories.values()]).toEqual([...store.trajectories.values()]);
    expect(await exported("openai-preference", other)).toBe(await exported("openai-preference", store));
  });

  it("takes other formats as imported trajectories that say where they came from", async () => {
    const text = await exported("trl-dpo", await filled());
    const other = await open(freshFolder());
    const opened = await openTrajectories(memorySource("pairs.jsonl", text));
    const report = await importTrajectories(opened, { store: other, signal });
    expect(report).toMatchObject({ scenarios: 0, trajectories: 4, problems: [] });
    for (const { kind, provenance, imported } of other.trajectories.values()) {
      expect(kind).toBe("imported");
      expect(provenance.simulator).toBe("import:openai-preference");
      expect(imported).toMatchObject({ source: { file: "pairs.jsonl", line: expect.any(Number) } });
    }
    const again = await openTrajectories(memorySource("pairs.jsonl", text));
    await importTrajectories(again, { store: other, signal });
    expect(other.trajectories.size).toBe(4);
  });

  it("names the line and the reason of what it cannot take, and takes the rest", async () => {
    const good = JSON.stringify(scenario("a"));
    const bad = JSON.stringify({ ...scenario("b"), severity: "awful" });
    const text = [
      good,
      "{",
      bad,
      '{"schemaVersion":1,"id":"x"}',
      JSON.stringify(humanVerdict("v", "t")),
    ].join("\n");
    const store = await open(freshFolder());
    const report = await importRecords(memorySource("mixed.jsonl", text), { store, signal });
    expect(report).toMatchObject({ scenarios: 1, trajectories: 0, humanVerdicts: 1 });
    expect(report.problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      "2: this line is not a JSON object",
      expect.stringMatching(/^3: severity: /),
      "4: this record is no scenario, trajectory or human verdict",
    ]);
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    controller.abort();
    const store = await open(freshFolder());
    const source = memorySource("data.jsonl", JSON.stringify(scenario("a")));
    await expect(importRecords(source, { store, signal: controller.signal })).rejects.toThrow();
    expect(store.scenarios.size).toBe(0);
  });
});
