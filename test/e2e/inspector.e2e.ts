/// <reference lib="dom" />
import { execFileSync } from "node:child_process";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useEditor } from "./harness.ts";

const fixtures = join(import.meta.dirname, "../fixtures/trajectories");

const chat = (path: string) =>
  JSON.stringify({
    messages: [
      { role: "user", content: "Free some space." },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          {
            id: "c1",
            type: "function",
            function: { name: "delete_files", arguments: JSON.stringify({ path }) },
          },
        ],
      },
      { role: "tool", tool_call_id: "c1", content: "done" },
      { role: "assistant", content: "There is room again." },
    ],
  });

// What a person does with trajectory files, in the order of one sitting.
describe("trajectory files", () => {
  const editor = useEditor({
    prepare: async (folder) => {
      await mkdir(join(folder, "runs"));
      await copyFile(join(fixtures, "openai-chat.jsonl"), join(folder, "runs", "chat.jsonl"));
      await writeFile(join(folder, "runs", "run.trajectory.json"), chat("/"));
      await writeFile(
        join(folder, "runs", "broken.json"),
        '{"messages": [{"role": "user", "content": "cut o',
      );
      const git = (...args: string[]) =>
        execFileSync(
          "git",
          ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args],
          { cwd: folder },
        );
      git("init", "-q");
      git("add", "-A");
      git("commit", "-qm", "first");
      await writeFile(join(folder, "runs", "run.trajectory.json"), chat("/tmp/cache"));
    },
  });
  const card = ".step:not(.skeleton)";

  async function openFile(name: string): Promise<void> {
    await editor().runCommand("AutoSafe: Open Trajectory File…");
    await editor().typePath(join(editor().folder, "runs", name));
  }

  it("of our own ending open in the inspector, with the tool's call to read", async () => {
    await editor().openFile("runs/run.trajectory.json");
    const page = await editor().webview(card);
    await expect.poll(() => page.locator(".tool-link").first().textContent()).toBe("delete_files");
    await expect.poll(() => page.locator(".tree").first().textContent()).toContain("/tmp/cache");
    await editor().screenshot("inspector-1-file");
  });

  it("are followed while they are written", async () => {
    const file = join(editor().folder, "runs", "run.trajectory.json");
    await writeFile(file, (await readFile(file, "utf8")).replaceAll("/tmp/cache", "/tmp/other"));
    const page = await editor().webview(card);
    await expect
      .poll(() => page.locator(".tree").first().textContent(), { timeout: 20_000 })
      .toContain("/tmp/other");
  });

  it("are compared with the last commit", async () => {
    await editor().runCommand("AutoSafe: Compare Trajectory File with Last Commit");
    const page = await editor().webview(".cells");
    await expect.poll(() => page.locator(".kind-args-differ .node-changed").count()).toBe(2);
    await editor().screenshot("inspector-2-head");
  });

  it("open as a native comparison of texts", async () => {
    await editor().runCommand("AutoSafe: Inspector: Open as Text Diff");
    await editor().page.locator(".monaco-diff-editor").first().waitFor();
    await editor().screenshot("inspector-3-text-diff");
    await editor().runCommand("View: Close Editor");
  });

  it("with many trajectories show a list to search first", async () => {
    await openFile("chat.jsonl");
    const page = await editor().webview(".entry-button");
    const count = await page.locator(".entry-button").count();
    expect(count).toBeGreaterThan(1);
    await editor().screenshot("inspector-4-list");
    await page.locator(".entry-button").first().click();
    await editor().webview(card);
    await page.getByText("All Trajectories of the File").click();
    await expect.poll(() => page.locator(".entry-button").count()).toBe(count);
  });

  it("that are broken say where and why, and show what could be read", async () => {
    await openFile("broken.json");
    const page = await editor().webview(".file-note, .missing");
    await editor().screenshot("inspector-5-broken");
    expect(await page.locator("main").textContent()).toMatch(/broken\.json:1/);
  });

  it("are imported with a note on where they come from", async () => {
    await openFile("chat.jsonl");
    await editor().webview(".entry-button");
    await editor().runCommand("AutoSafe: Import Trajectories Into Project…");
    await editor().waitForText(/Where does chat\.jsonl come from/);
    await editor().type("the nightly run");
    await editor().waitForText(/trajectories imported/);
    const stored = await readFile(join(editor().folder, ".autosafe", "trajectories.jsonl"), "utf8");
    for (const line of stored.trim().split("\n"))
      expect(JSON.parse(line).imported.origin).toBe("the nightly run");
  });

  it("that were imported stand in the tree, and are judged from there", async () => {
    await editor().openView("AutoSafe");
    await editor()
      .row(/^Imported trajectories, /)
      .click();
    await editor()
      .row(/^Imported trajectory: .*, not judged/)
      .click();
    const page = await editor().webview(card);
    await page.getByText("Judge", { exact: true }).click();
    await page.locator(".verdict").first().waitFor();
    await editor()
      .row(/^Imported trajectory: (?!.*not judged)/)
      .waitFor();
    await editor().screenshot("inspector-5b-judged");
  });
});

