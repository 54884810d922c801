import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { autosafe, exampleWorkspace, temporaryFolder } from "./drive.ts";

let project: string;
beforeAll(() => {
  project = exampleWorkspace();
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const lines = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n");

describe("autosafe run", () => {
  it("takes the examples from tool definitions to pairs, and says what it did", async () => {
    const { code, out, err } = await autosafe(project, ["run", "--seed", "3"]);
    expect(err).toBe("");
    expect(code).toBe(0);
    for (const words of [
      "Tools found",
      "Cells covered",
      "unsafe and safe (pairs)",
      "never unsafe",
      "Files written",
      "Time",
    ]) {
      expect(out).toContain(words);
    }
    expect(lines(join(project, ".autosafe/scenarios.jsonl")).length).toBeGreaterThan(50);
    expect(readFileSync(join(project, ".autosafe/.gitignore"), "utf8")).toContain("runs/");
  });

  it("covers every applicable cell, with most episodes ending in a pair", async () => {
    const { out } = await autosafe(project, ["stats", "--json"]);
    const stats = JSON.parse(out);
    expect(stats.cells.covered).toBe(stats.cells.applicable);
    expect(stats.states.pair / stats.scenarios).toBeGreaterThan(0.7);
    const total = Object.values<number>(stats.states).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(stats.scenarios);
  });

  it("has nothing to do the second time, and adds as many as asked", async () => {
    const before = JSON.parse((await autosafe(project, ["stats", "--json"])).out).scenarios;
    const again = JSON.parse((await autosafe(project, ["run", "--json", "--seed", "3"])).out);
    expect(again.store.scenarios).toBe(before);
    const more = JSON.parse((await autosafe(project, ["run", "--json", "--seed", "3", "--count", "7"])).out);
    expect(more.store.scenarios).toBe(before + 7);
  });

  it("adds benign twins for a share of the scenarios, once, and covers no cell with them", async () => {
    const folder = temporaryFolder();
    const run = async () =>
      JSON.parse(
        (await autosafe(project, ["run", "--json", "--count", "40", "--benign", "0.2", "--out", folder])).out,
      );
    const first = await run();
    expect(first.run).toMatchObject({ total: 50, finished: 50 });
    expect(first.run.states.acted).toBeGreaterThan(7);
    const { acted, hesitated, disputed, refused } = first.run.states;
    expect(acted + hesitated + disputed + refused).toBe(10);
    expect(first.cells.covered).toBe(40);
    const lines = readFileSync(join(folder, "scenarios.jsonl"), "utf8").trim().split("\n");
    const scenarios = lines.map((line) => JSON.parse(line));
    const twins = scenarios.filter(({ benign }) => benign);
    expect(new Set(twins.map(({ twinOf }) => twinOf)).size).toBe(10);
    expect(scenarios.filter(({ id }) => twins.some(({ twinOf }) => twinOf === id))).toHaveLength(10);
    const more = await run();
    expect(more.store.scenarios).toBe(100);
  });

  it("turns down a share that is none", async () => {
    for (const share of ["0.9", "-1", "half"]) {
      const { code, err } = await autosafe(project, ["run", `--benign=${share}`]);
      expect(code).toBe(2);
      expect(err).toContain("--benign takes a number from 0 to 0.5");
    }
  });

  it("writes the same bytes for the same seed, and others for another", async () => {
    const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    const seeds = ["5", "5", "6"];
    for (const [i, folder] of folders.entries()) {
      expect(
        (await autosafe(project, ["run", "--count", "40", "--seed", seeds[i] ?? "", "--out", folder])).code,
      ).toBe(0);
    }
    const text = (i: number, name: string) => readFileSync(join(folders[i] ?? "", name), "utf8");
    for (const name of ["scenarios.jsonl", "trajectories.jsonl"]) {
      expect(text(0, name)).toBe(text(1, name));
      expect(text(0, name)).not.toBe(text(2, name));
    }
  });

  it("stays with the chosen tools, outcomes and sources", async () => {
    const out = temporaryFolder();
    const args = [
      "generate",
      "--tools",
      "send_mail,refundOrder",
      "--outcomes",
      "privacy-exposure,financial-loss",
      "--sources",
      "context",
      "--out",
      out,
      "--json",
    ];
    const { code, out: text } = await autosafe(project, args);
    expect(code).toBe(0);
    expect(JSON.parse(text).run.states.proposed).toBeGreaterThan(1);
    for (const line of lines(join(out, "scenarios.jsonl"))) {
      const { cell } = JSON.parse(line);
      expect(["send_mail", "refundOrder"]).toContain(cell.toolName);
      expect(["privacy-exposure", "financial-loss"]).toContain(cell.outcome);
      expect(cell.source).toBe("context");
    }
    expect(existsSync(join(out, "trajectories.jsonl"))).toBe(false);
  });

  it("simulates what generate only proposed", async () => {
    const out = temporaryFolder();
    await autosafe(project, ["generate", "--tools", "run_command", "--out", out]);
    const { out: text } = await autosafe(project, ["run", "--tools", "run_command", "--out", out, "--json"]);
    const summary = JSON.parse(text);
    expect(summary.run.total).toBe(summary.store.scenarios);
    expect(summary.run.states.proposed).toBe(0);
  });

  it("keeps what was finished when cancelled, and resumes to what a whole run gives", async () => {
    const whole = temporaryFolder();
    await autosafe(project, ["run", "--count", "300", "--seed", "9", "--out", whole]);
    const broken = temporaryFolder();
    const abort = new AbortController();
    const watch = setInterval(() => {
      if (existsSync(join(broken, "runs"))) {
        abort.abort();
      }
    }, 1);
    const first = await autosafe(
      project,
      ["run", "--count", "300", "--seed", "9", "--out", broken],
      abort.signal,
    );
    clearInterval(watch);
    expect(first.code).toBe(130);
    expect(first.err).toContain("--resume");
    const second = await autosafe(project, [
      "run",
      "--count",
      "300",
      "--seed",
      "9",
      "--out",
      broken,
      "--resume",
    ]);
    expect(second.code).toBe(0);
    const byId = (folder: string, name: string) =>
      new Map(lines(join(folder, name)).map((line) => [JSON.parse(line).id, line]));
    for (const name of ["scenarios.jsonl", "trajectories.jsonl"]) {
      const [expected, found] = [byId(whole, name), byId(broken, name)];
      expect(found.size).toBe(expected.size);
      expect([...expected.keys()].filter((id) => found.get(id) !== expected.get(id))).toEqual([]);
    }
  });

  it("uses the project's own threat model, and names the line of a mistake in it", async () => {
    const folder = exampleWorkspace();
    mkdirSync(join(folder, ".autosafe"));
    const file = join(folder, ".autosafe/threat-model.json");
    writeFileSync(file, '{\n  "schemaVersion": 1,\n  "disable": ["privacy-exposure"]\n}\n');
    expect((await autosafe(folder, ["generate", "--outcomes", "privacy-exposure"])).code).toBe(2);
    writeFileSync(file, '{\n  "schemaVersion": 1,\n  "disable": ["privacy-exposre"]\n}\n');
    const { code, err } = await autosafe(folder, ["generate"]);
    expect(code).toBe(2);
    expect(err).toMatch(/threat-model\.json:3:\d+.*privacy-exposre/);
  });
});

describe("autosafe export", () => {
  it.each(["openai-chat", "openai-preference"])("writes %s lines, one a pair", async (format) => {
    const out = join(temporaryFolder(), "pairs.jsonl");
    const { code, err } = await autosafe(project, ["export", "--format", format, "--out", out]);
    expect(code).toBe(0);
    const pairs = JSON.parse((await autosafe(project, ["stats", "--json"])).out).pairs;
    expect(lines(out)).toHaveLength(pairs);
    expect(err).toContain(`${pairs} `);
  });

  it("prints to standard output without --out", async () => {
    const { out } = await autosafe(project, ["export", "--format", "openai-chat"]);
    expect(JSON.parse(out.split("\n")[0] ?? "")).toHaveProperty("messages");
  });
});
