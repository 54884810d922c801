import assert from "node:assert/strict";
import * as vscode from "vscode";
import { autosafe, closeAll, eventually, folder } from "./window.ts";

const rule = "tool-param-to-shell";
const unsafe = `import subprocess

from langchain_core.tools import tool


@tool
def ping(host: str) -> str:
    """Ping a host."""
    return subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True).stdout
`;

function marked(uri: vscode.Uri): vscode.Diagnostic | undefined {
  return vscode.languages
    .getDiagnostics(uri)
    .find(({ code }) => (typeof code === "object" ? code.value : code) === rule);
}

async function changed(change: () => boolean): Promise<void> {
  const told = new Promise<void>((resolve) => {
    const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      listener.dispose();
      resolve();
    });
  });
  assert.ok(change());
  await told;
}

describe("a workspace of several folders", () => {
  let second: vscode.Uri;
  const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const inSecond = (path: string) => vscode.Uri.joinPath(second, path);
  const inFirst = (path: string) => vscode.Uri.joinPath(folder().uri, path);

  before(async () => {
    await autosafe();
    second = vscode.Uri.joinPath(folder().uri, "..", "second");
    await write(inSecond("ping.py"), unsafe);
    await write(inFirst("several/ping.py"), unsafe);
    await changed(() => vscode.workspace.updateWorkspaceFolders(1, 0, { uri: second }));
  });
  after(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(inFirst("several"), { recursive: true });
    await vscode.workspace.fs.delete(second, { recursive: true });
  });

  it("marks findings in each, by each folder's own rules", async () => {
    await write(inSecond(".autosafe/rules.json"), `{ "schemaVersion": 1, "rules": { "${rule}": "off" } }`);
    await vscode.window.showTextDocument(inFirst("several/ping.py"));
    await vscode.window.showTextDocument(inSecond("ping.py"));
    await eventually("the finding in the first", () => marked(inFirst("several/ping.py")));
    await (await autosafe()).idle();
    await eventually("none in the second", () => marked(inSecond("ping.py")) === undefined);
    await vscode.workspace.fs.delete(inSecond(".autosafe"), { recursive: true });
    await eventually("the finding in the second", () => marked(inSecond("ping.py")));
  });

  it("is scanned as a whole", async () => {
    await write(inFirst("several/closed.py"), unsafe);
    await write(inSecond("closed.py"), unsafe);
    await vscode.commands.executeCommand("autosafe.scanWorkspace");
    assert.ok(marked(inFirst("several/closed.py")));
    assert.ok(marked(inSecond("closed.py")));
  });

  it("forgets the findings of a folder that leaves it", async () => {
    await changed(() => vscode.workspace.updateWorkspaceFolders(1, 1));
    await eventually("no mark", () => marked(inSecond("closed.py")) === undefined);
    assert.ok(marked(inFirst("several/closed.py")));
  });
});
