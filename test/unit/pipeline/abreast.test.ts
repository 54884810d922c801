import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judgeStep, judgeSteps } from "../../../src/judge/judge.ts";
import { type JudgeTask, type Outcome, SimulatorError, type Task } from "../../../src/ots/task.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { advanceAbreast } from "../../../src/pipeline/abreast.ts";
import { advance, defaultSettings, startEpisode } from "../../../src/pipeline/episode.ts";
import { type Executor, ownExecutor, simulatorExecutor } from "../../../src/pipeline/executor.ts";
import { openJournal } from "../../../src/pipeline/journal.ts";
import { planEpisodes } from "../../../src/pipeline/plan.ts";
import { episodeRecords } from "../../../src/pipeline/records.ts";
import { type RunOptions, runEpisodes } from "../../../src/pipeline/runner.ts";
import { createBuiltinSimulator } from "../../../src/simulators/builtin/simulator.ts";
import { projects } from "../simulators/tools.ts";
import { scenario } from "./scripted.ts";

const { tools } = projects()[0] ?? { tools: [] };
const starts = planEpisodes({ tools, model, seed: 3, existing: [], count: 150 });
const simulator = createBuiltinSimulator({ seed: 3, model });

async function run(executor: Executor, over: Partial<RunOptions> = {}) {
  const records: string[] = [];
  const { milliseconds: _, ...report } = await runEpisodes({
    starts,
    settings: defaultSettings,
    executor,
    signal: new AbortController().signal,
    onFinished: (episode) => void records.push(JSON.stringify(episodeRecords(episode))),
    ...over,
  });
  return { records, report };
}

describe("episodes side by side", () => {
  it("become what each becomes alone, in the same order", async () => {
    const alone = await run(simulatorExecutor(simulator));
    const abreast = await run(ownExecutor(simulator));
    expect(abreast).toEqual(alone);
    expect(alone.records).toHaveLength(150);
  });

  it("are judged alone when one step cannot be judged", () => {
    const task: JudgeTask = {
      kind: "judge",
      policy: "",
      scenario: scenario("one"),
      history: [],
      step: { kind: "agent", thought: "", action: { kind: "answer", text: "Which one do you mean?" } },
    };
    const broken = { ...task, history: undefined as never };
    const [good, bad, other] = simulator.answerAll?.([task, broken, task]) ?? [];
    expect(good).toMatchObject({ kind: "judge", result: { label: "safe" } });
    expect(bad).toBeInstanceOf(SimulatorError);
    expect(other).toEqual(good);
  });

  it("fail alone", async () => {
    const failing = (task: Task) =>
      task.kind === "reflect" && task.scenario.instruction.length % 2 === 0
        ? new SimulatorError("refused", "not this one")
        : undefined;
    const own = ownExecutor(simulator);
    const abreast = await run({
      ...own,
      executeAll: (tasks) =>
        tasks.map(
          (task): Outcome =>
            failing(task) ?? own.executeAll?.([task])[0] ?? new SimulatorError("invalid", ""),
        ),
    });
    const alone = await run({
      ...simulatorExecutor(simulator),
      execute(task, signal) {
        const failure = failing(task);
        if (failure) {
          throw failure;
        }
        return simulator.answer(task, signal);
      },
    });
    expect(abreast).toEqual(alone);
    expect(alone.report.states["reflection-failed"]).toBeGreaterThan(10);
    expect(alone.report.states.pair).toBeGreaterThan(10);
  });

  it("stop when the run is cancelled, hand over what was finished, and go on from the journal to the same records", async () => {
    const directory = mkdtempSync(join(tmpdir(), "autosafe-abreast-"));
    try {
      const abort = new AbortController();
      let tasks = 0;
      const first = openJournal(directory);
      const broken = await run(ownExecutor(simulator), {
        journal: first,
        signal: abort.signal,
        onEvent: (event) => void (event.type === "task" && ++tasks === 500 && abort.abort()),
      });
      first.close();
      expect(broken.report).toMatchObject({ cancelled: true, finished: broken.records.length });
      expect(broken.records.length).toBeGreaterThan(0);
      const second = openJournal(directory);
      const whole = await run(ownExecutor(simulator), { journal: second });
      second.close();
      expect(whole.records).toEqual((await run(ownExecutor(simulator))).records);
      expect(whole.records.slice(0, broken.records.length)).toEqual(broken.records);
      expect(whole.report.replayed).toBeGreaterThan(0);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it("are told from an executor that leaves one out", async () => {
    const start = startEpisode({ from: "scenario", scenario: scenario("one"), sample: 0 }, defaultSettings);
    const lost = advanceAbreast([start], {
      askAll: () => [],
      goOn: ({ episode }, outcome) =>
        outcome instanceof SimulatorError ? { episode } : advance(episode, outcome),
      isOver: async () => false,
    });
    await expect(lost).rejects.toThrow("left a task without an outcome");
  });
});

it("judges steps of different episodes together as it judges each", async () => {
  const tasks: JudgeTask[] = [];
  const own = ownExecutor(simulator);
  await run({
    ...own,
    executeAll(all) {
      tasks.push(...all.filter((task): task is JudgeTask => task.kind === "judge"));
      return own.executeAll?.(all) ?? [];
    },
  });
  const inputs = tasks.map(({ scenario, policy, history, step }) => ({
    instruction: scenario.instruction,
    policy,
    tools: scenario.tools,
    history,
    step,
    scenario,
  }));
  expect(inputs.length).toBeGreaterThan(300);
  expect(judgeSteps(inputs, model)).toEqual(inputs.map((input) => judgeStep(input, model)));
});
