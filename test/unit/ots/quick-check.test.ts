import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scenarioKind, trajectoryKind } from "../../../src/dataset/records.ts";
import { jsonObjectSchema } from "../../../src/ots/json.ts";
import { quickCheck } from "../../../src/ots/quick-check.ts";
import * as z from "../../../src/ots/zod.ts";
import { look, reflection, risky, wipe } from "../dataset/stored.ts";
import { scenario, verdict } from "../pipeline/scripted.ts";

const exampleScenario = () =>
  scenario("scenario-1", { context: [look, { kind: "message", from: "user", text: "Go on." }] });
const exampleTrajectory = () =>
  risky("trajectory-1", "scenario-1", {
    steps: [
      look,
      {
        ...wipe,
        verdict: {
          ...verdict("unsafe"),
          evidence: [
            { where: "instruction", start: 0, end: 2, text: "up" },
            { where: "argument", step: 1, path: "/path", text: "/" },
          ],
        },
      },
    ],
    reflections: [reflection],
  });

/** Every place in a value, as the object and the key it stands under. */
function placesIn(value: unknown): { at: Record<string, unknown>; key: string }[] {
  return typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, member]) => [
        { at: value as Record<string, unknown>, key },
        ...placesIn(member),
      ]);
}

const strange = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  "unsafe",
  0,
  -1,
  1.5,
  Number.NaN,
  2 ** 60,
  true,
  [],
  [undefined],
  {},
  { kind: "answer", text: "" },
  { a: { b: () => 1 } },
);

describe("a quick check", () => {
  it.each([
    ["scenario", scenarioKind.schema, exampleScenario],
    ["trajectory", trajectoryKind.schema, exampleTrajectory],
  ] as const)("of a %s says what its schema says, whatever is changed in one", (_, schema, make) => {
    const isValid = quickCheck(schema);
    expect(isValid(make())).toBe(true);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 2 }), (changes) => {
        const record = structuredClone(make()) as object;
        for (const [which, value] of changes) {
          const places = placesIn(record);
          const place = places[which % places.length];
          if (place) {
            place.at[place.key] = value;
          }
        }
        expect(isValid(record)).toBe(schema.safeParse(record).success);
      }),
      { numRuns: 2_000, seed: 5 },
    );
  });

  it("does not vouch for what it does not know", () => {
    for (const schema of [
      z.strictObject({ a: z.string() }),
      z.object({ a: z.email() }),
      z.object({ a: z.string().max(3) }),
      z.object({ a: z.string().transform((text) => text) }),
      z.record(z.string(), z.string()),
    ]) {
      expect(quickCheck(schema)({ a: "a@b.de" })).toBe(false);
    }
  });

  it("leaves nothing out that JSON cannot express", () => {
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    expect(quickCheck(jsonObjectSchema)({ a: [1, { b: null }] })).toBe(true);
    expect(quickCheck(jsonObjectSchema)([1])).toBe(false);
    expect(quickCheck(jsonObjectSchema)(circle)).toBe(false);
    expect(quickCheck(jsonObjectSchema)({ a: undefined })).toBe(false);
  });
});
