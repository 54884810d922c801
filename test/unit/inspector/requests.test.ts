import { describe, expect, it } from "vitest";
import { fromPageSchema, pageStateSchema } from "../../../src/inspector/requests.ts";

const place = { side: "left", step: 2 };
const request = (request: object) => ({ type: "request", id: 1, request });
const review = (review: object) => request({ ask: "review", place, review });
const action = (action: object) => ({ type: "action", action });

describe("messages from the inspector page", () => {
  it.each([
    { type: "ready" },
    { type: "alive" },
    { type: "failed", message: "TypeError" },
    request({ ask: "rows", from: 0, count: 40 }),
    request({ ask: "text", ref: { of: "observation", ...place }, from: 0, count: 1000 }),
    request({ ask: "text", ref: { of: "arguments", ...place, path: "/a/0" }, from: 5, count: 10 }),
    request({ ask: "text", ref: { of: "instruction", side: "right" }, from: 0, count: 10 }),
    request({ ask: "filter", filter: { verdicts: ["unsafe", "none"], text: "x", differences: true } }),
    request({ ask: "find", text: "x" }),
    request({ ask: "entries", search: "", from: 0, count: 100 }),
    review({ judgement: "wrong", reason: "", verdict: "safe" }),
    review({ judgement: "edited", reason: "", arguments: "{}" }),
    review({ judgement: "label", label: "typical" }),
    request({ ask: "undo-review" }),
    action({ do: "simulate" }),
    action({ do: "reveal-tool", tool: "send_mail" }),
    action({ do: "open-document", ref: { of: "raw", ...place } }),
    action({ do: "choose", entry: 3 }),
  ])("takes %j", (message) => {
    expect(fromPageSchema.parse(message)).toEqual(message);
  });

  it.each([
    undefined,
    "ready",
    { type: "run-command", command: "workbench.action.terminal.new" },
    action({ do: "simulate", command: "x" }),
    action({ do: "open", path: "../../etc/passwd" }),
    action({ do: "open-document", ref: { of: "raw", ...place, step: -1 } }),
    action({ do: "open-document", ref: { of: "../secret", ...place } }),
    request({ ask: "rows", from: 0, count: 1_000_000 }),
    request({ ask: "rows", from: -1, count: 1 }),
    request({ ask: "text", ref: { of: "raw", side: "both", step: 0 }, from: 0, count: 1 }),
    request({ ask: "find", text: "x".repeat(2000) }),
    request({ ask: "filter", filter: { verdicts: ["nonsense"] } }),
    review({ judgement: "deleted" }),
    review({ judgement: "label", label: " " }),
    { type: "request", id: 1.5, request: { ask: "undo-review" } },
    { type: "failed", message: "x".repeat(10_001) },
  ])("refuses %j", (message) => {
    expect(fromPageSchema.safeParse(message).success).toBe(false);
  });
});

describe("the state of a page", () => {
  const showing = { of: "scenario", folder: "file:///p", scenario: "s" };

  it("names what was shown; what else it holds is the page's own business", () => {
    expect(pageStateSchema.parse({ showing, step: 3 })).toEqual({ showing });
    const two = {
      of: "two",
      left: { of: "file", uri: "file:///a", entry: 0 },
      right: { of: "head", uri: "file:///a", entry: 0 },
    };
    expect(pageStateSchema.parse({ showing: two })).toEqual({ showing: two });
  });

  it.each([
    undefined,
    null,
    {},
    { folder: "f", scenarioId: "s" },
    { showing: { of: "scenario", folder: 1, scenario: "s" } },
  ])("refuses %j", (state) => {
    expect(pageStateSchema.safeParse(state).success).toBe(false);
  });
});