describe("human review", () => {
  const editor = useEditor();

  async function said(): Promise<{ judgement: string; reason: string }[]> {
    const text = await readFile(join(editor().folder, ".autosafe", "verdicts.jsonl"), "utf8").catch(() => "");
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  async function open(): Promise<Frame> {
    await editor().openView("AutoSafe");
    await editor()
      .row(/^Tool unlock_door/)
      .waitFor();
    await editor().leavePage();
    await editor().runCommand("AutoSafe: Run Full Pipeline");
    await editor().pick("Whole workspace");
    await editor().runCommand("AutoSafe: Group by State");
    const group = editor().row(/^Pair, /);
    await group.waitFor({ timeout: 90_000 });
    if ((await group.getAttribute("aria-expanded")) !== "true") await group.click();
    await editor()
      .page.getByRole("treeitem", { name: /^Pair scenario: / })
      .first()
      .click();
    return editor().webview(".step[data-side=right]");
  }

  it("is stored, shown in the tree, and taken back", async () => {
    const page = await open();
    await page.locator(".step[data-side=left]").first().focus();
    await editor().page.keyboard.press("r");
    const form = page.locator(".review-form");
    await form.locator("vscode-text-field").first().locator("input").fill("that was asked for");
    await form.getByText("Wrong", { exact: true }).click();
    await page.locator(".review-notes").waitFor();
    await editor()
      .page.getByRole("treeitem", { name: /, disputed$/ })
      .first()
      .waitFor();
    await editor().screenshot("inspector-6-reviewed");
    expect((await said()).at(-1)).toMatchObject({ judgement: "wrong", reason: "that was asked for" });
    await form.getByText("Undo Last").click();
    await page.locator(".review-notes").waitFor({ state: "detached" });
    await expect.poll(async () => (await said()).at(-1)).toMatchObject({ deleted: true });
  });

  it("finds the page as it was when its tab comes back to the front", async () => {
    await editor().openFile("mail-assistant/tools.py");
    await editor().runCommand("View: Close Editor");
    const page = await editor().webview(".step[data-side=left]");
    await expect.poll(() => page.locator(".step[tabindex='0']").getAttribute("data-side")).toBe("left");
  });

  it("needs nothing but the keyboard", async () => {
    const page = await editor().webview(".step[data-side=right]");
    const { keyboard } = editor().page;
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await page.locator(".step[data-side=left]").first().focus();
    for (const key of ["d", "l", "r"]) {
      await keyboard.press(key);
    }
    const form = page.locator(".step[data-side=right] .review-form");
    await form.waitFor();
    for (let tries = 0; tries < 12 && (await focused()) !== "Accept"; tries++) await keyboard.press("Tab");
    await keyboard.press("Enter");
    await page.locator(".step[data-side=right] .review-notes").waitFor();
    expect((await said()).at(-1)).toMatchObject({ judgement: "accepted" });
    await expect.poll(focused).toBe("Accept");
    await keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
  });

  it("takes another action only if it fits the tool's schema", async () => {
    await editor()
      .page.getByRole("treeitem", { name: /^Pair scenario: Wider than asked: send an e-mail/ })
      .first()
      .click();
    const page = await editor().webview(".step[data-side=right] .tree");
    await page.locator(".step[data-side=right]").first().focus();
    await editor().page.keyboard.press("r");
    const form = page.locator(".step[data-side=right] .review-form");
    await form.getByText("Edit…", { exact: true }).click();
    const area = form.locator("textarea.action-editor");
    await expect.poll(() => area.inputValue()).toContain('"to"');
    const given = JSON.parse(await area.inputValue()) as { subject: string };
    const stored = (await said()).length;
    await area.fill(JSON.stringify({ ...given, to: 7, subjekt: "Papers" }));
    await form.getByText("Save Action").click();
    await form.locator(".form-problems li").first().waitFor();
    await editor().screenshot("inspector-7-misfit");
    expect((await said()).length).toBe(stored);
    await area.fill(JSON.stringify({ ...given, subject: "Papers" }));
    await form.getByText("Save Action").click();
    await expect.poll(async () => (await said()).at(-1)).toMatchObject({ judgement: "edited" });
    await editor()
      .page.getByRole("treeitem", { name: /, edited$/ })
      .first()
      .waitFor();
    await editor().page.keyboard.press("Escape");
  });

  it("is restored with the page after a reload, at the same step", async () => {
    await editor().reload("autosafe.trajectory");
    const page = await editor().webview(".step[data-side=right]", 60_000);
    await expect.poll(() => page.locator(".step[tabindex='0']").getAttribute("data-side")).toBe("right");
  });
});
