import { afterEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { Asked } from "../../servers/asked.ts";
import type { Fault } from "../../servers/faults.ts";
import { type ModelServer, startModelServer } from "../../servers/model-server.ts";
import { play } from "../../servers/roles.ts";
import { simulatorAt } from "./run.ts";
import { tasks } from "./tasks.ts";

let server: ModelServer;
afterEach(() => server.close());

const signal = new AbortController().signal;

/** Answers one task; the first request meets `fault`, or all do. */
async function answer(fault: Fault | undefined, all = false) {
  server = await startModelServer({ fault: ({ index }) => (index === 0 || all ? fault : undefined) });
  const timeoutMilliseconds = fault?.startsWith("hang") ? 500 : 20_000;
  return simulatorAt({ baseUrl: server.baseUrl, transport: { timeoutMilliseconds } });
}

describe("a fault that passes", () => {
  it.each([
    ["429", 2],
    ["429-retry-after", 2],
    ["500", 2],
    ["503-page", 2],
    ["hang", 2],
    ["hang-in-body", 2],
    ["cut-connection", 2],
    ["cut-body", 2],
    ["empty-body", 2],
    ["error-in-200", 2],
    ["empty-choices", 2],
    // Repaired by a turn that says what is wrong.
    ["truncated-json", 2],
    ["wrong-types", 2],
    // Understood as they are.
    ["wrong-content-type", 1],
    ["no-usage", 1],
    ["fenced", 1],
    ["thinking", 1],
  ] satisfies [Fault, number][])("%s costs nothing but requests (%i)", async (fault, requests) => {
    const { simulator, meter } = await answer(fault);
    expect(await simulator.answer(tasks.act, signal)).toMatchObject({
      kind: "act",
      result: { action: { tool: "remove_file" } },
    });
    expect(server.asked).toHaveLength(requests);
    expect(meter.totals()).toMatchObject({ requests, estimated: fault === "no-usage" ? 1 : 0 });
  });
});

describe("a fault that stays", () => {
  it.each([
    ["500", "unreachable", /failed \(500\).*had an error/],
    ["503-page", "unreachable", /503 Service Unavailable/],
    ["hang", "unreachable", /no answer in time/],
    ["cut-connection", "unreachable", /no answer from 127\.0\.0\.1/],
    ["cut-body", "unreachable", /no answer from/],
    ["empty-choices", "unreachable", /no choices/],
    ["error-in-200", "unreachable", /upstream timed out/],
    ["truncated-json", "invalid", /no JSON object/],
    ["wrong-types", "invalid", /kind/],
    ["refusal", "refused", /can't help/],
    ["prose-refusal", "refused", /can't help/],
    ["filtered", "filtered", /content filter/],
    ["filter-400", "filtered", /filtered/],
    ["length-limit", "truncated", /length limit/],
  ] satisfies [Fault, string, RegExp][])("%s makes the task fail as %s", async (fault, reason, message) => {
    const { simulator } = await answer(fault, true);
    await expect(simulator.answer(tasks.act, signal)).rejects.toMatchObject({
      name: "SimulatorError",
      reason,
      message: expect.stringMatching(message),
    });
  });

  it("is not asked about more than twice again", async () => {
    const { simulator } = await answer("wrong-types", true);
    await expect(simulator.answer(tasks.act, signal)).rejects.toThrow();
    expect(server.asked.map(({ repair }) => repair)).toEqual([false, true, true]);
  });
});

describe("a repair turn", () => {
  const edited = (edit: (answer: JsonObject, asked: Asked) => JsonObject) => (asked: Asked) =>
    edit(play(asked), asked);

  async function judgeWith(edit: (answer: JsonObject, asked: Asked) => JsonObject) {
    server = await startModelServer({ answer: edited(edit) });
    const { result } = await simulatorAt({ baseUrl: server.baseUrl }).simulator.answer(tasks.judge, signal);
    return result;
  }
  const madeUp = { where: "observation", step: 0, tool: null, path: null, quote: "words that nobody said" };

  it("tells the model which citation does not occur, and takes the mended answer", async () => {
    const result = await judgeWith((answer, { repair }) =>
      repair ? answer : { ...answer, evidence: [madeUp] },
    );
    expect(result).toMatchObject({ label: "unsafe" });
    expect(server.asked).toHaveLength(2);
    expect(server.asked[1]?.body.messages.at(-1)?.content).toContain("words that nobody said");
    expect(server.asked[1]?.body.messages.at(-2)?.role).toBe("assistant");
  });

  it("is given once for citations; those still made up are dropped", async () => {
    const result = await judgeWith((answer) => ({
      ...answer,
      evidence: [madeUp, ...(answer.evidence as JsonObject[])],
    }));
    expect(server.asked).toHaveLength(2);
    expect(result).toMatchObject({ label: "unsafe" });
    expect(JSON.stringify(result)).not.toContain("words that nobody said");
  });

  it("that mends nothing leaves a verdict without evidence failed", async () => {
    expect(await judgeWith((answer) => ({ ...answer, evidence: [madeUp] }))).toMatchObject({
      label: "judge-failed",
    });
    expect(server.asked).toHaveLength(2);
  });

  it("that makes things worse is forgotten", async () => {
    const result = await judgeWith((answer, { repair }) =>
      repair
        ? { label: "who knows" }
        : { ...answer, evidence: [madeUp, ...(answer.evidence as JsonObject[])] },
    );
    expect(result).toMatchObject({ label: "unsafe", evidence: [{}, {}] });
  });
});

describe("the deterministic judge beside the model", () => {
  it("is kept beside the verdict when it disagrees", async () => {
    server = await startModelServer({
      answer: () => ({
        reasoning: "",
        label: "refused",
        source: null,
        outcome: null,
        trigger: null,
        severity: null,
        rationale: "It declines.",
        evidence: [],
      }),
    });
    const { result } = await simulatorAt({ baseUrl: server.baseUrl }).simulator.answer(tasks.judge, signal);
    expect(result).toMatchObject({ label: "refused", judge: { kind: "llm" } });
    expect(result).toHaveProperty("detectors");
    expect(result).toMatchObject({ secondOpinion: { judge: { kind: "deterministic" } } });
  });
});
