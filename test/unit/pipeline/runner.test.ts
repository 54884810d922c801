import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answer, SimulatorError, type Task } from "../../../src/ots/task.ts";
import { defaultSettings, type EpisodeStart, type EpisodeState } from "../../../src/pipeline/episode.ts";
import { type Executor, simulatorExecutor } from "../../../src/pipeline/executor.ts";
import type { ExistingScenarios } from "../../../src/pipeline/existing-scenarios.ts";
import { openJournal } from "../../../src/pipeline/journal.ts";
import { episodeRecords } from "../../../src/pipeline/records.ts";
import { type RunEvent, type RunOptions, runEpisodes } from "../../../src/pipeline/runner.ts";
import { cell, readMail, removeFile, scripted } from "./scripted.ts";

const tools = [removeFile, readMail];
const starts = (count: number): EpisodeStart[] =>
  Array.from({ length: count }, (_, sample) => ({
    from: "cell",
    tools,
    cell,
    trigger: "ambiguous-scope",
    alternatives: [],
    sample,
    seed: 1,
  }));

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "autosafe-runner-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function options(over: Partial<RunOptions>): RunOptions {
  return {
    starts: starts(3),
    settings: defaultSettings,
    executor: simulatorExecutor(scripted()),
    signal: new AbortController().signal,
    onFinished: () => {},
    ...over,
  };
}

/** The same simulator behind an interface that answers later, with many tasks under way. */
function slow(capacity: number): Executor & { most: number; asked: Task[] } {
  const simulator = scripted();
  let open = 0;
  const executor = {
    id: "slow@1",
    capacity,
    most: 0,
    asked: simulator.asked,
    async execute(task: Task, signal: AbortSignal): Promise<Answer> {
      open++;
      executor.most = Math.max(executor.most, open);
      await new Promise((resume) => setTimeout(resume, 1));
      open--;
      return simulator.answer(task, signal);
    },
  };
  return executor;
}

describe("runner", () => {
  it("runs every episode once, counts every state and reports each", async () => {
    const events: RunEvent[] = [];
    const states: EpisodeState[] = [];
    const report = await runEpisodes(
      options({
        onEvent: (event) => events.push(event),
        onFinished: ({ phase }) => void (phase.at === "done" && states.push(phase.state)),
      }),
    );
    expect(report).toMatchObject({
      total: 3,
      finished: 3,
      cancelled: false,
      tasks: 18,
      replayed: 0,
      failures: [],
    });
    expect(report.states).toMatchObject({ pair: 3, error: 0 });
    expect(states).toEqual(["pair", "pair", "pair"]);
    expect(events.filter((event) => event.type === "finished").map((event) => event.finished)).toEqual([
      1, 2, 3,
    ]);
  });

  it("keeps as many tasks under way as the executor takes, and no more", async () => {
    const executor = slow(4);
    const report = await runEpisodes(options({ starts: starts(20), executor }));
    expect(report.states.pair).toBe(20);
    expect(executor.most).toBe(4);
  });

  it("flushes a batch executor when every open episode waits", async () => {
    const simulator = scripted();
    let queue: (() => void)[] = [];
    const waves: number[] = [];
    const batch: Executor = {
      id: "batch@1",
      capacity: Number.POSITIVE_INFINITY,
      execute: (task, signal) =>
        new Promise((resolve) => {
          queue.push(() => resolve(simulator.answer(task, signal)));
        }),
      flush() {
        const wave = queue;
        queue = [];
        waves.push(wave.length);
        for (const send of wave) {
          send();
        }
      },
    };
    const report = await runEpisodes(options({ starts: starts(5), executor: batch }));
    expect(report.states.pair).toBe(5);
    expect(waves).toEqual([5, 5, 5, 5, 5, 5]);
  });

  it("counts a simulator that throws or answers nonsense, and goes on with the others", async () => {
    const simulator = scripted({
      propose: (task) => {
        if (task.sample === 0) {
          throw new TypeError("cannot read properties of undefined");
        }
        if (task.sample === 1) {
          return { id: "half a scenario" } as never;
        }
        throw new SimulatorError("refused", "content policy");
      },
    });
    const report = await runEpisodes(options({ executor: simulatorExecutor(simulator) }));
    expect(report.states).toMatchObject({ error: 2, refused: 1 });
    expect(report.failures.map((failure) => failure.message)).toEqual([
      "cannot read properties of undefined",
      expect.stringContaining("the answer to propose is not valid"),
      "content policy",
    ]);
    expect(report.failures[0]?.what).toContain("remove_file");
  });

  it("stops soon after cancellation and keeps what was finished", async () => {
    const abort = new AbortController();
    const finished: string[] = [];
    const report = await runEpisodes(
      options({
        starts: starts(50),
        signal: abort.signal,
        onFinished: (episode) => {
          finished.push(episodeRecords(episode)?.scenario.id ?? "");
          if (finished.length === 7) {
            abort.abort();
          }
        },
      }),
    );
    expect(finished).toHaveLength(7);
    expect(report).toMatchObject({ cancelled: true, finished: 7, total: 50 });
  });
});

