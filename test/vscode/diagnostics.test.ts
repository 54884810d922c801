import assert from "node:assert/strict";
import * as vscode from "vscode";
import { autosafe, closeAll, eventually, remove, show, uriOf, write } from "./window.ts";

const place = "diagnosed";
const unsafe = `import subprocess

from langchain_core.tools import tool


@tool
def ping(host: str) -> str:
    """Ping a host."""
    return subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True).stdout
`;
const rule = "tool-param-to-shell";

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "autosafe");
}

function idOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

function marked(uri: vscode.Uri): vscode.Diagnostic | undefined {
  return ours(uri).find((diagnostic) => idOf(diagnostic) === rule);
}

async function open(name: string, text = unsafe): Promise<vscode.TextEditor> {
  await write(`${place}/${name}`, text);
  return show(`${place}/${name}`);
}

async function actionsAt(uri: vscode.Uri, range: vscode.Range, resolve = 0): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, range, "quickfix", resolve);
}

describe("findings", () => {
  before(autosafe);
  afterEach(closeAll);
  after(async () => {
    await remove(place);
    await eventually("its tools to go", async () =>
      (await (await autosafe()).listTools()).every(({ source }) => !source.file.startsWith(`${place}/`)),
    );
  });

  it("are marked where they are, with their way and a link to the rule", async () => {
    const { document } = await open("ping.py");
    const found = await eventually("the finding", () => marked(document.uri));
    assert.equal(found.range.start.line, 8);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.ok((found.relatedInformation?.length ?? 0) > 0, "no related places");
    assert.ok(typeof found.code === "object" && found.code.target.scheme === "command");
  });

  it("move with the text, go at once from edited lines, and come back", async () => {
    const editor = await open("moved.py");
    const { uri } = editor.document;
    await eventually("the finding", () => marked(uri));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# one\n# two\n"));
    await eventually("the mark to have moved", () => marked(uri)?.range.start.line === 10);
    await editor.edit((edit) => edit.insert(editor.document.lineAt(10).range.end, "  # edited"));
    assert.equal(marked(uri), undefined);
    await eventually("the mark to come back", () => marked(uri));
  });

  it("are cleared when they are mended, when the file is closed, renamed or deleted", async () => {
    const editor = await open("mended.py");
    const { uri } = editor.document;
    const found = await eventually("the finding", () => marked(uri));
    const line = editor.document.lineAt(found.range.start.line);
    await editor.edit((edit) => edit.replace(line.range, '    return "pong"'));
    await eventually("no finding", () => ours(uri).length === 0);
    await editor.document.save();
    await closeAll();
    const second = (await open("second.py")).document.uri;
    await eventually("the second finding", () => marked(second));
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(second, uriOf(`${place}/renamed.py`));
    await vscode.workspace.applyEdit(edit);
    await eventually("the mark to follow the name", () => marked(uriOf(`${place}/renamed.py`)));
    assert.deepEqual(ours(second), []);
    await closeAll();
    await eventually("no mark in a closed file", () => ours(uriOf(`${place}/renamed.py`)).length === 0);
  });

  it("are none in what does not parse", async () => {
    const { document } = await open("broken.py", unsafe.replace("shell=True, ", "shell=True, (("));
    await (await autosafe()).idle();
    assert.equal(marked(document.uri), undefined);
  });

  it("have ways out in order: rewrite, explain, scenario, line, file, project", async () => {
    const { document } = await open("ordered.py");
    const found = await eventually("the finding", () => marked(document.uri));
    const titles = (await actionsAt(document.uri, found.range)).map(({ title }) => title);
    const at = (part: string) => titles.findIndex((title) => title.includes(part));
    const order = [
      "Explain",
      "Generate a Risk Scenario",
      "on this line",
      "in this file",
      "off in this project",
    ];
    assert.deepEqual(
      order.map(at).toSorted((a, b) => a - b),
      order.map(at),
      titles.join(" | "),
    );
    assert.ok(at("Explain") > 0, titles.join(" | "));
    assert.equal((await actionsAt(document.uri, found.range))[0]?.isPreferred, true);
  });

  it("are gone after the preferred fix, whose edit is worked out late", async () => {
    const { document } = await open("fixed.py");
    const found = await eventually("the finding", () => marked(document.uri));
    const [fix] = await actionsAt(document.uri, found.range, 1);
    assert.ok(fix?.edit, fix?.title);
    await vscode.workspace.applyEdit(fix.edit);
    await eventually("no finding", () => marked(document.uri) === undefined);
    await (await autosafe()).idle();
    assert.equal(marked(document.uri), undefined);
  });

  it("are silent after a comment, which a hover explains", async () => {
    const { document } = await open("ignored.py");
    const found = await eventually("the finding", () => marked(document.uri));
    const actions = await actionsAt(document.uri, found.range, 20);
    const ignore = actions.find(({ title }) => title.includes("on this line"));
    assert.ok(ignore?.edit);
    await vscode.workspace.applyEdit(ignore.edit);
    await (await autosafe()).idle();
    assert.equal(marked(document.uri), undefined);
    const line = document
      .getText()
      .split("\n")
      .findIndex((text) => text.includes("autosafe-ignore-next-line"));
    assert.match(
      document.lineAt(line).text,
      /^ {4}# autosafe-ignore-next-line tool-param-to-shell -- reason/,
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(line, 12),
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.map((part) => (part as vscode.MarkdownString).value),
    );
    assert.match(text.join("\n"), /Ignored here/);
  });

  it("follow the settings: severity, ignoring actions, saving, switched off", async () => {
    const settings = vscode.workspace.getConfiguration("autosafe.diagnostics");
    const set = (key: string, value: unknown) =>
      settings.update(key, value, vscode.ConfigurationTarget.Global);
    const editor = await open("settings.py");
    const { uri } = editor.document;
    const found = await eventually("the finding", () => marked(uri));
    try {
      await set("suppressActions", false);
      const titles = (await actionsAt(uri, found.range)).map(({ title }) => title);
      assert.ok(!titles.some((title) => /Ignore|off in/.test(title)), titles.join(" | "));
      await set("run", "off");
      await eventually("no marks", () => ours(uri).length === 0);
      await set("run", "onSave");
      await eventually("marks again", () => marked(uri));
      await (await autosafe()).idle();
      await editor.edit((edit) => edit.insert(editor.document.lineAt(8).range.end, "  # edited"));
      await (await autosafe()).idle();
      assert.equal(marked(uri), undefined);
      await editor.document.save();
      await eventually("marks after saving", () => marked(uri));
    } finally {
      await set("run", undefined);
      await set("suppressActions", undefined);
    }
  });

  it("follow the project's rules and its baseline", async () => {
    const { document } = await open("ruled.py");
    const found = await eventually("the finding", () => marked(document.uri));
    const off = (await actionsAt(document.uri, found.range)).find(({ title }) =>
      title.includes("off in this project"),
    );
    assert.ok(off?.command);
    await vscode.commands.executeCommand(off.command.command, ...(off.command.arguments ?? []));
    try {
      await eventually("no finding of the rule", () => marked(document.uri) === undefined);
      const text = Buffer.from(await vscode.workspace.fs.readFile(uriOf(".autosafe/rules.json"))).toString();
      assert.equal(JSON.parse(text).rules[rule], "off");
    } finally {
      await remove(".autosafe/rules.json");
    }
    await eventually("the finding again", () => marked(document.uri));
  });

  it("lie in the file where the flow ends, and go when either file is mended", async () => {
    const helper = "import subprocess\n\n\ndef run(line):\n    return subprocess.run(line, shell=True)\n";
    const tool =
      "from langchain_core.tools import tool\n\nfrom flow_helper import run\n\n\n@tool\ndef ping_far(host: str) -> str:\n" +
      '    """Ping a host."""\n    return run(f"ping {host}")\n';
    await write(`${place}/flow_helper.py`, helper);
    const { document } = await open("flow_tool.py", tool);
    const there = uriOf(`${place}/flow_helper.py`);
    const found = await eventually("the finding in the helper", () => marked(there));
    assert.equal(found.range.start.line, 4);
    assert.equal(marked(document.uri), undefined);
    assert.ok(found.relatedInformation?.some(({ location }) => location.uri.path === document.uri.path));
    const editor = await show(`${place}/flow_helper.py`);
    await (await autosafe()).idle();
    assert.ok(marked(there), "gone after the helper's own scan");
    const titles = (await actionsAt(there, found.range)).map(({ title }) => title);
    assert.ok(
      titles.some((title) => title.includes("on this line")),
      titles.join(" | "),
    );
    const line = new vscode.Position(4, 0);
    const comment = `    # autosafe-ignore-next-line ${rule} -- only numbers\n`;
    await editor.edit((edit) => edit.insert(line, comment));
    await (await autosafe()).idle();
    assert.deepEqual(ours(there).map(idOf), []);
    await editor.edit((edit) => edit.delete(new vscode.Range(line, line.translate(1))));
    await eventually("the finding again", () => marked(there));
    await editor.edit((edit) =>
      edit.replace(editor.document.lineAt(4).range, "    return subprocess.run(['ping', '-c', '1'])"),
    );
    await (await autosafe()).idle();
    assert.equal(marked(there), undefined);
  });

  it("of a whole workspace are listed with those of files that are not open", async () => {
    await write(`${place}/closed.py`, unsafe);
    await vscode.commands.executeCommand("autosafe.scanWorkspace");
    const uri = uriOf(`${place}/closed.py`);
    assert.ok(marked(uri), "not marked");
    await remove(`${place}/closed.py`);
    await eventually("no mark in a deleted file", () => ours(uri).length === 0);
  });

  it("have a page that is read without a network", async () => {
    await vscode.commands.executeCommand("autosafe.explainRule", rule);
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse(`autosafe-rule:/${rule}.md`));
    assert.match(page.getText(), /## Unsafe[\s\S]*## Safe/);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.ok(
      tabs.some(({ label }) => label.includes(rule)),
      tabs.map(({ label }) => label).join(" | "),
    );
  });
});
