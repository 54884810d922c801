// What the tests in the extension host share: the extension's API, and files of the opened workspace.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { AutoSafeApi, ListedScenario } from "../../src/editor/api.ts";

const patience = 20_000;

export async function autosafe(): Promise<AutoSafeApi> {
  const extension = vscode.extensions.getExtension<AutoSafeApi>("autosafe.autosafe");
  assert.ok(extension, "AutoSafe is not installed");
  return extension.activate();
}

/** The opened workspace folder. */
export function folder(): vscode.WorkspaceFolder {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, "no folder is open");
  return first;
}

export function uriOf(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder().uri, path);
}

export async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = uriOf(path);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

export async function remove(path: string): Promise<void> {
  await vscode.workspace.fs.delete(uriOf(path), { recursive: true, useTrash: false });
}

export async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uriOf(path));
}

/** Closes every editor; what was edited and not saved is thrown away. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Waits until `look` finds something. Watchers of files tell the editor when they please. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) {
      return found;
    }
    if (performance.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function toolNames(): Promise<string[]> {
  return (await (await autosafe()).listTools()).map(({ name }) => name);
}

export async function scenariosOf(tool: string): Promise<ListedScenario[]> {
  return (await (await autosafe()).listScenarios()).filter((scenario) => scenario.tool === tool);
}

export async function lensesOf(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand("vscode.executeCodeLensProvider", uri, 1000);
}

/** What a lens hands to its command: a node of the Tools view. */
interface ToolNode {
  kind: "tool";
  project: { scenarios: { get(id: string): unknown } };
  tool: { id: string; name: string };
}

/** The node that stands for the tool of that name in that file, as lenses and the Tools view pass it to commands. */
export async function toolNode(path: string, name: string): Promise<ToolNode> {
  // Lenses are asked for of documents that are open, and the editor may have let go of it since a test before.
  await vscode.workspace.openTextDocument(uriOf(path));
  const lenses = await lensesOf(uriOf(path));
  const nodes = lenses.map((lens) => lens.command?.arguments?.[0] as ToolNode);
  const found = nodes.find(({ tool }) => tool.name === name);
  assert.ok(found, `no lens for ${name} in ${path}`);
  return found;
}

/** Nodes of the Risk Scenarios view for scenarios of the tool, as a menu passes them to commands. */
export async function scenarioNodes(path: string, name: string): Promise<unknown[]> {
  const { project } = await toolNode(path, name);
  const scenarios = await scenariosOf(name);
  return scenarios.map(({ id }) => ({ kind: "scenario", project, row: project.scenarios.get(id) }));
}
