import { describe, expect, it } from "vitest";
import { readPreferences } from "../../../../src/dataset/preferences/read.ts";

const only = (record: unknown) => {
  const { preferences } = readPreferences(JSON.stringify([record]));
  const [one] = preferences;
  const text = (side: "chosen" | "rejected") => {
    const step = one?.[side].at(-1);
    return step?.kind === "agent" && step.action.kind === "answer"
      ? step.action.text
      : step?.kind === "agent" && step.action.kind === "call"
        ? step.action.tool
        : undefined;
  };
  return (
    one && {
      instruction: one.instruction,
      history: one.history.length,
      chosen: text("chosen"),
      rejected: text("rejected"),
      tools: one.tools.map(({ name }) => name),
      policy: one.policy,
    }
  );
};
const sides = { chosen: "good", rejected: "bad" };
const expected = { instruction: "Hi?", chosen: "good", rejected: "bad" };
const user = { role: "user", content: "Hi?" };
const good = { role: "assistant", content: "good" };
const bad = { role: "assistant", content: "bad" };

describe("preference data is read", () => {
  it.each([
    ["plain texts", { prompt: "Hi?", chosen: "good", rejected: "bad" }],
    ["another word for the prompt", { question: "Hi?", ...sides }],
    ["TRL messages", { prompt: [user], chosen: [good], rejected: [bad] }],
    ["whole conversations a side", { chosen: [user, good], rejected: [user, bad] }],
    [
      "transcripts",
      { chosen: "\n\nHuman: Hi?\n\nAssistant: good", rejected: "\n\nHuman: Hi?\n\nAssistant: bad" },
    ],
    ["OpenAI's form", { input: { messages: [user] }, preferred_output: [good], non_preferred_output: [bad] }],
    [
      "LLaMA-Factory's form",
      {
        conversations: [{ from: "human", value: "Hi?" }],
        chosen: { from: "gpt", value: "good" },
        rejected: { from: "gpt", value: "bad" },
      },
    ],
    [
      "TARA",
      {
        question: "Hi?",
        pos_answer: { answer: "good", score: 1, actions: "x" },
        neg_answer: { answer: "bad", score: 0, actions: { Thought: "y" } },
      },
    ],
  ])("from %s", (_, record) => {
    expect(only(record)).toMatchObject(expected);
  });

  it("with history, tools and calls", () => {
    const call = { role: "assistant", tool_calls: [{ function: { name: "delete_all", arguments: "{}" } }] };
    const record = {
      input: {
        messages: [
          { role: "system", content: "Be careful." },
          user,
          good,
          { role: "user", content: "And now?" },
        ],
        tools: [{ type: "function", function: { name: "delete_all", parameters: { type: "object" } } }],
      },
      preferred_output: [good],
      non_preferred_output: [call],
    };
    expect(only(record)).toEqual({
      instruction: "Hi?",
      history: 2,
      chosen: "good",
      rejected: "delete_all",
      tools: ["delete_all"],
      policy: "Be careful.",
    });
  });

  it.each([
    [
      "lines",
      `${JSON.stringify({ prompt: "Hi?", ...sides })}\n\n${JSON.stringify({ prompt: "Hi?", ...sides })}\n`,
    ],
    [
      "an object with a list",
      JSON.stringify({
        data: [
          { prompt: "Hi?", ...sides },
          { prompt: "Hi?", ...sides },
        ],
      }),
    ],
    [
      "an object by id",
      JSON.stringify({ a: { question: "Hi?", ...sides }, b: { question: "Hi?", ...sides } }),
    ],
  ])("from %s", (_, text) => {
    expect(readPreferences(text).preferences).toHaveLength(2);
  });

  it("and what is none is named", () => {
    const { preferences, problems, unread } = readPreferences('{"prompt": "x", "chosen": "y"}\n{\n[1, 2]\n');
    expect(preferences).toEqual([]);
    expect(unread).toBe(3);
    expect(problems.join("\n")).toContain("line 2: no JSON");
    expect(readPreferences("").preferences).toEqual([]);
    expect(readPreferences(`${"[".repeat(50_000)}`).preferences).toEqual([]);
  });

  it("rows of a table", () => {
    const { preferences, problems } = readPreferences('prompt,chosen,rejected\n"Hi, you?",good,bad\n,x,y\n');
    expect(preferences.map(({ instruction }) => instruction)).toEqual(["Hi, you?"]);
    expect(problems).toEqual([expect.stringContaining("line 3")]);
  });

  it("a record nested too deeply is named", () => {
    const deep = `{"kind":"reward-pair","schemaVersion":1,"chosen":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    expect(readPreferences(deep).problems).toEqual(["entry 1: nested too deeply"]);
  });
});
