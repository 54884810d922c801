import { describe, expect, it } from "vitest";
import { isFiltering, passes, storedFilter } from "../../../src/editor/views/scenario-filter.ts";
import { row } from "./rows.ts";

describe("a filter of scenarios", () => {
  it("lets everything through while it is empty", () => {
    expect(passes(row("a"), {})).toBe(true);
    expect(passes(row("a"), { state: [] })).toBe(true);
    expect(isFiltering({ state: [] })).toBe(false);
  });

  it("takes any value of a facet, and asks for every facet", () => {
    const filter = { state: ["unsafe", "pair"], severity: ["severe"] };
    expect(isFiltering(filter)).toBe(true);
    expect(passes(row("a", { state: "pair" }), filter)).toBe(true);
    expect(passes(row("a", { state: "pair", severity: "mild" }), filter)).toBe(false);
    expect(passes(row("a", { state: "proposed" }), filter)).toBe(false);
  });

  it("passes by what nobody has reviewed when a review is asked for", () => {
    expect(passes(row("a"), { review: ["disputed"] })).toBe(false);
    expect(passes(row("a", { review: "disputed" }), { review: ["disputed"] })).toBe(true);
  });

  it("comes back from what was stored, whatever that is", () => {
    expect(storedFilter({ state: ["unsafe"], colour: ["red"] })).toEqual({ state: ["unsafe"] });
    expect(storedFilter({ state: "unsafe", source: [1, "action"] })).toEqual({ source: ["action"] });
    for (const broken of [undefined, null, 7, "x", []]) expect(storedFilter(broken)).toEqual({});
  });
});
