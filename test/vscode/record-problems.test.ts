import assert from "node:assert/strict";
import * as vscode from "vscode";
import { autosafe, closeAll, eventually, remove, show, uriOf, write } from "./window.ts";

const file = ".autosafe/verdicts.jsonl";
const good = '{"schemaVersion":1,"id":"verdict-gone","deleted":true}\n';
const problems = () =>
  vscode.languages.getDiagnostics(uriOf(file)).filter(({ source }) => source === "AutoSafe");

describe("lines of the store that cannot be read", () => {
  before(async () => {
    await (await autosafe()).listTools();
  });
  after(async () => {
    await closeAll();
    await remove(file);
    await eventually("the problems to go with the file", () => problems().length === 0);
  });

  it("are shown in a file that no editor holds", async () => {
    await write(file, `${good}{"schemaVersion":1,"id":"verdict-1","step":-1}\n`);
    const [first] = await eventually("a problem", () => (problems().length > 0 ? problems() : undefined));
    assert.match(first?.message ?? "", /not a valid human verdict: \w+: /);
    assert.equal(first?.range.start.line, 1);
    assert.equal(first?.severity, vscode.DiagnosticSeverity.Error);
  });

  it("follow an edit before it is saved, and go when it is mended", async () => {
    const { document } = await show(file);
    const edit = async (text: string) => {
      const change = new vscode.WorkspaceEdit();
      change.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      assert.ok(await vscode.workspace.applyEdit(change));
    };
    await edit(`${good}${good}{"torn`);
    await eventually("the torn line", () => problems()[0]?.range.start.line === 2);
    await edit(good);
    await eventually("no problem", () => problems().length === 0);
    await document.save();
  });
});
