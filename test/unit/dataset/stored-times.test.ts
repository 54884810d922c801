import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countSelected, type LeftOut, selectedExamples } from "../../../src/dataset/selection.ts";
import { openStore, type Store } from "../../../src/dataset/store.ts";
import { storedTimes } from "../../../src/dataset/stored-times.ts";
import { TimeWindow } from "../../../src/dataset/time-window.ts";
import { scenario } from "../pipeline/scripted.ts";
import { freshFolder, risky, safe } from "./stored.ts";

const day = (number: number) => new Date(Date.UTC(2026, 10, number));

/** A pair a day, `s1` on the first of November. */
async function daily(folder: string, days: number): Promise<Store> {
  let now = day(1);
  const store = await openStore(folder, () => now);
  for (let number = 1; number <= days; number++) {
    now = day(number);
    const id = `s${number}`;
    await store.put({
      scenarios: [scenario(id)],
      trajectories: [risky(`${id}-r`, id, { endState: "pair" }), safe(`${id}-r`, id)],
    });
  }
  return store;
}

async function chosen(store: Store, span: { since?: Date; until?: Date }) {
  const time = new TimeWindow(await storedTimes(store.directory), span);
  const leftOut: LeftOut[] = [];
  const ids = [...selectedExamples(store, { time }, (one) => leftOut.push(one))].map(
    ({ scenarioId }) => scenarioId,
  );
  return { ids, leftOut, counted: countSelected(store, { time }).hazards };
}

describe("when something was stored", () => {
  it("selects what is exported, both ends included", async () => {
    const store = await daily(freshFolder(), 5);
    expect(await chosen(store, { since: day(2), until: day(4) })).toEqual({
      ids: ["s2", "s3", "s4"],
      leftOut: [],
      counted: 3,
    });
    expect((await chosen(store, { since: day(5) })).ids).toEqual(["s5"]);
    expect((await chosen(store, { until: day(1) })).ids).toEqual(["s1"]);
    await store.close();
  });

  it("stays what it was when the same is stored again, or deleted and brought back", async () => {
    const folder = freshFolder();
    await (await daily(folder, 2)).close();
    const again = await openStore(folder, () => day(20));
    await again.put({ trajectories: [safe("s1-r", "s1")] });
    await again.put(await again.remove(["s2"]));
    expect((await chosen(again, { until: day(3) })).ids.sort()).toEqual(["s1", "s2"]);
    await again.close();
  });

  it("is said not to be known where nothing notes it; torn and foreign lines do no harm", async () => {
    const folder = freshFolder();
    const store = await daily(folder, 2);
    const times = join(folder, "runs", "times.jsonl");
    const [, second] = readFileSync(times, "utf8").split("\n");
    rmSync(times);
    appendFileSync(times, `{"at":"2026-\n[1]\n{"at":7,"ids":["s1-r-safe"]}\n${second}\n{"at":"x","ids":[2]}`);
    const { ids, leftOut } = await chosen(store, { since: day(1) });
    expect(ids).toEqual(["s2"]);
    expect(leftOut).toEqual([{ scenarioId: "s1", reason: expect.stringContaining("not known") }]);
    await store.close();
  });

  it("leaves the records' bytes alone", async () => {
    const [a, b] = [freshFolder(), freshFolder()];
    await (await daily(a, 2)).close();
    const later = await openStore(b, () => day(28));
    for (const id of ["s1", "s2"]) {
      await later.put({
        scenarios: [scenario(id)],
        trajectories: [risky(`${id}-r`, id, { endState: "pair" }), safe(`${id}-r`, id)],
      });
    }
    await later.close();
    for (const file of ["scenarios.jsonl", "trajectories.jsonl"]) {
      expect(readFileSync(join(a, file))).toEqual(readFileSync(join(b, file)));
    }
  });

  it("is written into manifest and card as the span that was asked for", () => {
    const time = new TimeWindow(new Map([["a", 1]]), { since: day(2), until: day(3) });
    expect(JSON.parse(JSON.stringify({ time }))).toEqual({
      time: { since: "2026-11-02T00:00:00.000Z", until: "2026-11-03T00:00:00.000Z" },
    });
    expect(String(time)).toBe("since 2026-11-02T00:00:00.000Z until 2026-11-03T00:00:00.000Z");
  });
});
