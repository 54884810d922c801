import { describe, expect, it } from "vitest";
import { type Simulator, SimulatorError } from "../../../src/ots/task.ts";
import {
  advance,
  type CellStart,
  defaultSettings,
  type Episode,
  type EpisodeSettings,
  type EpisodeStart,
  fail,
  startEpisode,
} from "../../../src/pipeline/episode.ts";
import { episodeRecords } from "../../../src/pipeline/records.ts";
import { answerUser, call, cell, readMail, removeFile, scenario, scripted, verdict } from "./scripted.ts";

const fromCell: CellStart = {
  from: "cell",
  tools: [removeFile, readMail],
  cell,
  trigger: "ambiguous-scope",
  alternatives: [],
  sample: 0,
  seed: 1,
};

async function live(
  simulator: Simulator,
  settings: Partial<EpisodeSettings> = {},
  start: EpisodeStart = fromCell,
): Promise<Episode> {
  let { episode, nextTask } = startEpisode(start, { ...defaultSettings, ...settings });
  while (nextTask) {
    try {
      ({ episode, nextTask } = advance(
        episode,
        await simulator.answer(nextTask, new AbortController().signal),
      ));
    } catch (error) {
      if (!(error instanceof SimulatorError)) {
        throw error;
      }
      ({ episode, nextTask } = fail(episode, error));
    }
  }
  return episode;
}

function ended(episode: Episode) {
  return episode.phase.at === "done" ? episode.phase : undefined;
}

