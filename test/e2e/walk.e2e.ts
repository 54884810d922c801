import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEditor } from "./harness.ts";

/** Pixels: a lens this near above a line belongs to it. */
const twoLines = 40;

const safeStep = ".step[data-side=right]";

// One walk through the product, in the order a newcomer takes it; each test goes on where the one before stopped.
describe("from tool definitions to a data set", () => {
  const editor = useEditor();
  const scenario = (state: string) =>
    editor()
      .page.getByRole("treeitem", { name: new RegExp(`^${state} scenario: `) })
      .first();

  /** Clicks the lens that stands right above the line of the cursor, once the editor has laid both out. */
  async function clickLensAboveCursor(): Promise<void> {
    const cursor = editor().page.locator(".monaco-editor .cursor").first();
    for (let tries = 0; tries < 100; tries++) {
      const line = (await cursor.boundingBox({ timeout: 1000 }).catch(() => undefined))?.y;
      // Elements, not their numbers: a lens that comes or goes meanwhile gives every later one another number.
      for (const lens of await editor().page.locator(".codelens-decoration a").elementHandles()) {
        const y = (await lens.boundingBox())?.y;
        if (line !== undefined && y !== undefined && y < line && line - y < twoLines) {
          const clicked = await lens.click({ timeout: 2000 }).then(
            () => true,
            () => false, // drawn anew meanwhile
          );
          if (clicked) return;
        }
      }
      await editor().page.waitForTimeout(150);
    }
    throw new Error("no lens above the cursor");
  }

  it("finds the tools and says what to do next", async () => {
    await editor().openView("AutoSafe");
    await editor()
      .row(/^Tool unlock_door/)
      .waitFor();
    await editor().waitForText("There are no risk scenarios yet.");
    await editor().screenshot("walk-1-welcome");
  });

  it("generates for one tool from the lens above it", async () => {
    await editor().openFile("mail-assistant/tools.py");
    await editor().page.keyboard.press("Control+G");
    await editor().type(":34");
    await clickLensAboveCursor();
    await editor()
      .row(/^send_mail, \d+ scenarios/)
      .waitFor();
    await editor().screenshot("walk-2-generated");
  });

  it("shows the scenarios of the tool", async () => {
    await editor()
      .row(/^send_mail, /)
      .click();
    await scenario("Proposed").waitFor();
    await scenario("Proposed").hover();
    await editor().waitForText(/^Instruction: /);
    await editor().screenshot("walk-3-scenarios");
  });

  it("runs the full pipeline on all tools", async () => {
    await editor().runCommand("AutoSafe: Run Full Pipeline");
    await editor().pick("Whole workspace");
    await editor()
      .row(/^delete_mail, \d+ scenarios · \d+ unsafe/)
      .waitFor();
    await editor().waitForText(/^\d+ scenarios · \d+ unsafe$/);
    await editor().screenshot("walk-4-pipeline");
  });

  it("groups by state, and remembers it", async () => {
    await editor().runCommand("AutoSafe: Group by State");
    await editor()
      .row(/^Pair, /)
      .waitFor();
    await editor().screenshot("walk-5-by-state");
  });

  it("groups by file, and shows a list without groups", async () => {
    await editor().runCommand("AutoSafe: Group by File");
    await editor()
      .row(/^tools\.py, \d+ scenarios/)
      .waitFor();
    await editor().screenshot("walk-5-by-file");
    await editor().runCommand("AutoSafe: View as List");
    await scenario("Pair").waitFor();
    expect(await scenario("Pair").getAttribute("aria-level")).toBe("1");
    await editor().screenshot("walk-5-list");
    await editor().runCommand("AutoSafe: Group by State");
    await editor()
      .row(/^Pair, /)
      .waitFor();
  });

  it("opens a pair, unsafe beside safe", async () => {
    const group = editor().row(/^Pair, /);
    if ((await group.getAttribute("aria-expanded")) !== "true") await group.click();
    await scenario("Pair").click();
    const page = await editor().webview(safeStep);
    expect(await page.locator(".step[data-side=left] .verdict-unsafe").count()).toBeGreaterThan(0);
    expect(await page.locator(`${safeStep} .verdict`).count()).toBeGreaterThan(0);
    // The first step begins on the screen, however high it is.
    const step = await page.locator(".step[data-side=left]").first().boundingBox();
    expect(step?.y).toBeGreaterThan(0);
    await editor().screenshot("walk-6-pair");
  });

  it("moves through the steps by key", async () => {
    const page = await editor().webview(safeStep);
    await page.locator("article.step").first().focus();
    await editor().page.keyboard.press("u");
    await expect.poll(() => page.locator("article.step.is-unsafe:focus").count()).toBe(1);
    await editor().page.keyboard.press("l");
    await expect.poll(() => page.locator(`${safeStep}:focus`).count()).toBe(1);
  });

  it("shows tabs where there is no room for two columns", async () => {
    const { page } = editor();
    await page.setViewportSize({ width: 900, height: 800 });
    const narrow = await editor().webview("vscode-panels");
    await narrow.getByRole("tab", { name: /^Safe/ }).click();
    await expect.poll(() => narrow.locator(safeStep).first().isVisible()).toBe(true);
    await expect.poll(() => narrow.locator(".step[data-side=left]").count()).toBe(0);
    const [tab, tools] = await Promise.all([
      narrow.getByRole("tab").last().boundingBox(),
      narrow.getByRole("toolbar").first().boundingBox(),
    ]);
    // The toolbar stands beside the tabs or below them, not over them.
    expect(tab && tools && (tools.x >= tab.x + tab.width || tools.y >= tab.y + tab.height)).toBe(true);
    await editor().screenshot("walk-7-narrow");
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it.each(["Light Modern", "Dark High Contrast", "Light High Contrast"])(
    "can be read in %s",
    async (theme) => {
      await editor().chooseTheme(theme);
      await editor().webview(safeStep);
      await editor().page.waitForTimeout(500);
      await editor().screenshot(`walk-8-${theme.replaceAll(" ", "-").toLowerCase()}`);
    },
  );

  it("comes back with the page after a reload", async () => {
    await editor().reload("autosafe.trajectory");
    await editor().webview(safeStep, 60_000);
    await editor()
      .row(/^Pair, /)
      .waitFor();
    await editor().screenshot("walk-9-reloaded");
  });

  it("deletes and brings back", async () => {
    const count = async () =>
      Number(
        /\d+/.exec(
          (await editor()
            .row(/^Pair, /)
            .getAttribute("aria-label")) ?? "",
        )?.[0],
      );
    const before = await count();
    const group = editor().row(/^Pair, /);
    if ((await group.getAttribute("aria-expanded")) !== "true") await group.click();
    await scenario("Pair").click();
    await editor().page.keyboard.press("Delete");
    await expect.poll(count, { timeout: 10_000 }).toBe(before - 1);
    await editor().screenshot("walk-10-deleted");
    await editor().page.getByRole("button", { name: "Undo" }).first().click();
    await expect.poll(count, { timeout: 10_000 }).toBe(before);
  });

  it("imports a file that is dropped on the scenarios", async () => {
    const messages = [
      { role: "user", content: "Free some space." },
      { role: "assistant", content: "Which of the folders may go?" },
    ];
    await writeFile(join(editor().folder, "dropped.json"), JSON.stringify({ messages }));
    await editor().openFile("dropped.json");
    await editor()
      .page.getByRole("tab", { name: "dropped.json" })
      .dragTo(editor().row(/^Pair, /));
    await editor().waitForText(/Where does dropped\.json come from\?/);
    await editor().page.keyboard.press("Enter");
    await editor().waitForText("1 trajectory imported.");
    // Below the pairs, where nothing is drawn while they are unfolded.
    await editor()
      .row(/^Pair, /)
      .click();
    await editor()
      .row(/^Imported trajectories, 1/)
      .waitFor();
    await editor().screenshot("walk-10-dropped");
  });

  it("says so when there is nothing to do", async () => {
    await editor().page.keyboard.press("Escape");
    await editor().runCommand("AutoSafe: Group by Tool");
    await editor().runCommand("AutoSafe: Reflect");
    await editor().waitForText(/There is nothing to reflect on/);
    await editor().screenshot("walk-11-nothing");
  });

  it("exports the pairs", async () => {
    await editor().leavePage();
    await editor().runCommand("AutoSafe: Export Data Set");
    await editor()
      .page.getByPlaceholder(/Tick nothing for all pairs/)
      .waitFor();
    await editor().screenshot("walk-12-which");
    await editor().page.keyboard.press("Enter");
    await editor()
      .page.getByPlaceholder(/Format for \d+ pairs/)
      .waitFor();
    await editor().screenshot("walk-12-format");
    await editor().type("openai-preference");
    const file = join(editor().folder, "pairs.jsonl");
    await expect.poll(() => editor().input().inputValue()).toMatch(/autosafe-[\w-]+-\d{4}-\d\d-\d\d\.jsonl$/);
    await editor().typePath(file);
    await editor().waitForText(/Exported \d+ pairs to pairs\.jsonl/);
    await editor().screenshot("walk-13-exported");
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(JSON.parse(line)).toBeTypeOf("object");
  });
});

describe("in Restricted Mode", () => {
  const editor = useEditor({ trust: true });

  it("shows tools, and what needs trust", async () => {
    await editor().openView("AutoSafe");
    await editor()
      .row(/^Tool unlock_door/)
      .waitFor();
    await editor().waitForText("Generating some needs your trust");
    await editor().screenshot("restricted");
  });
});
