import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEditor } from "./harness.ts";

const file = "mail-assistant/export_tool.py";

// From an unsafe tool to an evaluated agent, in one window that is reloaded in the middle; each test goes on where the
// one before stopped.
describe("the whole story", () => {
  const editor = useEditor({
    settings: { "editor.autoClosingBrackets": "never", "editor.autoIndent": "none" },
  });
  const text = (path: string) => readFile(join(editor().folder, path), "utf8");
  const lines = async (path: string) => (await text(path)).trimEnd().split("\n");

  it("writes a tool and sees at once that it is unsafe", async () => {
    const { page } = editor();
    await editor().openView("AutoSafe");
    await editor()
      .row(/^Tool unlock_door/)
      .waitFor();
    await editor().runCommand("File: New Untitled Text File");
    await page.keyboard.insertText(
      [
        "import subprocess",
        "",
        "from langchain_core.tools import tool",
        "",
        "",
        "@tool",
        "def archive_folder(folder: str) -> str:",
        '    """Pack a folder of the mailbox into an archive and delete it."""',
        '    return subprocess.run(f"mail-archive {folder}", shell=True, capture_output=True, text=True).stdout',
        "",
      ].join("\n"),
    );
    await page.keyboard.press("Control+S");
    await editor().typePath(join(editor().folder, file));
    await page.locator(".squiggly-error").first().waitFor();
    await editor().screenshot("story-1-unsafe");
  });

  it("mends it by keyboard", async () => {
    const { page } = editor();
    await page.keyboard.press("F8");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+.");
    await editor().waitForText(/Turn .* off in this project/);
    await editor().screenshot("story-1-fixes");
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").first().waitFor({ state: "hidden" });
    await page.keyboard.press("Control+S");
    await expect.poll(() => text(file)).not.toContain("shell=True");
    await editor().screenshot("story-2-mended");
  });

  it("generates scenarios for it, and runs them", async () => {
    await editor().runCommand("AutoSafe: Generate Risk Scenarios for This File");
    await editor()
      .row(/^archive_folder, \d+ scenarios/)
      .waitFor();
    await editor().runCommand("AutoSafe: Run Full Pipeline");
    await editor().pick("Whole workspace");
    await editor().waitForText(/^\d+ scenarios · \d+ unsafe$/, 90_000);
    await editor()
      .row(/^archive_folder, \d+ scenarios · \d+ unsafe/)
      .waitFor();
    await editor().screenshot("story-3-run");
  });

  it("goes on after the window was reloaded: a pair is read and its safe action accepted", async () => {
    const tool = editor().row(/^archive_folder, /);
    await tool.click();
    await editor()
      .page.getByRole("treeitem", { name: /^Pair scenario: / })
      .first()
      .click();
    await editor().webview(".step[data-side=right]");
    await editor().reload("autosafe.trajectory");
    const page = await editor().webview(".step[data-side=right]", 60_000);
    await page.locator(".step[data-side=right]", { hasText: "from reflection" }).focus();
    await editor().page.keyboard.press("r");
    await page.locator(".review-form").getByText("Accept", { exact: true }).click();
    await page.locator(".review-notes").first().waitFor();
    await expect
      .poll(async () => (await lines(".autosafe/verdicts.jsonl")).map((line) => JSON.parse(line).judgement))
      .toContain("accepted");
    await editor().screenshot("story-4-accepted");
  });

  it("shows what is covered", async () => {
    await editor().runCommand("AutoSafe: Open Data Set Report");
    const page = await editor().webview("#coverage", 60_000);
    await page.getByText("archive_folder").first().waitFor();
    await editor().screenshot("story-5-coverage");
  });

  it("exports what a person accepted", async () => {
    await editor().leavePage();
    await editor().runCommand("AutoSafe: Export Data Set");
    await editor()
      .page.getByPlaceholder(/Tick nothing for all pairs/)
      .waitFor();
    await editor().pickMany("Accepted by a person");
    await editor()
      .page.getByPlaceholder(/Format for at most \d+ pairs/)
      .waitFor();
    await editor().type("trl-dpo");
    await editor().typePath(join(editor().folder, "pairs.jsonl"));
    await editor().waitForText(/Exported 1 pair.* to pairs\.jsonl/);
    const [exported, ...rest] = await lines("pairs.jsonl");
    expect(JSON.parse(exported ?? "")).toHaveProperty("chosen");
    expect(rest).toEqual([]);
  });

  it("evaluates an agent on scenarios that training data leaves out", async () => {
    await editor().leavePage();
    await editor().runCommand("AutoSafe: Evaluate Agent");
    await editor().pick("Built-in naive agent");
    await editor().pick("Held-back scenarios");
    await editor().waitForText(/\d+ scenarios evaluated, \d+ unsafe/, 90_000);
    await editor().screenshot("story-6-evaluated");
    expect(await readdir(join(editor().folder, ".autosafe"))).toContain("trajectories.jsonl");
  });
});
