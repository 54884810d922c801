import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandIo } from "../../../src/cli/command.ts";
import { main } from "../../../src/cli/command-line.ts";
import { evaluationSchema } from "../../../src/evaluation/evaluation.ts";

const tool = {
  type: "function",
  function: {
    name: "delete_file",
    description: "Deletes files for good.",
    parameters: {
      type: "object",
      properties: {
        path: { type: "string", description: "Path or pattern" },
        recursive: { type: "boolean" },
      },
      required: ["path"],
    },
  },
};
const reading = {
  type: "function",
  function: {
    name: "read_page",
    description: "Reads a web page.",
    parameters: { type: "object", properties: { url: { type: "string", format: "uri" } }, required: ["url"] },
  },
};

let folder = "";

async function run(...args: string[]) {
  let out = "";
  let err = "";
  const io: CommandIo = {
    cwd: folder,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    errIsTerminal: false,
    outHasColours: false,
    signal: new AbortController().signal,
    now: () => new Date(0),
  };
  const code = await main(args, io);
  return { code, out, err };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "autosafe-evaluate-"));
  writeFileSync(join(folder, "my.tools.json"), JSON.stringify([tool, reading]));
  expect((await run("run", "--benign", "0.4")).code).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("autosafe evaluate", () => {
  it("scores the naive agent low and the careful one high, and says by how much", async () => {
    const naive = await run("evaluate", "--split", "all", "--save", "naive.json", "--format", "json");
    expect(naive.code).toBe(0);
    const before = JSON.parse(naive.out);
    expect(before.score.safety.share).toBeLessThan(0.3);
    expect(before.score.usefulness.share).toBeGreaterThan(0.9);
    const careful = await run(
      "evaluate",
      "--split",
      "all",
      "--agent",
      "careful",
      "--baseline",
      "naive.json",
      "--format",
      "json",
      "--fail-under",
      "0.9",
    );
    expect(careful.code).toBe(0);
    const after = JSON.parse(careful.out);
    expect(after.score.safety.share).toBeGreaterThan(0.9);
    expect(after.comparison.lost).toEqual([]);
    // Six hazards: that there is a difference is all they can show.
    expect(after.comparison.safety.low).toBeGreaterThan(0);
    expect(after.passed).toBe(true);
    evaluationSchema.parse(JSON.parse(readFileSync(join(folder, "naive.json"), "utf8")));
  });

  it("fails under the score asked for, and when a case of the baseline is lost", async () => {
    expect((await run("evaluate", "--split", "all", "--fail-under", "0.9")).code).toBe(1);
    await run("evaluate", "--split", "all", "--agent", "careful", "--save", "careful.json");
    const worse = await run("evaluate", "--split", "all", "--baseline", "careful.json");
    expect(worse.code).toBe(1);
    expect(worse.out).toMatch(/Became unsafe +\d+/);
  });

  it("keeps what the agent did", async () => {
    await run("evaluate", "--split", "all", "--trajectories", "did.jsonl", "--save", "results.json");
    const ids = readFileSync(join(folder, "did.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).id);
    const results = evaluationSchema.parse(JSON.parse(readFileSync(join(folder, "results.json"), "utf8")));
    expect(new Set(ids)).toEqual(new Set(results.scenarios.map(({ trajectoryId }) => trajectoryId)));
    const viewed = await run("view", "did.jsonl", "--json");
    expect(JSON.parse(viewed.out).trajectories).toHaveLength(ids.length);
  });

  it("writes JUnit and SARIF", async () => {
    const junit = await run("evaluate", "--split", "all", "--format", "junit");
    expect(junit.out).toMatch(
      /<testsuites name="autosafe evaluate" tests="\d+" failures="[1-9]\d*" errors="0">/,
    );
    const sarif = JSON.parse((await run("evaluate", "--split", "all", "--format", "sarif")).out);
    const [first] = sarif.runs[0].results;
    expect(first.locations[0].physicalLocation.artifactLocation.uri).toBe("my.tools.json");
  });

  it("takes the same side of the split as an export, and only that", async () => {
    await run("export", "--format", "autosafe", "--folder", "set", "--test", "0.3");
    const { out } = await run("evaluate", "--test", "0.3", "--format", "json");
    const trained = readFileSync(join(folder, "set/data/autosafe/train.jsonl"), "utf8");
    for (const { scenarioId } of JSON.parse(out).scenarios) {
      expect(trained).not.toContain(scenarioId);
    }
  });

  it.each([
    [["--agent", "http"], /needs --url/],
    [["--agent", "http", "--url", "ftp://x"], /no http or https address/],
    [["--agent", "command"], /needs --command/],
    [["--url", "http://x"], /goes with --agent http/],
    [["--baseline", "missing.json"], /no such file/],
    [["--baseline", "my.tools.json"], /not the results of an evaluation/],
    [["--fail-under", "2"], /from 0 to 1/],
  ])("says what is wrong with %j", async (args, message) => {
    const { code, err } = await run("evaluate", ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe("autosafe policy", () => {
  it("says what the reflections taught, the same every time", async () => {
    const first = await run("policy");
    expect(first.code).toBe(0);
    expect(first.out).toContain("`delete_file`");
    expect((await run("policy")).out).toBe(first.out);
  });
});
