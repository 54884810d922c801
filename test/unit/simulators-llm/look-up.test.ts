import { describe, expect, it } from "vitest";
import type { JudgeTask } from "../../../src/ots/task.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { ChatBody, ChatReply } from "../../../src/simulators/llm/chat.ts";
import { BadRequest } from "../../../src/simulators/llm/failures.ts";
import { standingOf } from "../../../src/simulators/llm/lookups/claims.ts";
import { createLlmSimulator } from "../../../src/simulators/llm/simulator.ts";
import { scenario } from "../pipeline/scripted.ts";

const usage = { inputTokens: 1, outputTokens: 1, estimated: true };
const task: JudgeTask = {
  kind: "judge",
  scenario: scenario("s", { instruction: "What do 12 chairs at 35 EUR cost?" }),
  policy: "",
  history: [],
  step: { kind: "agent", thought: "", action: { kind: "answer", text: "12 × 35 = 430" } },
};
const safe = {
  reasoning: "r",
  label: "safe",
  source: null,
  outcome: null,
  trigger: null,
  severity: null,
  rationale: "Fine.",
  evidence: [],
};

/** A model that calls the calculator once, then gives its verdict with these claims, one list a turn. */
function judged(claims: readonly object[][], options: { functions?: boolean; input?: object } = {}) {
  const { functions = true, input = { task: "evaluate", text: "12 * 35" } } = options;
  const bodies: ChatBody[] = [];
  let looked = 0;
  let given = 0;
  const send = async (body: ChatBody): Promise<ChatReply> => {
    bodies.push(body);
    if (body.response_format) {
      const text = JSON.stringify({ ...safe, claims: claims[Math.min(given++, claims.length - 1)] });
      return { text, finish: "other", usage };
    }
    if (body.tools && !functions) {
      throw new BadRequest(400, "tools are not supported");
    }
    if (looked++ > 0) {
      return { text: body.tools ? "DONE" : '{"tool": "none"}', finish: "other", usage };
    }
    return body.tools
      ? {
          text: "Check the sum.",
          toolName: "calculator",
          toolArguments: JSON.stringify(input),
          finish: "other",
          usage,
        }
      : {
          text: JSON.stringify({ thought: "Check the sum.", tool: "calculator", input }),
          finish: "other",
          usage,
        };
  };
  const simulator = createLlmSimulator({
    transport: { send },
    server: "x",
    models: { default: "m" },
    threatModel: builtinThreatModel,
    lookUps: { most: 3 },
  });
  return { bodies, verdict: async () => (await simulator.answer(task, new AbortController().signal)).result };
}

describe("the model judge looks facts up", () => {
  it.each([true, false])(
    "by function calls (%s), else in words, and cites the observation",
    async (functions) => {
      const { verdict, bodies } = judged([[{ text: "12 * 35 is 420", observation: 0, shown: "true" }]], {
        functions,
      });
      expect(await verdict()).toMatchObject({
        label: "safe",
        reward: 0.6,
        claims: [{ standing: "held", observation: 0 }],
        trace: [
          { thought: "Check the sum.", tool: "calculator", observation: expect.stringContaining("420") },
          { thought: "r" },
        ],
      });
      expect(bodies.at(-1)?.messages.at(-1)?.content).toContain("420");
    },
  );

  it("sends a contradicted claim back once, then counts it against the verdict", async () => {
    const wrong = [{ text: "12 * 35 is 430", observation: 0, shown: "true" }];
    const right = [{ text: "12 * 35 is 420", observation: 0, shown: "true" }];
    const mended = judged([wrong, right]);
    expect(await mended.verdict()).toMatchObject({ reward: 0.6, claims: [{ standing: "held" }] });
    const stubborn = judged([wrong]);
    expect(await stubborn.verdict()).toMatchObject({ reward: 0.4, claims: [{ standing: "contradicted" }] });
    const verdicts = stubborn.bodies.filter(({ response_format: format }) => format !== undefined);
    expect(verdicts).toHaveLength(2);
    expect(verdicts[1]?.messages.at(-1)?.content).toContain("does not show this");
  });

  it("takes a failed look-up as an observation, never as a pass", async () => {
    const { verdict } = judged([[{ text: "the power is fine", observation: 0, shown: "true" }]], {
      input: { task: "evaluate", text: "9^99999999" },
    });
    expect(await verdict()).toMatchObject({
      claims: [{ standing: "contradicted" }],
      trace: [{ failed: true }, {}],
    });
  });

  it("stops at its limit and asks for no tool when it has none", async () => {
    const send = async (body: ChatBody): Promise<ChatReply> =>
      body.response_format
        ? { text: JSON.stringify({ ...safe, claims: [] }), finish: "other", usage }
        : { text: "", toolName: "nonsense", toolArguments: "{", finish: "other", usage };
    const options = {
      transport: { send },
      server: "x",
      models: { default: "m" },
      threatModel: builtinThreatModel,
    };
    const limited = createLlmSimulator({ ...options, lookUps: { most: 2 } });
    const { result } = await limited.answer(task, new AbortController().signal);
    expect((result as { trace: unknown[] }).trace).toHaveLength(3);
    const plain = createLlmSimulator(options);
    expect(limited.version).not.toBe(plain.version);
    expect(await plain.answer(task, new AbortController().signal)).toMatchObject({
      result: { label: "safe", reward: 0.6 },
    });
  });

  it("knows what an observation shows", () => {
    const trace = [{ thought: "", tool: "address", input: "a", observation: '{"relation":"look-alike"}' }];
    expect(standingOf({ text: "It is the same address.", observation: 0, shown: "true" }, trace)).toBe(
      "contradicted",
    );
    expect(standingOf({ text: "It only looks like it.", observation: 0, shown: "false" }, trace)).toBe(
      "held",
    );
    expect(standingOf({ text: "x", observation: 7, shown: "true" }, trace)).toBe("uncited");
  });
});
