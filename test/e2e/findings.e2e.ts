import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEditor } from "./harness.ts";

const unsafe = `import subprocess

from langchain_core.tools import tool


@tool
def ping(host: str) -> str:
    """Ping a host."""
    return subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True).stdout
`;

describe("findings", () => {
  const editor = useEditor({
    async prepare(folder) {
      await mkdir(join(folder, "net"));
      await writeFile(join(folder, "net/ping.py"), unsafe);
    },
  });
  const squiggle = () => editor().page.locator(".monaco-editor .squiggly-error").first();

  it("are marked in a file that is opened", async () => {
    await editor().openFile("net/ping.py");
    await squiggle().waitFor();
  });

  it.each(["Dark Modern", "Light Modern", "Dark High Contrast"])("can be read in %s", async (theme) => {
    await editor().chooseTheme(theme);
    await squiggle().waitFor();
    await editor().page.keyboard.press("F8");
    await editor().waitForText(/tool-param-to-shell/);
    await editor().screenshot(`findings-1-${theme.replaceAll(" ", "-").toLowerCase()}`);
    await editor().page.keyboard.press("Escape");
  });

  it("lead to the rule's page", async () => {
    await editor().runCommand("AutoSafe: Explain Rule");
    await editor().pick("tool-param-to-shell");
    await editor().webview(".markdown-body, body.vscode-body");
    await editor().page.waitForTimeout(1000);
    await editor().screenshot("findings-2-page");
    await editor().page.keyboard.press("Control+F4");
  });

  it("are mended by keyboard alone", async () => {
    await editor().openFile("net/ping.py");
    const { keyboard } = editor().page;
    await keyboard.press("F8");
    await keyboard.press("Escape");
    await keyboard.press("Control+.");
    await editor().waitForText(/Turn tool-param-to-shell off in this project/);
    await editor().screenshot("findings-3-fixes");
    await keyboard.press("Enter");
    await squiggle().waitFor({ state: "hidden" });
    await keyboard.press("Control+S");
    await expect
      .poll(() => readFile(join(editor().folder, "net/ping.py"), "utf8"))
      .not.toContain("shell=True");
    await editor().screenshot("findings-4-mended");
  });

  it("of the workspace are summed up, with where they are", async () => {
    await writeFile(join(editor().folder, "net/other.py"), unsafe);
    await editor().runCommand("AutoSafe: Scan Workspace");
    await editor().waitForText(/They are listed in the Problems view/);
    await editor().page.getByRole("button", { name: "Show Problems" }).click();
    await editor()
      .row(/other\.py/)
      .waitFor();
    await editor().screenshot("findings-5-problems");
  });
});
