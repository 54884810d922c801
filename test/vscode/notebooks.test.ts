import assert from "node:assert/strict";
import * as vscode from "vscode";
import { autosafe, closeAll, eventually, remove, show, toolNode, write } from "./window.ts";

const place = "notebooks";
const rule = "tool-param-to-shell";
const cells = [
  { cell_type: "markdown", metadata: {}, source: ["# An agent\n"] },
  ...[
    "%pip install langchain\nimport subprocess\nfrom langchain_core.tools import tool",
    '@tool\ndef probe_host(host: str) -> str:\n    """Ping a host."""\n    return subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True).stdout',
    "print(1)",
  ].map((source) => ({
    cell_type: "code",
    execution_count: null,
    metadata: {},
    outputs: [],
    source: source.split(/(?<=\n)/),
  })),
];

function marks(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === "autosafe" && typeof code === "object" && code.value === rule);
}

/** A second try opens a file of its own: the editor may still hold the first. */
let tries = 0;

async function open(name: string): Promise<{ cell: vscode.TextDocument; notebook: vscode.NotebookDocument }> {
  const metadata = { kernelspec: { language: "python", name: "python3", display_name: "Python" } };
  const text = JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);
  tries += 1;
  const uri = await write(`${place}/${tries}-${name}`, text);
  // Not by openNotebookDocument, which keeps it open for minutes.
  await vscode.commands.executeCommand("vscode.openWith", uri, "jupyter-notebook");
  const notebook = await eventually("the notebook", () => vscode.window.activeNotebookEditor?.notebook);
  assert.equal(notebook.uri.toString(), uri.toString());
  return { notebook, cell: notebook.cellAt(2).document };
}

async function actionsAt(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, range, "quickfix", 20);
}

describe("notebooks", function () {
  // The first notebook of a window takes a while to come.
  this.timeout(60_000);
  before(autosafe);
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await closeAll();
  });
  after(() => remove(place));

  it("are marked in the cell the finding stands in, and no longer once it is mended there", async () => {
    const { cell } = await open("mended.ipynb");
    const found = await eventually("the finding", () => marks(cell.uri)[0]);
    assert.equal(cell.getText(found.range), 'f"ping -c 1 {host}"');
    assert.equal(found.relatedInformation?.[0]?.location.uri.toString(), cell.uri.toString());
    const [fix] = await actionsAt(cell.uri, found.range);
    assert.ok(fix?.isPreferred && fix.edit, fix?.title);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(cell.getText(), /subprocess\.run\(\["ping", "-c", "1", "--", host\]/);
    await eventually("no finding", () => marks(cell.uri).length === 0);
    await (await autosafe()).idle();
    assert.deepEqual(marks(cell.uri), []);
  });

  it("take a comment that silences the line, in the cell", async () => {
    const { cell } = await open("silenced.ipynb");
    const found = await eventually("the finding", () => marks(cell.uri)[0]);
    const actions = await actionsAt(cell.uri, found.range);
    const ignore = actions.find(({ title }) => title.includes("on this line"));
    assert.ok(ignore?.edit, actions.map(({ title }) => title).join(" | "));
    await vscode.workspace.applyEdit(ignore.edit);
    assert.match(cell.lineAt(3).text, /^ {4}# autosafe-ignore-next-line tool-param-to-shell -- /);
    await (await autosafe()).idle();
    await eventually("no finding", () => marks(cell.uri).length === 0);
  });

  it("are checked again when a cell goes, and keep no marks when they are closed", async () => {
    const { notebook, cell } = await open("shorter.ipynb");
    await eventually("the finding", () => marks(cell.uri)[0]);
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2))]);
    await vscode.workspace.applyEdit(edit);
    await eventually("no tool without its import", () => marks(cell.uri).length === 0);
    const undo = new vscode.WorkspaceEdit();
    const code = new vscode.NotebookCellData(
      vscode.NotebookCellKind.Code,
      "import subprocess\nfrom langchain_core.tools import tool",
      "python",
    );
    undo.set(notebook.uri, [vscode.NotebookEdit.insertCells(1, [code])]);
    await vscode.workspace.applyEdit(undo);
    await eventually("the finding again", () => marks(cell.uri)[0]);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await eventually("no marks", () => marks(cell.uri).length === 0);
  });

  it("are listed by a scan of the workspace when they are closed, and marked in their cells when open", async () => {
    const { notebook, cell } = await open("listed.ipynb");
    await eventually("the finding", () => marks(cell.uri)[0]);
    await vscode.commands.executeCommand("autosafe.scanWorkspace");
    await eventually("the finding in its cell", () => marks(cell.uri)[0] && marks(notebook.uri).length === 0);
    await closeAll();
    await eventually("the finding in the file", () => notebook.isClosed && marks(notebook.uri)[0]);
    assert.deepEqual(marks(cell.uri), []);
  });

  it("open at the cell of a tool", async () => {
    const { notebook } = await open("shown.ipynb");
    await closeAll();
    await eventually("the notebook to close", () => notebook.isClosed);
    const tool = await eventually("the tool", async () =>
      (await (await autosafe()).listTools()).find(
        ({ source }) => source.file === `${place}/${tries}-shown.ipynb`,
      ),
    );
    await show("mail-assistant/tools.py");
    const { project } = await toolNode("mail-assistant/tools.py", "send_mail");
    await vscode.commands.executeCommand("autosafe.revealTool", { kind: "tool", project, tool });
    const editor = await eventually("the cell", () => vscode.window.activeTextEditor);
    assert.equal(editor.document.uri.scheme, "vscode-notebook-cell");
    assert.equal(editor.document.getText(editor.selection), "probe_host");
  });
});
