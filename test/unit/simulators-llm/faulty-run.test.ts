import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Episode } from "../../../src/pipeline/episode.ts";
import { type Journal, openJournal } from "../../../src/pipeline/journal.ts";
import { type Asked, questionText } from "../../servers/asked.ts";
import type { Fault } from "../../servers/faults.ts";
import { type ModelServer, startModelServer } from "../../servers/model-server.ts";
import { key, run } from "./run.ts";

let server: ModelServer;
const folders: string[] = [];
afterEach(async () => {
  await server.close();
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function journalFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "autosafe-llm-"));
  folders.push(folder);
  return folder;
}

/** Faults that a retry or a repair turn gets over. */
const passing: readonly Fault[] = [
  "429",
  "429-retry-after",
  "500",
  "503-page",
  "hang-in-body",
  "cut-connection",
  "cut-body",
  "wrong-content-type",
  "empty-body",
  "error-in-200",
  "empty-choices",
  "no-usage",
  "fenced",
  "thinking",
  "truncated-json",
  "wrong-types",
];

/**
 * Answers that never end, in one run. The client has to wait for its time-out on each, and a time-out short enough to
 * wait many times is one that a busy machine runs into without any fault.
 */
const mostHangs = 4;

/** A tenth of all questions meets a fault the first time it is asked, whatever the order they come in. */
function tenPercent(list: readonly Fault[]) {
  const hit = new Set<string>();
  let hangs = 0;
  return (asked: Asked): Fault | undefined => {
    const question = questionOf(asked);
    const dice = Number.parseInt(question.slice(0, 8), 16);
    if (dice % 10 !== 0 || hit.has(question)) {
      return undefined;
    }
    hit.add(question);
    const fault = list[Math.floor(dice / 10) % list.length];
    return fault === "hang-in-body" && ++hangs > mostHangs ? "cut-body" : fault;
  };
}

const questionOf = (asked: Asked) => digest(questionText(asked));
const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** What became of each episode, in any order, short enough to be compared. */
const summary = (episodes: readonly Episode[]) =>
  episodes
    .map(
      ({ scenario, ...rest }) => `${scenario?.id} ${digest(JSON.stringify({ ...rest, start: undefined }))}`,
    )
    .sort();

/** The variable makes it a long run; a run of all tests makes do with a shorter one. */
const episodes = Number(process.env.AUTOSAFE_TEST_EPISODES ?? 300);

describe(`a run of ${episodes} episodes with faults in a tenth of the requests`, () => {
  it(
    "loses no task, doubles none, and gives what a run without faults gives",
    async () => {
      server = await startModelServer({ fault: tenPercent(passing) });
      const options = { baseUrl: server.baseUrl, episodes, concurrency: 32 };
      const faulty = await run({ ...options, transport: { timeoutMilliseconds: 8_000 } });
      expect(faulty.stop).toBeUndefined();
      expect(faulty.report.failures).toEqual([]);
      expect(faulty.report.states.pair).toBe(episodes);
      expect(faulty.usage.retries).toBeGreaterThan(100);
      // A task is answered once: whatever was asked again had not been answered.
      const answered = server.completed.filter(({ repair }) => !repair).map(questionOf);
      expect(new Set(answered).size).toBe(answered.length);
      await server.close();

      server = await startModelServer();
      const clean = await run({ ...options, baseUrl: server.baseUrl });
      expect(summary(faulty.episodes)).toEqual(summary(clean.episodes));
      expect(clean.usage.requests).toBe(faulty.report.tasks);
    },
    120_000 + episodes * 200,
  );

  it("counts every outcome of the model that is no answer", async () => {
    const lasting: readonly Fault[] = ["refusal", "prose-refusal", "filtered", "filter-400", "length-limit"];
    server = await startModelServer({ fault: tenPercent(lasting) });
    const { report, stop } = await run({ baseUrl: server.baseUrl, episodes: 120, concurrency: 16 });
    expect(stop).toBeUndefined();
    const counted = Object.values(report.states).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(120);
    expect(report.states.refused).toBeGreaterThan(0);
    expect(report.states["judge-failed"]).toBeGreaterThan(0);
    expect(report.states["reflection-failed"]).toBeGreaterThan(0);
    expect(report.states.pair).toBeGreaterThan(20);
  });
});

describe("the journal", () => {
  async function journalled<T>(folder: string, use: (journal: Journal) => Promise<T>): Promise<T> {
    const journal = openJournal(folder);
    try {
      return await use(journal);
    } finally {
      journal.close();
    }
  }

  it("lets a run be cut off anywhere and go on: nothing is asked twice and the result is the same", async () => {
    server = await startModelServer();
    const whole = await run({ baseUrl: server.baseUrl, episodes: 40 });
    const folder = journalFolder();
    const before = server.completed.length;
    let resumed = whole;
    for (let round = 1; round <= 6; round++) {
      const abort = new AbortController();
      const goal = before + round * 60;
      const watch = setInterval(() => server.completed.length >= goal && abort.abort(), 1);
      resumed = await journalled(folder, (journal) =>
        run({ baseUrl: server.baseUrl, episodes: 40, journal, ...(round < 6 && { signal: abort.signal }) }),
      );
      clearInterval(watch);
      // As after a kill: the last line may be torn.
      const file = join(folder, "journal.jsonl");
      writeFileSync(file, `${readFileSync(file, "utf8")}{"key":"torn`);
    }
    expect(resumed.report.finished).toBe(40);
    expect(summary(resumed.episodes)).toEqual(summary(whole.episodes));
    // What was in flight when a round was cut off is asked again, and nothing else.
    const asked = server.completed.length - before;
    expect(asked).toBeLessThanOrEqual(whole.report.tasks + 5 * 8);
  });

  it("replays a finished run without a network, failures included", async () => {
    const lasting: readonly Fault[] = ["refusal", "filtered", "length-limit"];
    server = await startModelServer({ fault: tenPercent(lasting) });
    const folder = journalFolder();
    const options = { baseUrl: server.baseUrl, episodes: 60 };
    const first = await journalled(folder, (journal) => run({ ...options, journal }));
    const asked = server.asked.length;
    await server.close();
    const second = await journalled(folder, (journal) => run({ ...options, journal }));
    expect(second.report.states).toEqual(first.report.states);
    expect(second.report.replayed).toBe(second.report.tasks);
    expect(second.usage.requests).toBe(0);
    expect(summary(second.episodes)).toEqual(summary(first.episodes));
    expect(server.asked.length).toBe(asked);
    expect(readFileSync(join(folder, "journal.jsonl"), "utf8")).not.toContain(key);
  });
});