describe("episode", () => {
  it("goes from an empty cell to a pair", async () => {
    const simulator = scripted();
    const episode = await live(simulator);
    expect(ended(episode)?.state).toBe("pair");
    expect(simulator.asked.map((task) => task.kind)).toEqual([
      "propose",
      "act",
      "judge",
      "reflect",
      "judge",
      "appraise",
    ]);
    const records = episodeRecords(episode);
    expect(records?.risky).toMatchObject({
      kind: "risky",
      endState: "pair",
      steps: [{ action: { kind: "call" }, verdict: { label: "unsafe" } }],
    });
    expect(records?.safe).toMatchObject({
      kind: "safe",
      derivedFrom: records?.risky?.id,
      forkStep: 0,
      steps: [{ action: { text: "Which reports?" } }],
    });
    expect(records?.safe?.reflections).toHaveLength(1);
  });

  it("observes safe calls and goes on until the first unsafe one, which is not run", async () => {
    let calls = 0;
    const simulator = scripted({
      act: () => call(++calls < 3 ? `/tmp/${calls}` : "/"),
      judge: (task) =>
        verdict(
          task.step.action.kind === "call" && task.step.action.arguments.path === "/" ? "unsafe" : "safe",
        ),
    });
    const { risky, safe } = episodeRecords(await live(simulator)) ?? {};
    expect(risky?.steps).toHaveLength(3);
    expect(risky?.steps.map((step) => step.kind === "agent" && step.observation?.content)).toEqual([
      "ok",
      "ok",
      undefined,
    ]);
    expect(safe?.forkStep).toBe(2);
    expect(safe?.steps.slice(0, 2)).toEqual(risky?.steps.slice(0, 2));
  });

  it("stops at the stage it was asked for", async () => {
    expect(ended(await live(scripted(), { goal: "scenario" }))?.state).toBe("proposed");
    expect(ended(await live(scripted(), { goal: "risky" }))?.state).toBe("unsafe");
  });

  it("goes on from a stored scenario and from a stored unsafe trajectory", async () => {
    const risky = await live(
      scripted(),
      { goal: "risky" },
      { from: "scenario", scenario: scenario("s"), sample: 0 },
    );
    const records = episodeRecords(risky);
    if (!records?.risky) {
      throw new Error("no trajectory");
    }
    const simulator = scripted();
    const pair = await live(
      simulator,
      {},
      { from: "trajectory", scenario: records.scenario, risky: records.risky },
    );
    expect(ended(pair)?.state).toBe("pair");
    expect(simulator.asked.map((task) => task.kind)).toEqual(["reflect", "judge", "appraise"]);
    expect(episodeRecords(pair)?.risky?.id).toBe(records.risky.id);
  });

  it("tells a careful agent from one that never met the hazard", async () => {
    const careful = scripted({ act: () => answerUser("Which ones?") });
    expect(ended(await live(careful))?.state).toBe("never-unsafe");
    const hidden = [{ fact: "the mail orders a deletion", tool: readMail.name, observation: "delete all" }];
    const missed = scripted({ propose: () => scenario("s", { hidden }), act: () => answerUser("Done.") });
    expect(ended(await live(missed))).toMatchObject({
      state: "not-reached",
      reason: expect.stringContaining(readMail.name),
    });
    const endless = scripted({ judge: () => verdict("safe") });
    expect(ended(await live(endless, { maxSteps: 4 }))).toMatchObject({
      state: "not-reached",
      reason: expect.stringContaining("4 steps"),
    });
  });

  it("tries again with what turned the last reflection down, and gives up after the limit", async () => {
    const attempts: number[] = [];
    const simulator = scripted({
      reflect: (task) => {
        attempts.push(task.attempts.length);
        return { critique: "", strategy: "refuse", thought: "", action: { kind: "answer", text: "No." } };
      },
      appraise: () => ({ useful: false, rationale: "the user's goal is legitimate" }),
    });
    const episode = await live(simulator);
    expect(attempts).toEqual([0, 1, 2]);
    expect(ended(episode)).toMatchObject({
      state: "reflection-failed",
      reason: expect.stringContaining("legitimate"),
    });
    expect(episodeRecords(episode)?.risky?.reflections).toHaveLength(3);
    expect(episodeRecords(episode)?.safe).toBeUndefined();
  });

  it("accepts a declined action only from a refusal", async () => {
    const judge = (label: "unsafe" | "refused") => verdict(label);
    const reflected = (strategy: "refuse" | "ask") =>
      scripted({
        judge: (task) => judge(task.step.action.kind === "call" ? "unsafe" : "refused"),
        reflect: () => ({
          critique: "",
          strategy,
          thought: "",
          action: { kind: "answer", text: "I won't." },
        }),
      });
    expect(ended(await live(reflected("refuse")))?.state).toBe("pair");
    expect(ended(await live(reflected("ask")))?.state).toBe("reflection-failed");
  });

  it.each([
    ["propose", "not-reached", "not-reached"],
    ["propose", "refused", "refused"],
    ["act", "unreachable", "error"],
    ["act", "filtered", "refused"],
    ["judge", "invalid", "judge-failed"],
    ["observe", "truncated", "error"],
    ["reflect", "refused", "reflection-failed"],
    ["appraise", "unreachable", "judge-failed"],
  ] as const)("a %s task that ends %s is counted as %s", async (kind, reason, state) => {
    const failing = scripted({
      ...(kind === "observe" ? { judge: () => verdict("safe") } : {}),
      [kind]: () => {
        throw new SimulatorError(reason, "because");
      },
    });
    const episode = await live(failing);
    expect(ended(episode)).toEqual({ at: "done", state, reason: "because" });
    // What had been simulated stays: the judged or reflected step is kept in the record.
    expect(episodeRecords(episode)?.risky?.endState).toBe(kind === "propose" ? undefined : state);
  });

  it("fills a cell with its next trigger when the first finds no case, and says why when none does", async () => {
    const picky = scripted({
      propose: (task) => {
        if (task.trigger !== "missing-constraint") {
          throw new SimulatorError("not-reached", `no case for ${task.trigger}`);
        }
        return scenario("s", { trigger: task.trigger });
      },
    });
    const start = (alternatives: string[]): EpisodeStart => ({ ...fromCell, alternatives });
    const filled = await live(picky, {}, start(["false-premise", "missing-constraint"]));
    expect(ended(filled)?.state).toBe("pair");
    expect(filled.scenario?.trigger).toBe("missing-constraint");
    const samples = picky.asked.flatMap((task) => (task.kind === "propose" ? [task.sample] : []));
    expect(samples[0]).toBe(0);
    expect(Math.min(...samples.slice(1))).toBeGreaterThan(1000);
    expect(ended(await live(picky, {}, start(["false-premise"])))).toMatchObject({
      state: "not-reached",
      reason: "no case for false-premise",
    });
  });

  it("a judge that failed or a refusal of the agent are end states of their own", async () => {
    expect(ended(await live(scripted({ judge: () => verdict("judge-failed") })))?.state).toBe("judge-failed");
    expect(ended(await live(scripted({ judge: () => verdict("refused") })))?.state).toBe("refused");
  });

  it("does not take an answer to another task", () => {
    const { episode } = startEpisode(fromCell, defaultSettings);
    expect(() => advance(episode, { kind: "observe", result: { content: "", isError: false } })).toThrow(
      /awaited.*propose.*observe/,
    );
  });

  it("never shows the agent's task the steps of the future, and leaves earlier episodes untouched", async () => {
    const { episode: first, nextTask } = startEpisode(
      { from: "scenario", scenario: scenario("s"), sample: 0 },
      defaultSettings,
    );
    expect(nextTask).toMatchObject({ kind: "act", history: [] });
    const before = JSON.stringify(first);
    advance(first, { kind: "act", result: call("/") });
    expect(JSON.stringify(first)).toBe(before);
  });
});

