import assert from "node:assert/strict";
import * as vscode from "vscode";
import { autosafe, closeAll, lensesOf, show, uriOf } from "./window.ts";

const file = "mail-assistant/tools.py";
const titles = (lenses: vscode.CodeLens[]) => lenses.map((lens) => lens.command?.title ?? "");

describe("code lenses", () => {
  afterEach(closeAll);

  it("stand above every tool definition", async () => {
    const { document } = await show(file);
    const lines = (await lensesOf(document.uri)).map(({ range }) => document.lineAt(range.start.line).text);
    assert.equal(lines.length, 10);
    for (const line of lines) {
      assert.match(line, /^(@tool|class DeleteMail)/);
    }
  });

  it("stand exactly there again right after an edit", async () => {
    const editor = await show(file);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# one\n# two\n# three\n"));
    const lenses = await lensesOf(editor.document.uri);
    assert.equal(lenses.length, 10);
    for (const { range } of lenses) {
      assert.match(editor.document.lineAt(range.start.line).text, /^(@tool|class DeleteMail)/);
    }
  });

  it("stand at the name in a data file", async () => {
    const { document } = await show("shop-api/support.tools.json");
    const lenses = await lensesOf(document.uri);
    assert.ok(lenses.length > 0);
    for (const { range } of lenses) {
      assert.match(document.lineAt(range.start.line).text, /"name"/);
    }
  });

  it("say what they do", async () => {
    await show(file);
    assert.ok(titles(await lensesOf(uriOf(file))).every((title) => /^(Generate|Risks)/.test(title)));
  });

  it("can be switched off", async () => {
    await show(file);
    const settings = vscode.workspace.getConfiguration("autosafe");
    await settings.update("codeLens.enabled", false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await lensesOf(uriOf(file)), []);
    } finally {
      await settings.update("codeLens.enabled", undefined, vscode.ConfigurationTarget.Global);
    }
    assert.equal((await lensesOf(uriOf(file))).length, 10);
  });

  it("leave files without tools alone", async () => {
    const { document } = await show("mail-assistant/backend.py");
    assert.deepEqual(await lensesOf(document.uri), []);
    await (await autosafe()).idle();
  });
});
