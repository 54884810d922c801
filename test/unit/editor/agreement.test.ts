import { describe, expect, it } from "vitest";
import { goesBeyond, readAgreements } from "../../../src/editor/run/agreement.ts";

describe("consent to a run", () => {
  it("holds for runs of up to twice the calls and twice the price", () => {
    expect(goesBeyond({ calls: 100 }, { calls: 200 })).toBe(false);
    expect(goesBeyond({ calls: 100 }, { calls: 201 })).toBe(true);
    expect(goesBeyond({ calls: 100, dollars: 1 }, { calls: 90, dollars: 2 })).toBe(false);
    expect(goesBeyond({ calls: 100, dollars: 1 }, { calls: 90, dollars: 2.01 })).toBe(true);
  });

  it("goes by the calls where a price is not known", () => {
    expect(goesBeyond({ calls: 100 }, { calls: 90, dollars: 50 })).toBe(false);
    expect(goesBeyond({ calls: 100, dollars: 1 }, { calls: 201 })).toBe(true);
  });

  it("to nothing is none", () => {
    expect(goesBeyond({ calls: 0 }, { calls: 1 })).toBe(true);
  });

  it("is remembered with its figures, and anything else counts as none", () => {
    expect(readAgreements({ "a|b": { calls: 5, dollars: 0.1 } })).toEqual({
      "a|b": { calls: 5, dollars: 0.1 },
    });
    expect(readAgreements(["a|b"])).toEqual({});
    expect(readAgreements(undefined)).toEqual({});
    expect(readAgreements({ "a|b": true, c: { calls: "many" }, d: null })).toEqual({});
  });
});