describe("journal", () => {
  async function runAll(executor: Executor, signal = new AbortController().signal, count = 12) {
    const journal = openJournal(directory);
    const records: unknown[] = [];
    const report = await runEpisodes(
      options({
        starts: starts(count),
        executor,
        journal,
        signal,
        onFinished: (episode) => void records.push(episodeRecords(episode)),
      }),
    );
    journal.close();
    return { report, records };
  }

  it("writes what can be had again together, in order, before what cannot and when asked to", () => {
    const journal = openJournal(directory);
    const lines = () => readFileSync(join(directory, "journal.jsonl"), "utf8").split("\n").slice(0, -1);
    const answer = { kind: "observe", result: { content: "x", isError: false } } as const;
    journal.note("a", answer);
    expect(lines()).toEqual([]);
    journal.record("b", answer);
    expect(lines().map((line) => JSON.parse(line).key)).toEqual(["a", "b"]);
    journal.note("c", new SimulatorError("near-duplicate", "known"));
    journal.flush();
    expect(lines()).toHaveLength(3);
    journal.note("d", { kind: "observe", result: { content: "x".repeat(300_000), isError: false } });
    expect(lines()).toHaveLength(4);
    journal.note("e", answer);
    journal.close();
    expect(openJournal(directory).lookup("e")).toEqual(answer);
  });

  it("replays what was answered and asks only what is missing, to the same records", async () => {
    const whole = await runAll(slow(3));
    rmSync(directory, { recursive: true });
    const abort = new AbortController();
    const first = slow(3);
    const execute = first.execute;
    first.execute = (task, signal) => {
      if (first.asked.length >= 20) {
        abort.abort();
      }
      return execute(task, signal);
    };
    const broken = await runAll(first, abort.signal);
    expect(broken.report.cancelled).toBe(true);
    const second = slow(3);
    const resumed = await runAll(second);
    expect(resumed.report.states.pair).toBe(12);
    expect(resumed.report.replayed).toBeGreaterThan(0);
    expect(resumed.report.replayed + second.asked.length).toBe(72);
    const byText = (records: unknown[]) => records.map((record) => JSON.stringify(record)).sort();
    expect(byText(resumed.records)).toEqual(byText(whole.records));
    const third = slow(1);
    await runAll(third);
    expect(third.asked).toEqual([]);
  });

  it("survives a torn last line, foreign lines and answers that no longer fit", async () => {
    await runAll(slow(2), undefined, 2);
    const file = join(directory, "journal.jsonl");
    truncateSync(file, readFileSync(file).length - 10);
    const executor = slow(2);
    expect((await runAll(executor, undefined, 2)).report.states.pair).toBe(2);
    expect(executor.asked).toHaveLength(1);
    appendFileSync(
      file,
      'not json\n{"key":"x","kind":"judge","result":{"label":"fine"}}\n{"key":"y","kind":"hack","result":1}\n',
    );
    const again = slow(2);
    expect((await runAll(again, undefined, 2)).report.states.pair).toBe(2);
    expect(again.asked).toEqual([]);
  });

  it("does not share answers between simulators", async () => {
    await runAll(slow(1), undefined, 1);
    const other = { ...slow(1), id: "slow@2" };
    expect((await runAll(other, undefined, 1)).report.replayed).toBe(0);
  });
});

describe("proposals that repeat an existing scenario", () => {
  /** Takes the first `most` proposals; all others are said to repeat the first. */
  function taking(most: number): ExistingScenarios & { taken: string[] } {
    const taken: string[] = [];
    return {
      taken,
      nearby: () => ["Do what is near."],
      repeatedBy: () => (taken.length < most ? undefined : "Do it again."),
      add: ({ id }) => {
        taken.push(id);
      },
    };
  }

  it("are asked for again elsewhere, with the repeated instruction to stay away from", async () => {
    const simulator = scripted();
    const [start] = starts(1);
    const report = await runEpisodes(
      options({
        starts: [{ ...start, alternatives: ["missing-detail"] } as EpisodeStart],
        executor: simulatorExecutor(simulator),
        existing: taking(0),
      }),
    );
    const asked = simulator.asked.filter((task) => task.kind === "propose");
    expect(asked.map(({ trigger }) => trigger)).toEqual([
      ...Array.from({ length: 3 }, () => "ambiguous-scope"),
      ...Array.from({ length: 3 }, () => "missing-detail"),
    ]);
    expect(new Set(asked.map(({ sample }) => sample)).size).toBe(6);
    expect(asked[2]?.avoid).toEqual(["Do what is near.", "Do it again.", "Do it again."]);
    expect(report.states["not-reached"]).toBe(1);
    expect(report.failures[0]?.message).toContain("nearly repeats a scenario that exists");
  });

  it("are turned down in a resumed run as they were, whatever exists by then", async () => {
    const run = async (existing: ExistingScenarios) => {
      const simulator = scripted();
      const journal = openJournal(directory);
      const report = await runEpisodes(
        options({ executor: simulatorExecutor(simulator), existing, journal }),
      );
      journal.close();
      return { report, asked: simulator.asked.length };
    };
    const first = taking(2);
    const before = await run(first);
    const later = taking(0);
    const resumed = await run(later);
    expect(before.report.states).toMatchObject({ pair: 2, "not-reached": 1 });
    expect(resumed.report.states).toEqual(before.report.states);
    expect(resumed.asked).toBe(0);
    expect(later.taken).toEqual(first.taken);
  });
});
