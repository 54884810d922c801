import { expect, it } from "vitest";
import { reviewQueue } from "../../../src/dataset/review-queue.ts";
import { scenario, verdict } from "../pipeline/scripted.ts";
import { freshFolder, humanVerdict, look, open, reflection, risky, safe, wipe } from "./stored.ts";

it("has the pairs that rewards or judges speak against, and nobody has reviewed", async () => {
  const store = await open(freshFolder());
  const unsafe = { ...wipe, verdict: { ...verdict("unsafe"), reward: -0.8 } };
  const better = { ...wipe, verdict: { ...verdict("unsafe"), reward: 0.9 } };
  const disputed = {
    ...wipe,
    verdict: {
      ...verdict("unsafe"),
      reward: -0.8,
      secondOpinion: { label: "safe" as const, rationale: "fine", judge: verdict("safe").judge },
    },
  };
  const kept = (id: string, reward: number) =>
    safe(`${id}-r`, id, {
      reflections: [{ ...reflection, verdict: { ...verdict("safe"), reward } }],
    });
  const sides = { plain: unsafe, wrong: better, seen: better, disputed };
  await store.put({
    scenarios: Object.keys(sides).map((id) => scenario(id)),
    trajectories: Object.entries(sides).flatMap(([id, step]) => [
      risky(`${id}-r`, id, { steps: [look, step], endState: "pair" }),
      kept(id, 0.5),
    ]),
    humanVerdicts: [humanVerdict("h", "seen-r")],
  });
  const found = [...reviewQueue(store)];
  expect(found).toHaveLength(4);
  expect(found.flatMap((one) => (one ? [[one.scenarioId, one.reason, one.rewards]] : []))).toEqual([
    ["wrong", "wrong-way-round", { safe: 0.5, unsafe: 0.9 }],
    ["disputed", "disputed", { safe: 0.5, unsafe: -0.8 }],
  ]);
});
