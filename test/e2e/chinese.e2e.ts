import { describe, it } from "vitest";
import { useEditor } from "./harness.ts";

describe("in Simplified Chinese", () => {
  const editor = useEditor({ language: "zh-cn" });

  it("speak views, their welcome, commands and the inspector", async () => {
    await editor().openView("AutoSafe");
    await editor().waitForText("生成风险场景");
    await editor()
      .row(/unlock_door/)
      .waitFor();
    await editor().screenshot("chinese-1-welcome");
    await editor().runCommand("AutoSafe: 运行完整流程");
    await editor().pick("整个工作区");
    const group = editor().row(/^delete_mail, /);
    await group.waitFor({ timeout: 90_000 });
    await group.click();
    await editor()
      .page.getByRole("treeitem", { name: /^场景（配对）/ })
      .first()
      .click();
    const page = await editor().webview(".step[data-side=right]");
    await page.getByText("不安全").filter({ visible: true }).first().waitFor();
    await editor().screenshot("chinese-2-inspector");
    await editor().runCommand("AutoSafe: 打开数据集报告");
    await editor().webview("#coverage");
    await editor().screenshot("chinese-3-report");
  });
});
