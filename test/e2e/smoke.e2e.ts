import { describe, expect, it } from "vitest";
import { useEditor } from "./harness.ts";

describe("the editor with AutoSafe installed", () => {
  const editor = useEditor();

  it("opens the example workspace", async () => {
    await editor().waitForText("shop-api");
    await editor().screenshot("workspace");
  });

  it("shows the AutoSafe views", async () => {
    await editor().openView("AutoSafe");
    await editor().waitForText(/risk scenarios/i);
    await editor().screenshot("views");
  });

  it("offers its commands in the palette", async () => {
    await editor().page.keyboard.press("F1");
    await editor().input().fill(">AutoSafe: ");
    const first = editor().page.locator(".quick-input-list .monaco-list-row").first();
    await expect.poll(() => first.textContent()).toContain("AutoSafe");
    await editor().screenshot("palette");
    await editor().page.keyboard.press("Escape");
  });
});
