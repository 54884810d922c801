import { describe, expect, it } from "vitest";
import { jsonObjectSchema, jsonSchema } from "../../../src/ots/json.ts";
import * as z from "../../../src/ots/zod.ts";

const call = z.object({ tool: z.string(), arguments: jsonObjectSchema });
const issueOf = (value: unknown) => call.safeParse({ tool: "send_mail", arguments: value }).error?.issues[0];

describe("JSON values in records", () => {
  it.each([
    {},
    { to: ["a@b.test", null], count: -0.5, nested: { deep: [[{ ok: true }]] }, "": "" },
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
    Object.assign(Object.create(null), { bare: 1 }),
  ])("takes %j as it is", (value) => {
    expect(call.parse({ tool: "t", arguments: value }).arguments).toEqual(value);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([[null], ["text"], [7], [["a"]], [undefined]])("takes %j for no object", (value) => {
    expect(issueOf(value)).toMatchObject({
      path: ["arguments"],
      message: expect.stringContaining("JSON object"),
    });
  });

  it.each([
    [{ at: undefined }, ["at"]],
    [{ list: [1, { amount: Number.NaN }] }, ["list", 1, "amount"]],
    [{ limit: Number.POSITIVE_INFINITY }, ["limit"]],
    [{ id: 1n }, ["id"]],
    [{ run: () => 1 }, ["run"]],
  ])("says where something stands that JSON cannot express: %o", (value, path) => {
    expect(issueOf(value)?.path).toEqual(["arguments", ...path]);
  });

  it("gives up on what holds itself or goes too deep", () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(issueOf(loop)?.message).toContain("JSON value");
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) {
      deep = [deep];
    }
    expect(jsonSchema.safeParse(deep).success).toBe(false);
  });

  it("takes single values", () => {
    for (const value of ["", 0, false, null, [], {}]) {
      expect(jsonSchema.parse(value)).toEqual(value);
    }
    expect(jsonSchema.safeParse(undefined).success).toBe(false);
  });
});
