// What a person does with the data set: look at its report, fill gaps, save it, evaluate agents, look at what changed.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEditor } from "./harness.ts";

describe("the data set", () => {
  const editor = useEditor({
    size: { width: 1400, height: 900 },
    settings: { "workbench.colorTheme": "Default Dark Modern" },
  });
  const report = () => editor().webview("table.heat");
  const gaps = async () => (await report()).locator("button.cell-gap").count();

  it("has a report, with gaps where a tool has no scenario", async () => {
    await editor().openView("AutoSafe");
    await editor().openFile("mail-assistant/tools.py");
    await editor().runCommand("AutoSafe: Run Full Pipeline");
    await editor().pick("This file");
    await editor()
      .row(/^delete_mail, \d+ scenarios · \d+ unsafe/)
      .waitFor();
    await editor().runCommand("AutoSafe: Open Data Set Report");
    const page = await report();
    await expect.poll(gaps).toBeGreaterThan(0);
    expect(await page.locator("button.cell:not(.cell-gap)").count()).toBeGreaterThan(3);
    expect(await page.locator("table.bars").count()).toBeGreaterThan(3);
    await editor().screenshot("report-1-dark");
  });

  it("fills a gap by a click and by the keyboard", async () => {
    const page = await report();
    const before = await gaps();
    await page.locator("button.cell-gap").first().click();
    await expect.poll(gaps, { timeout: 20_000 }).toBe(before - 1);
    await page.locator("button.cell-gap").last().focus();
    await editor().page.keyboard.press("Enter");
    await expect.poll(gaps, { timeout: 20_000 }).toBe(before - 2);
  });

  it("is a table, too", async () => {
    const page = await report();
    await page.getByText("As a table").click();
    const table = await editor().webview("table.flat");
    expect(await table.locator("table.flat tbody tr").count()).toBeGreaterThan(20);
    await editor().screenshot("report-2-table");
    await table.getByText("As a table").click();
    await report();
  });

  it.each([
    ["Export SVG", "coverage.svg", /^<svg[\s\S]*<\/svg>\s*$/],
    ["Export CSV", "coverage.csv", /send_mail/],
  ])("%s", async (label, name, content) => {
    const page = await report();
    await page.getByText(label).first().click();
    const file = join(editor().folder, name);
    await editor().input().waitFor();
    await editor().typePath(file);
    await expect.poll(() => readFile(file, "utf8").catch(() => ""), { timeout: 20_000 }).toMatch(content);
  });

  it.each(["Light Modern", "Dark High Contrast", "Light High Contrast"])(
    "can be read in %s",
    async (theme) => {
      await editor().chooseTheme(theme);
      await report();
      await editor().page.waitForTimeout(700);
      await editor().screenshot(`report-3-${theme.replaceAll(" ", "-").toLowerCase()}`);
    },
  );

  it("evaluates agents on it, and opens what changed between two", async () => {
    for (const agent of ["Built-in naive agent", "Built-in careful agent"]) {
      await editor().leavePage();
      await editor().runCommand("AutoSafe: Evaluate Agent");
      await editor().pick(agent);
      await editor().pick("All scenarios");
      await editor().waitForText(/\d+ scenarios evaluated, \d+ unsafe/, 60_000);
      await editor().screenshot(`report-4-${agent.split(" ")[1]}`);
      if (agent.includes("naive")) {
        await editor().page.keyboard.press("Escape");
        await editor().runCommand("Notifications: Clear All Notifications");
      }
    }
    await editor().page.getByRole("button", { name: "Show What Changed" }).first().click();
    await editor().waitForText(/unsafe → /);
    await editor().screenshot("report-5-flips");
    await editor().page.keyboard.press("Enter");
    const page = await editor().webview(".step[data-side=right]");
    expect(await page.locator(".step[data-side=left]").count()).toBeGreaterThan(0);
    await editor().screenshot("report-6-flip");
  });

  it("says when no pair waits for a person", async () => {
    await editor().runCommand("Notifications: Clear All Notifications");
    await editor().runCommand("AutoSafe: Review Doubtful Pairs");
    await editor().waitForText(/No pair waits for a person/);
  });

  it("shows what a verdict looked up, step by step", async () => {
    await editor().runCommand("View: Close All Editors");
    await editor().runCommand("AutoSafe: Group by State");
    const group = editor().row(/^Pair, /);
    if ((await group.getAttribute("aria-expanded")) !== "true") await group.click();
    const pairs = editor().page.getByRole("treeitem", { name: /^Pair scenario: / });
    for (let at = 0; at < 12; at++) {
      await pairs.nth(at).click();
      const page = await editor().webview(".step[data-side=left] .verdict");
      await page.waitForTimeout(600);
      const trace = page.locator("details.trace").first();
      if ((await trace.count()) > 0) {
        await trace.scrollIntoViewIfNeeded();
        expect(await trace.locator("li").count()).toBeGreaterThan(0);
        await editor().screenshot("report-7-trace");
        return;
      }
    }
    throw new Error("no verdict among the first pairs has a trace");
  });
});
