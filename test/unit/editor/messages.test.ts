import { describe, expect, it } from "vitest";
import { fromTrajectoryPageSchema, pageStateSchema } from "../../../src/editor/trajectory/messages.ts";

const text = { of: "observation", side: "safe", step: 2 };

describe("messages from the trajectory page", () => {
  it.each([
    { type: "ready" },
    { type: "simulate" },
    { type: "reflect" },
    { type: "reveal-tool" },
    { type: "show-text", text: { of: "instruction" } },
    { type: "show-text", text },
    { type: "failed", message: "TypeError" },
  ])("takes %j", (message) => {
    expect(fromTrajectoryPageSchema.parse(message)).toEqual(message);
  });

  it.each([
    undefined,
    "ready",
    { type: "run-command", command: "workbench.action.terminal.new" },
    { type: "simulate", command: "x" },
    { type: "show-text" },
    { type: "show-text", text: { ...text, step: -1 } },
    { type: "show-text", text: { ...text, of: "../../etc/passwd" } },
    { type: "show-text", text: { ...text, side: "both" } },
    { type: "failed", message: "x".repeat(10_001) },
  ])("refuses %j", (message) => {
    expect(fromTrajectoryPageSchema.safeParse(message).success).toBe(false);
  });
});

describe("the state of a page", () => {
  it("names the scenario; what else it holds is the page's own business", () => {
    expect(pageStateSchema.parse({ folder: "file:///p", scenarioId: "s", step: 3 })).toEqual({
      folder: "file:///p",
      scenarioId: "s",
    });
  });

  it.each([undefined, null, {}, { folder: 1, scenarioId: "s" }])("refuses %j", (state) => {
    expect(pageStateSchema.safeParse(state).success).toBe(false);
  });
});
