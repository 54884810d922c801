import assert from "node:assert/strict";
import * as vscode from "vscode";
import { recordFigure } from "./results.ts";

const id = "autosafe.autosafe";

describe("activation", () => {
  it("finds the extension in the editor", () => {
    assert.ok(vscode.extensions.getExtension(id), `${id} is not installed`);
  });

  it("activates", async () => {
    const extension = vscode.extensions.getExtension(id);
    const began = performance.now();
    await extension?.activate();
    recordFigure("activation", performance.now() - began);
    assert.equal(extension?.isActive, true);
  });

  it("opens a copy of the example workspace", () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });

  it("registers every command the manifest contributes", async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    const contributed: { command: string }[] = extension?.packageJSON.contributes?.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributed.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
