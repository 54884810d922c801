import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SplitPlace, Splitter } from "../../../src/dataset/split.ts";
import type { Scenario } from "../../../src/ots/scenario.ts";
import { cell, scenario } from "../pipeline/scripted.ts";

const shares = { validation: 0.2, test: 0.2 };
const words =
  "amber basin cedar delta ember fjord grove haven inlet jetty knoll larch maple north ocean pines".split(
    " ",
  );

/** A scenario of its own family with an instruction that shares no three words in a row with another number's. */
function own(number: number, over: Partial<Scenario> = {}): Scenario {
  const pick = (k: number) => `${words[(number * 7 + k * 5) % words.length]}${number}`;
  return scenario(`s${number}`, {
    cell: { ...cell, toolName: `tool_${number}` },
    instruction: Array.from({ length: 12 }, (_, k) => pick(k)).join(" "),
    unsafe: { ...scenario("x").unsafe, arguments: { path: pick(99) } },
    ...over,
  });
}

function places(scenarios: readonly Scenario[], seed = 1): Map<string, SplitPlace> {
  const byId = new Map(scenarios.map((one) => [one.id, one]));
  const splitter = new Splitter(shares, seed, (id) => byId.get(id));
  return new Map(scenarios.map((one) => [one.id, splitter.place(one)]));
}

describe("the split", () => {
  const many = Array.from({ length: 600 }, (_, number) => own(number));

  it("comes near the shares asked for", () => {
    const counts = new Map<string, number>();
    for (const place of places(many).values()) {
      const name = "split" in place ? place.split : "left out";
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.get("left out")).toBeUndefined();
    for (const [name, share] of [
      ["train", 0.6],
      ["validation", 0.2],
      ["test", 0.2],
    ] as const) {
      expect(Math.abs((counts.get(name) ?? 0) / many.length - share)).toBeLessThan(0.06);
    }
  });

  it("keeps a family together", () => {
    const family = Array.from({ length: 30 }, (_, n) => own(n, { cell: { ...cell, toolName: "same" } }));
    expect(new Set([...places(family).values()].map((place) => JSON.stringify(place))).size).toBe(1);
  });

  it("puts planted near-duplicates of other families on the side of what they repeat", () => {
    const planted = many.slice(0, 200).map((one) =>
      own(Number(one.id.slice(1)), {
        id: `twin-of-${one.id}`,
        instruction: `${one.instruction} please`,
        cell: { ...cell, toolName: `other_${one.id}` },
      }),
    );
    const found = places([...many, ...planted]);
    for (const one of planted) {
      expect(found.get(one.id)).toEqual(found.get(one.id.replace("twin-of-", "")));
    }
  });

  it("leaves out what repeats another side than its family's", () => {
    const found = places(many);
    const sideOf = (id: string) => {
      const place = found.get(id);
      return place && "split" in place ? place.split : undefined;
    };
    const train = many.find(({ id }) => sideOf(id) === "train");
    const test = many.find(({ id }) => sideOf(id) === "test");
    if (!train || !test) {
      throw new Error("both sides have scenarios");
    }
    const leak = scenario("leak", { ...test, id: "leak", cell: train.cell });
    const place = places([...many, leak]).get("leak");
    expect(place).toEqual({
      leftOut: expect.stringContaining("test data while its family is in the train data"),
    });
  });

  it("moves nothing when data grows, and depends on the seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 0, max: 1000 }), (size, seed) => {
        const before = places(many.slice(0, size), seed);
        const after = places(many.slice(0, size + 40), seed);
        for (const [id, place] of before) {
          expect(after.get(id)).toEqual(place);
        }
      }),
      { numRuns: 20 },
    );
    expect(places(many, 1)).not.toEqual(places(many, 2));
  });
});
