import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEditor } from "./harness.ts";

const server = join(import.meta.dirname, "../servers/mcp/server.mjs");
const configuration = (mode: string) =>
  JSON.stringify({ mcpServers: { notes: { command: process.execPath, args: [server, mode] } } }, null, 2);

describe("writing tools", () => {
  const editor = useEditor({
    // What is typed is meant, whatever the editor would make of it.
    settings: { "editor.acceptSuggestionOnEnter": "off", "editor.acceptSuggestionOnCommitCharacter": false },
    prepare: (folder) => writeFile(join(folder, ".mcp.json"), configuration("good")),
  });

  it("shows a tool typed into an empty file at once", async () => {
    await editor().openView("AutoSafe");
    await editor()
      .row(/^Tool unlock_door/)
      .waitFor();
    await writeFile(join(editor().folder, "fresh.py"), "");
    await editor().openFile("fresh.py");
    // The tab is there before the text has the focus.
    await editor().page.locator(".monaco-editor .view-lines").first().click();
    const { keyboard } = editor().page;
    await keyboard.type(
      "from langchain_core.tools import tool\n\n@tool\ndef wipe_disk(disk: str) -> str:\n",
      {
        delay: 5,
      },
    );
    await keyboard.type('"""Wipe a disk."""\nreturn disk');
    const typed = performance.now();
    await editor()
      .row(/^Tool wipe_disk/)
      .waitFor();
    console.log(`typed tool in the Tools view after ${Math.round(performance.now() - typed)} ms`);
    await editor().screenshot("author-1-typed");
  });

  it("tells all about a tool in a hover", async () => {
    await editor().openFile("mail-assistant/tools.py");
    await editor().page.keyboard.press("Control+G");
    await editor().type(":35:8");
    await editor().runCommand("Show or Focus Hover");
    await editor().waitForText(/risk cells apply/);
    await editor().screenshot("author-2-hover");
    await editor().page.keyboard.press("Escape");
  });

  it("lists the risks of the tool at the cursor, the empty cells ticked", async () => {
    await editor().runCommand("AutoSafe: Show Risks of This Tool");
    await editor().waitForText(/^Risks of send_mail/);
    await editor().screenshot("author-3-risks");
    await editor().page.keyboard.press("Enter");
    await editor()
      .row(/^send_mail, \d+ scenarios/)
      .waitFor();
  });

  it("takes a person's word on labels, and takes it back", async () => {
    const row = editor().row(/^Tool read_sensors/);
    await editor().openFile("home-agent/agent.py");
    await editor().page.keyboard.press("Control+G");
    await editor().type(":12:8");
    await editor().runCommand("AutoSafe: Correct Labels");
    await editor().waitForText(/^What read_sensors can do/);
    await editor().pickMany("reads-untrusted");
    await expect.poll(() => row.getAttribute("aria-label"), { timeout: 10_000 }).toContain("reads-untrusted");
    await editor().screenshot("author-4-labels");
    await editor().page.getByRole("button", { name: "Undo" }).first().click();
    await expect
      .poll(() => row.getAttribute("aria-label"), { timeout: 10_000 })
      .not.toContain("reads-untrusted");
  });

  it("lists the tools of an MCP server after a question", async () => {
    const row = editor().row(/^MCP server notes/);
    await row.click();
    await editor().page.getByRole("tab", { name: ".mcp.json" }).first().waitFor();
    await editor().runCommand("AutoSafe: List Tools of This MCP Server");
    await editor().pick("notes");
    await editor().waitForText(/Start the MCP server notes\?/);
    await editor().screenshot("author-5-question");
    await editor().page.getByRole("button", { name: "Start and List" }).click();
    await editor().waitForText(/notes lists 2 tools/);
    await editor()
      .row(/^Tool delete_note/)
      .waitFor();
    await editor().screenshot("author-6-listed");
  });

  it("reports a server that describes its tools otherwise", async () => {
    await writeFile(join(editor().folder, ".mcp.json"), configuration("changed"));
    await editor()
      .row(/^MCP server notes, .*changed/)
      .waitFor();
    await editor().runCommand("AutoSafe: List Tools of This MCP Server");
    await editor().pick("notes");
    await editor().page.getByRole("button", { name: "Start and List" }).click();
    await editor().waitForText(/may be giving your agent new instructions/);
    await editor().screenshot("author-7-changed");
    await editor().page.getByRole("button", { name: "Show Difference" }).click();
    await editor().waitForText(/collect\.example/);
    await editor().screenshot("author-8-difference");
    await editor()
      .row(/^Tool delete_note/)
      .waitFor();
    await editor().page.getByRole("button", { name: "Accept" }).first().click();
    await editor()
      .row(/^Tool archive_note/)
      .waitFor();
  });
});