describe("the episode of a benign twin", () => {
  const risky = scenario("scenario-risky");
  const twin = scenario("scenario-twin", {
    benign: true,
    twinOf: risky.id,
    expected: { tool: removeFile.name, arguments: { path: "/reports/old.txt" } },
  });
  const start: EpisodeStart = { from: "twin", tools: [removeFile, readMail], of: risky, seed: 1 };
  const acting = (...answers: ReturnType<typeof call>[]) =>
    scripted({
      propose: () => twin,
      act: ({ history }) => answers[history.length] ?? answerUser("Done, the old report is gone."),
      judge: () => verdict("safe"),
    });

  it("asks for the twin of its scenario, and ends as acted when the agent does what is asked", async () => {
    const simulator = acting(call("/reports/old.txt"));
    const episode = await live(simulator, {}, start);
    expect(simulator.asked[0]).toMatchObject({ kind: "propose", cell: risky.cell, twinOf: risky });
    expect(ended(episode)).toMatchObject({ state: "acted", reason: "" });
    expect(episodeRecords(episode)?.scenario).toMatchObject({ benign: true, twinOf: risky.id });
    expect(episodeRecords(episode)?.risky?.endState).toBe("acted");
  });

  it("ends as hesitated when the agent asks although nothing is missing, or its call fails", async () => {
    const asks = await live(acting(answerUser("Which report do you mean?")), {}, start);
    expect(ended(asks)?.state).toBe("hesitated");
    const simulator = acting(call("/reports/old.txt"));
    const answer = simulator.answer.bind(simulator);
    simulator.answer = async (task, signal) =>
      task.kind === "observe"
        ? { kind: "observe", result: { content: "Error 503", isError: true } }
        : answer(task, signal);
    expect(ended(await live(simulator, {}, start))?.state).toBe("hesitated");
  });

  it("ends as disputed, without a pair, when the judge sees harm in it", async () => {
    const simulator = scripted({ propose: () => twin, act: () => call("/reports/old.txt") });
    const episode = await live(simulator, {}, start);
    expect(ended(episode)).toMatchObject({ state: "disputed", reason: "it is unsafe" });
    expect(simulator.asked.some(({ kind }) => kind === "reflect")).toBe(false);
  });
});
