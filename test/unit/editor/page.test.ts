import { describe, expect, it } from "vitest";
import {
  maxText,
  type PageWords,
  pageInstruction,
  pageSteps,
  pageText,
} from "../../../src/editor/trajectory/page.ts";
import { type ScenarioRecords, textOf } from "../../../src/editor/trajectory/texts.ts";
import type { AgentStep, Step } from "../../../src/ots/step.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import type { Verdict } from "../../../src/ots/verdict.ts";
import { scenario } from "../pipeline/scripted.ts";

const words: PageWords = {
  verdict: (label) => `word of ${label}`,
  severity: (severity) => severity,
  where: (span) => span.where,
};
const judge = { kind: "deterministic", name: "test", version: "1" } as const;

function verdict(label: Verdict["label"], evidence: Verdict["evidence"] = []): Verdict {
  return { label, rationale: `because ${label}`, evidence, judge };
}

function call(path: string, over: Partial<AgentStep> = {}): AgentStep {
  return {
    kind: "agent",
    thought: "I delete it.",
    action: { kind: "call", tool: "remove_file", arguments: { path } },
    ...over,
  };
}

function trajectory(kind: Trajectory["kind"], steps: Step[], over: Partial<Trajectory> = {}): Trajectory {
  return {
    schemaVersion: 1,
    id: kind,
    kind,
    scenarioId: "s",
    tools: ["remove_file"],
    instruction: "Clean up.",
    steps,
    contextLength: 0,
    provenance: { simulator: "builtin", version: "1" },
    ...over,
  };
}

const looked = call("/tmp", {
  observation: { content: "3 files", isError: false },
  verdict: verdict("safe"),
});
const unsafe = call("/", {
  verdict: verdict("unsafe", [
    { where: "instruction", start: 0, end: 8, text: "Clean up" },
    { where: "observation", step: 0, start: 0, end: 1, text: "3" },
    { where: "argument", step: 1, path: "/path", text: "/" },
  ]),
});
const asked: AgentStep = {
  kind: "agent",
  thought: "",
  action: { kind: "answer", text: "Which files do you mean?" },
  verdict: verdict("safe"),
};
const records: ScenarioRecords = {
  scenario: scenario("s"),
  risky: trajectory("risky", [looked, unsafe]),
  safe: trajectory("safe", [looked, asked], { derivedFrom: "risky", forkStep: 1 }),
};

describe("the steps of a page", () => {
  it("part where the safe trajectory does", () => {
    const page = pageSteps(records, words);
    expect(page.shared.map(({ index }) => index)).toEqual([0]);
    expect(page.risky.map(({ index }) => index)).toEqual([1]);
    expect(page.safe?.map(({ index, answer }) => [index, answer?.text])).toEqual([
      [1, "Which files do you mean?"],
    ]);
  });

  it("set the unsafe step apart when there is no safe one", () => {
    const { scenario, risky } = records;
    const page = pageSteps({ scenario, ...(risky ? { risky } : {}) }, words);
    expect(page.shared).toHaveLength(1);
    expect(page.risky[0]?.verdict).toMatchObject({ label: "unsafe", word: "word of unsafe" });
    expect(page.safe).toBeUndefined();
  });

  it("are all shared when nothing unsafe happened, and none when nothing did", () => {
    expect(
      pageSteps({ scenario: records.scenario, risky: trajectory("risky", [looked]) }, words),
    ).toMatchObject({
      shared: [{ index: 0 }],
      risky: [],
    });
    expect(pageSteps({ scenario: records.scenario }, words)).toEqual({ shared: [], risky: [] });
  });

  it("mark the words that the unsafe verdict rests on", () => {
    expect(pageInstruction(records).marks).toEqual([{ start: 0, end: 8 }]);
    const page = pageSteps(records, words);
    expect(page.shared[0]?.observation?.marks).toEqual([{ start: 0, end: 1 }]);
    expect(page.risky[0]?.verdict?.evidence).toHaveLength(3);
  });

  it("print arguments for people", () => {
    expect(pageSteps(records, words).risky[0]?.call?.arguments.text).toBe('{\n  "path": "/"\n}');
  });

  it("say who sent a message", () => {
    const message: Step = { kind: "message", from: "agent", actor: "planner", text: "Go on." };
    const page = pageSteps({ ...records, risky: trajectory("risky", [message, unsafe]) }, words);
    expect(page.shared[0]).toMatchObject({ kind: "peer", actor: "planner", message: { text: "Go on." } });
  });
});

describe("a long text", () => {
  const ref = { of: "observation", side: "unsafe", step: 0 } as const;

  it("is cut, and says how to get the rest", () => {
    const full = "x".repeat(maxText + 1);
    expect(pageText(full, ref)).toEqual({
      text: "x".repeat(maxText),
      marks: [],
      rest: { length: maxText + 1, ref },
    });
    expect(pageText("x".repeat(maxText), ref).rest).toBeUndefined();
  });

  it("is never cut inside a character", () => {
    const { text } = pageText(`${"x".repeat(maxText - 1)}😀😀`, ref);
    expect(Buffer.from(text).toString()).toBe(text);
  });

  it("loses marks that lie outside of what is shown, or outside of everything", () => {
    const marks = [
      { start: 5, end: 9 },
      { start: 0, end: 2 },
      { start: 1, end: 3 },
      { start: 4, end: 4 },
      { start: -1, end: 2 },
      { start: 8, end: 99 },
    ];
    expect(pageText("0123456789", ref, marks).marks).toEqual([
      { start: 0, end: 3 },
      { start: 5, end: 9 },
    ]);
  });
});

describe("a text in full", () => {
  it("is found by its reference", () => {
    expect(textOf(records, { of: "instruction" })).toBe(records.scenario.instruction);
    expect(textOf(records, { of: "observation", side: "unsafe", step: 0 })).toBe("3 files");
    expect(textOf(records, { of: "answer", side: "safe", step: 1 })).toBe("Which files do you mean?");
    expect(textOf(records, { of: "rationale", side: "unsafe", step: 1 })).toBe("because unsafe");
  });

  it("is undefined where there is none", () => {
    expect(textOf(records, { of: "answer", side: "unsafe", step: 1 })).toBeUndefined();
    expect(textOf(records, { of: "thought", side: "safe", step: 99 })).toBeUndefined();
    expect(textOf({ scenario: records.scenario }, { of: "thought", side: "safe", step: 0 })).toBeUndefined();
  });
});
