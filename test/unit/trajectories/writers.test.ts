import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Trajectory, trajectorySchema } from "../../../src/ots/trajectory.ts";
import { writeTrajectories } from "../../../src/trajectories/writer.ts";
import { trajectoryWriters } from "../../../src/trajectories/writers.ts";
import { trajectory, trajectoryOf } from "./arbitrary.ts";
import { digest, loadAll, openFixture, openText } from "./support.ts";

function writer(id: string) {
  const found = trajectoryWriters.find((candidate) => candidate.id === id);
  if (!found) {
    throw new Error(`no writer ${id}`);
  }
  return found;
}

async function written(id: string, trajectories: readonly Trajectory[]): Promise<string> {
  let text = "";
  await writeTrajectories(writer(id), trajectories, (piece) => {
    text += piece;
  });
  return text;
}

async function readBack(text: string): Promise<Trajectory[]> {
  const opened = await openText("back", text);
  expect(opened.problems).toEqual([]);
  return loadAll(opened);
}

describe("round trips that lose nothing", () => {
  it.each(trajectoryWriters.filter(({ lossless }) => lossless).map(({ id }) => id))(
    "through %s: any trajectory",
    async (id) => {
      await fc.assert(
        fc.asyncProperty(fc.array(trajectory, { minLength: 1, maxLength: 3 }), async (list) => {
          // Records of one id replace each other in our own files.
          const distinct = list.map((each, index) =>
            trajectorySchema.parse({ ...each, id: `trajectory-${index}` }),
          );
          expect(await readBack(await written(id, distinct))).toEqual(distinct);
        }),
        { numRuns: 200 },
      );
    },
  );

  it.each(["openai-chat.jsonl", "claude-code.jsonl", "vercel-ui.json", "autosafe.jsonl", "r-judge.json"])(
    "%s through ATIF and our own format",
    async (name) => {
      const { trajectories } = await openFixture(name);
      expect(await readBack(await written("atif", trajectories))).toEqual(trajectories);
      expect(await readBack(await written("autosafe", trajectories))).toEqual(trajectories);
    },
  );
});

describe("ATIF", () => {
  it("keeps the rules of the format: numbered steps, agent-only fields, results that name a call of the same step", async () => {
    await fc.assert(
      fc.asyncProperty(trajectory, async (each) => {
        const document = JSON.parse(await written("atif", [each]));
        expect(document.schema_version).toBe("ATIF-v1.7");
        document.steps.forEach((step: Record<string, unknown>, index: number) => {
          expect(step.step_id).toBe(index + 1);
          expect(["system", "user", "agent"]).toContain(step.source);
          expect(typeof step.message).toBe("string");
          const calls = (step.tool_calls ?? []) as { tool_call_id: string; arguments: unknown }[];
          const results =
            ((step.observation ?? {}) as { results?: { source_call_id: string }[] }).results ?? [];
          for (const result of results) {
            expect(calls.map((call) => call.tool_call_id)).toContain(result.source_call_id);
          }
          if (step.source !== "agent") {
            expect([step.tool_calls, step.reasoning_content, step.observation]).toEqual([
              undefined,
              undefined,
              undefined,
            ]);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it("parallel calls are one step, the two sides of a pair share pair_id", async () => {
    const call = (n: number) =>
      ({
        kind: "agent",
        thought: "",
        action: { kind: "call", tool: "f", arguments: { n } },
        turn: 1,
      }) as const;
    const risky = trajectoryOf([call(1), call(2)], { id: "r", scenarioId: "s" });
    const [document] = [JSON.parse(await written("atif", [risky]))];
    expect(document.steps).toHaveLength(2);
    expect(document.steps[1].tool_calls).toHaveLength(2);
    const safe = JSON.parse(await written("atif", [{ ...risky, id: "q", derivedFrom: "r" }]));
    expect([document.extra.pair_id, safe.extra.pair_id]).toEqual(["r", "r"]);
  });

  it("a document that was changed by hand is read as any other", async () => {
    const [original] = (await openFixture("anthropic.json")).trajectories;
    const document = JSON.parse(await written("atif", original ? [original] : []));
    document.steps.push({ step_id: 9, source: "agent", message: "added later" });
    const [read] = await readBack(JSON.stringify(document));
    expect(read?.kind).toBe("imported");
    expect(digest(read as Trajectory).at(-1)).toBe("says added later");
  });

  it("hostile extras do not come back as something else", async () => {
    for (const extra of [
      { autosafe: [] },
      { autosafe: { trajectory: { steps: 1 } } },
      { autosafe: { trajectory: {}, policy: true } },
    ]) {
      const document = {
        schema_version: "ATIF-v1.2",
        agent: {},
        steps: [{ step_id: 1, source: "user", message: "hi" }],
        extra,
      };
      expect((await readBack(JSON.stringify(document))).map(digest)).toEqual([["asked: hi"]]);
    }
  });
});

describe("OpenAI chat", () => {
  it("keeps the conversation, with results behind the calls of one turn", async () => {
    for (const name of [
      "openai-chat.jsonl",
      "anthropic.json",
      "sharegpt.jsonl",
      "langchain.json",
      "langsmith-sdk.jsonl",
      "openai-agents-sdk.jsonl",
      "openinference-sdk.json",
    ]) {
      const { trajectories } = await openFixture(name);
      const back = await readBack(await written("openai-chat", trajectories));
      const failures = (line: string) => line.replace("-> !", "-> ");
      expect(back.map((each) => digest(each).map(failures))).toEqual(
        trajectories.map((each) => digest(each).map(failures)),
      );
    }
  });

  it("a single trajectory of a one-document format is indented, several are lines", async () => {
    const each = trajectoryOf([]);
    expect((await written("atif", [each])).split("\n").length).toBeGreaterThan(10);
    expect((await written("atif", [each, { ...each, id: "b" }])).trim().split("\n")).toHaveLength(2);
    expect((await written("autosafe", [each])).trim().split("\n")).toHaveLength(1);
    expect(await written("autosafe", [])).toBe("");
  });

  it("keeps who of several users said something", async () => {
    const messages = ["Ann", "Bob"].flatMap((name) => [
      { role: "user", name, content: `I am ${name}.` },
      { role: "assistant", content: "Hello." },
    ]);
    const read = await readBack(JSON.stringify({ messages }));
    const back = await readBack(await written("openai-chat", read));
    expect(back.map(digest)).toEqual(read.map(digest));
    expect(back.map(digest)[0]).toContain("user Bob: I am Bob.");
  });
});
