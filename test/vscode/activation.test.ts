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
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    const milliseconds = activationTime();
    if (milliseconds !== undefined) {
      console.log(`activation: ${milliseconds} ms`);
      recordFigure("activation", milliseconds);
    }
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

/**
 * Milliseconds the editor spent on loading the extension's code and on `activate`. A view or a document may have
 * activated it long before any test, so the editor's own marks are read; undefined should it stop to keep them.
 */
function activationTime(): number | undefined {
  const { MonacoPerformanceMarks: marks } = globalThis as {
    MonacoPerformanceMarks?: { getMarks?: () => { name: string; startTime: number }[] };
  };
  const all = marks?.getMarks?.() ?? [];
  const at = (name: string) =>
    all.find((mark) => mark.name === `code/extHost/${name}/${id}`)?.startTime ?? Number.NaN;
  const loading = at("didLoadExtensionCode") - at("willLoadExtensionCode");
  const activating = at("didActivateExtension") - at("willActivateExtension");
  return Number.isNaN(loading + activating) ? undefined : loading + activating;
}
