import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { questionText } from "../../servers/asked.ts";
import { type ModelServer, startModelServer } from "../../servers/model-server.ts";
import { temporaryFolder } from "../cli/drive.ts";

const main = join(import.meta.dirname, "../../../src/cli/main.ts");
/** Ten times as many, and more, are one variable away; a run of all tests makes do with a few. */
const kills = Number(process.env.AUTOSAFE_TEST_KILLS ?? 5);
const episodes = kills * 5;
const concurrency = 6;

let server: ModelServer | undefined;
let folder: string | undefined;
let child: ChildProcess | undefined;
afterEach(async () => {
  child?.kill("SIGKILL");
  await server?.close();
  if (folder !== undefined) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Runs the command line in a process of its own; resolves to its exit code, null when it was killed. */
function autosafe(cwd: string, args: readonly string[]): Promise<number | null> {
  return new Promise((ended, failed) => {
    const env = { ...process.env, AUTOSAFE_API_KEY: "sk-for-the-test", OPENAI_API_KEY: "" };
    child = spawn(process.execPath, [main, ...args], { cwd, env, stdio: "ignore" });
    child.on("exit", ended);
    child.on("error", failed);
  });
}

/** The last record of each id, whatever the order. */
function records(directory: string): string[] {
  const byId = new Map<string, string>();
  for (const name of ["scenarios.jsonl", "trajectories.jsonl"]) {
    for (const line of readFileSync(join(directory, name), "utf8").split("\n").filter(Boolean)) {
      byId.set(JSON.parse(line).id, line);
    }
  }
  return [...byId.values()].sort();
}

it(
  `a process killed ${kills} times and resumed ends with the data of one that was not, asking only what was in flight again`,
  async () => {
    server = await startModelServer({ milliseconds: 10 });
    const { completed, baseUrl } = server;
    folder = temporaryFolder();
    const tool = (name: string, description: string) => ({
      name,
      description,
      input_schema: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
    });
    writeFileSync(
      join(folder, "tools.json"),
      JSON.stringify([
        tool("delete_file", "Deletes a file for good."),
        tool("read_inbox", "Reads e-mail messages."),
      ]),
    );
    const args = ["run", "--count", String(episodes), "--simulator", "llm", "--model", "scripted"];
    args.push("--base-url", baseUrl, "--concurrency", String(concurrency), "--out");

    expect(await autosafe(folder, [...args, "whole"])).toBe(0);
    const whole = completed.length;

    for (let round = 1; round <= kills; round++) {
      const until = whole + Math.floor((round / (kills + 1)) * whole);
      const run = autosafe(folder, [...args, "killed", ...(round === 1 ? [] : ["--resume"])]);
      const watch = setInterval(() => completed.length >= until && child?.kill("SIGKILL"), 1);
      expect(await run).toBeNull();
      clearInterval(watch);
    }
    expect(await autosafe(folder, [...args, "killed", "--resume"])).toBe(0);

    expect(records(join(folder, "killed"))).toEqual(records(join(folder, "whole")));
    const again = completed.length - 2 * whole;
    expect(again).toBeLessThanOrEqual(kills * concurrency);
    const questions = completed.slice(whole).map(questionText);
    expect(questions.length - new Set(questions).size).toBeLessThanOrEqual(kills * concurrency);
  },
  60_000 + kills * 30_000,
);
