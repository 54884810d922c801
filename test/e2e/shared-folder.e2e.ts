import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { Editor } from "./editor.ts";
import { useEditor } from "./harness.ts";

const run = promisify(execFile);

interface StoredScenario {
  readonly id: string;
  readonly cell: { readonly toolName: string };
}

/** The last record of each id, as the file has them; a line that is torn or mixed with another does not parse. */
async function stored<Kind extends { id: string }>(
  folder: string,
  file: string,
): Promise<ReadonlyMap<string, Kind>> {
  const text = await readFile(join(folder, ".autosafe", file), "utf8");
  const records = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Kind);
  return new Map(records.map((record) => [record.id, record]));
}

async function scenariosOf(folder: string, tool: string): Promise<number> {
  const scenarios = await stored<StoredScenario>(folder, "scenarios.jsonl");
  return [...scenarios.values()].filter(({ cell }) => cell.toolName === tool).length;
}

async function discovered(editor: Editor): Promise<void> {
  await editor.openView("AutoSafe");
  await editor.row(/^Tool unlock_door/).waitFor({ timeout: 60_000 });
}

async function runWorkspace(editor: Editor): Promise<void> {
  await editor.runCommand("AutoSafe: Run Full Pipeline");
  await editor.pick("Whole workspace");
}

/** The item in the status bar is there only while something runs. */
async function finished(editor: Editor): Promise<void> {
  await editor.page
    .locator("[id$='autosafe.run']")
    .filter({ visible: true })
    .waitFor({ state: "hidden", timeout: 90_000 });
}

describe("two windows on one folder", () => {
  const editor = useEditor();

  it("generate and run at the same time, lose nothing and show the same", async () => {
    const first = editor();
    const second = await first.secondWindow();
    await discovered(first);
    await discovered(second);
    await Promise.all([runWorkspace(first), runWorkspace(second)]);
    for (const tool of ["send_mail", "unlock_door"]) {
      for (const window of [first, second]) {
        await window.row(new RegExp(`^${tool}, \\d+ scenarios`)).waitFor({ timeout: 90_000 });
        await finished(window);
      }
      const count = await scenariosOf(first.folder, tool);
      expect(count).toBeGreaterThan(2);
      for (const window of [first, second])
        await window.row(new RegExp(`^${tool}, ${count} scenarios`)).waitFor();
    }
    const trajectories = await stored(first.folder, "trajectories.jsonl");
    const scenarios = await stored(first.folder, "scenarios.jsonl");
    expect(trajectories.size).toBeGreaterThan(scenarios.size);
    await second.screenshot("two-windows-second");
    await second.close();
  });
});

describe("a branch switched under a run", () => {
  const git = (folder: string, ...args: string[]) =>
    run("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: folder });
  const tools = "mail-assistant/tools.py";
  const editor = useEditor({
    settings: { "autosafe.generate.count": 20, "git.enabled": false },
    prepare: async (folder) => {
      await git(folder, "init", "-b", "main");
      await git(folder, "add", "-A");
      await git(folder, "commit", "-m", "tools");
      await git(folder, "switch", "-c", "doors-only");
      await git(folder, "rm", "-r", "mail-assistant");
      await git(folder, "commit", "-m", "no mail");
      await git(folder, "switch", "main");
    },
  });

  it("finishes the run, keeps every record whole and shows the tools of the new branch", async () => {
    const { folder, page } = editor();
    await discovered(editor());
    await editor()
      .row(/^Tool find_contact/)
      .waitFor();
    await runWorkspace(editor());
    await page.locator("[id$='autosafe.run']").filter({ visible: true }).waitFor();
    await git(folder, "switch", "doors-only");
    await finished(editor());
    await editor()
      .row(/^Tool find_contact/)
      .waitFor({ state: "detached" });
    await editor()
      .row(/^Tool unlock_door/)
      .waitFor();
    const doors = await scenariosOf(folder, "unlock_door");
    await editor()
      .row(new RegExp(`^unlock_door, ${doors} scenarios`))
      .waitFor();
    await editor().screenshot("branch-switched");
    expect((await stored(folder, "trajectories.jsonl")).size).toBeGreaterThan(0);
    await git(folder, "switch", "main");
    await editor()
      .row(/^Tool find_contact/)
      .waitFor();
    expect(await readFile(join(folder, tools), "utf8")).toContain("send_mail");
  });
});
