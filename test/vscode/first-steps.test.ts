import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { autosafe, closeAll, eventually } from "./window.ts";

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

const isShell = ({ code }: vscode.Diagnostic) => (code as { value?: string }).value === "tool-param-to-shell";

describe("the first steps", () => {
  before(autosafe);
  afterEach(closeAll);

  it("show an unsafe tool outside of the workspace, marked, with the fix first, and afresh each time", async () => {
    await run("autosafe.openSampleTool");
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    const { uri } = document;
    assert.ok(uri.path.endsWith("support_agent.py"));
    assert.equal(vscode.workspace.getWorkspaceFolder(uri), undefined);
    const marked = () => vscode.languages.getDiagnostics(uri).find(isShell);
    const { range } = await eventually("the mark", marked);
    // Inside of the mark: another one ends where it begins.
    const cursor = range.start.translate(0, 3);
    const own = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      new vscode.Range(cursor, cursor),
      "quickfix",
      20,
    );
    assert.equal(own[0]?.isPreferred, true, own.map(({ title }) => title).join());
    // What would write settings or scenarios into a folder that is nobody's project.
    assert.ok(!own.some(({ title }) => /Turn .* off|Risk Scenario/.test(title)));
    assert.ok(own[0]?.edit && (await vscode.workspace.applyEdit(own[0].edit)));
    await eventually("the mark to go", () => marked() === undefined);
    await document.save();
    await closeAll();
    await run("autosafe.openSampleTool");
    await eventually("the unsafe code", () =>
      vscode.window.activeTextEditor?.document.getText().includes("shell=True"),
    );
  });

  it("show a ready pair in the inspector", async () => {
    await run("autosafe.openSamplePair");
    const tab = await eventually("the page", () => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.ok(
      tab.input instanceof vscode.TabInputWebview && /autosafe\.trajectory$/.test(tab.input.viewType),
    );
  });

  it("open the walkthrough, whose links are commands that exist", async () => {
    const extension = vscode.extensions.getExtension("autosafe.autosafe");
    const text = await readFile(`${extension?.extensionPath}/package.nls.json`, "utf8");
    const links = [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id = ""]) => id);
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      links.filter((id) => !known.has(id)),
      [],
    );
    await run("autosafe.getStarted");
    await eventually("the walkthrough", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ label }) => /Welcome|Walkthrough|Get started/i.test(label)),
    );
  });

  it("copy what somebody who helps needs to know, without anything of the workspace", async () => {
    await run("autosafe.copyDiagnostics");
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^AutoSafe \d+\.\d+\.\d+, VS Code \d/);
    assert.match(text, /autosafe\.model\.baseUrl: default/);
    assert.ok(!text.includes(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "nowhere"));
  });
});
