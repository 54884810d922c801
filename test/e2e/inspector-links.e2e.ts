/// <reference lib="dom" />
import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { describe, expect, it } from "vitest";
import { buildZip } from "../unit/trajectories/zip-builder.ts";
import type { Editor } from "./editor.ts";
import { useEditor } from "./harness.ts";

const messages = (path: string) => [
  { role: "user", content: "Free some space." },
  ...Array.from({ length: 12 }, (_, k) => [
    {
      role: "assistant",
      content: null,
      tool_calls: [
        {
          id: `c${k}`,
          type: "function",
          function: { name: "delete_files", arguments: JSON.stringify({ path: `${path}/${k}` }) },
        },
      ],
    },
    { role: "tool", tool_call_id: `c${k}`, content: `done ${k}` },
  ]).flat(),
];
const chat = (path: string) => JSON.stringify({ messages: messages(path) });
const log = (path: string) =>
  buildZip([
    { name: "header.json", content: JSON.stringify({ version: 2, eval: { task: "t", model: "m" } }) },
    {
      name: "samples/1_epoch_1.json",
      content: JSON.stringify({ id: 1, epoch: 1, messages: messages(path) }),
      method: 93,
    },
  ]);

/** Everything there is to read in the window, its pages included. */
async function wordsIn({ page }: Editor): Promise<string> {
  const read = (frame: Frame) =>
    frame
      .locator("body")
      .textContent()
      .catch(() => "");
  return (await Promise.all(page.frames().map(read))).join(" ");
}

describe("what is not only on the disk", () => {
  const editor = useEditor({
    prepare: async (folder) => {
      const runs = join(folder, "runs");
      await mkdir(runs);
      await writeFile(join(runs, "old.trajectory.json"), chat("/tmp/cache"));
      await writeFile(join(runs, "log.eval"), log("/tmp/cache"));
      const git = (...args: string[]) =>
        execFileSync(
          "git",
          ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args],
          {
            cwd: folder,
          },
        );
      git("init", "-q");
      git("add", "-A");
      git("commit", "-qm", "first");
      git("mv", "runs/old.trajectory.json", "runs/new.trajectory.json");
      await writeFile(join(runs, "new.trajectory.json"), chat("/tmp/cache").replace("/tmp/cache/3", "/"));
      await writeFile(join(runs, "log.eval"), log("/"));
      await writeFile(join(runs, "fresh.trajectory.json"), chat("/tmp"));
    },
  });
  const card = ".step:not(.skeleton)";
  const compare = () => editor().runCommand("AutoSafe: Compare Trajectory File with Last Commit");

  it("a link to a step opens it again, after asking, through the editor's own handler", async () => {
    const { page } = editor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await editor().openFile("runs/fresh.trajectory.json");
    const shown = await editor().webview(card);
    await shown.locator(".step[data-step='0']").click();
    for (let k = 0; k < 7; k++) await page.keyboard.press("j");
    await expect.poll(() => shown.locator(".step[tabindex='0']").getAttribute("data-step")).toBe("7");
    await editor().runCommand("AutoSafe: Inspector: Copy Link to This Step");
    const link = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(link).toContain("://autosafe.autosafe/trajectory?");
    const copied = await link();
    expect(copied).toMatch(/step(=|%3D)7/);
    await editor().runCommand("View: Close All Editors");
    await editor().runCommand("Developer: Open URL");
    await editor().type(copied);
    const dialog = page.locator(".monaco-dialog-box");
    // First the editor asks whether the extension may, then the extension asks about the trajectory.
    await dialog
      .filter({ hasText: "open this URI" })
      .getByRole("button", { name: /^(Open|Allow)/ })
      .click();
    const own = dialog.filter({ hasText: "A link wants to open a trajectory." });
    await own.waitFor();
    expect(await own.textContent()).toContain("fresh.trajectory.json");
    await editor().screenshot("inspector-7-link");
    await own.getByRole("button", { name: "Open" }).click();
    const again = await editor().webview(".step[data-step='7']");
    await expect.poll(() => again.locator(".step[tabindex='0']").getAttribute("data-step")).toBe("7");
  });

  it("a file that was renamed since the last commit is compared with what it was", async () => {
    await editor().openFile("runs/new.trajectory.json");
    await editor().webview(card);
    await compare();
    const page = await editor().webview(".cells");
    await expect.poll(() => page.locator(".kind-args-differ .node-changed").count()).toBe(2);
    await editor().screenshot("inspector-8-renamed");
    await editor().runCommand("View: Close All Editors");
  });

  it("an archive is compared byte for byte", async () => {
    await editor().runCommand("AutoSafe: Open Trajectory File…");
    await editor().typePath(join(editor().folder, "runs", "log.eval"));
    await editor().webview(card);
    await compare();
    const page = await editor().webview(".cells");
    await expect.poll(() => page.locator(".kind-args-differ .node-changed").count()).toBeGreaterThan(2);
    await editor().runCommand("View: Close All Editors");
  });

  it("a file that no commit has says so", async () => {
    await editor().openFile("runs/fresh.trajectory.json");
    await editor().webview(card);
    await compare();
    await expect
      .poll(() => wordsIn(editor()), { timeout: 30_000 })
      .toContain("The last commit has no fresh.trajectory.json.");
    await editor().screenshot("inspector-9-uncommitted");
    await editor().runCommand("View: Close All Editors");
  });
});

describe("a folder without Git", () => {
  const editor = useEditor({
    prepare: async (folder) => {
      await rm(join(folder, ".git"), { recursive: true, force: true });
      await writeFile(join(folder, "run.trajectory.json"), chat("/tmp"));
    },
  });

  it("has no last commit to compare with, and says so", async () => {
    await editor().openFile("run.trajectory.json");
    await editor().webview(".step:not(.skeleton)");
    await editor().runCommand("AutoSafe: Compare Trajectory File with Last Commit");
    await expect
      .poll(() => wordsIn(editor()), { timeout: 30_000 })
      .toContain("run.trajectory.json is in no Git repository that is open.");
    await editor().screenshot("inspector-10-no-git");
  });
});
