import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  autosafe,
  closeAll,
  eventually,
  lensesOf,
  remove,
  scenarioNodes,
  scenariosOf,
  show,
  toolNode,
  uriOf,
} from "./window.ts";

const file = "mail-assistant/tools.py";

async function hoverAt(uri: vscode.Uri, at: vscode.Position): Promise<vscode.MarkdownString | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, at);
  return hovers
    .flatMap(({ contents }) => contents as vscode.MarkdownString[])
    .find(({ value }) => /risk cell/i.test(value));
}

function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `no ${text}`);
  return document.positionAt(offset + 1);
}

/** Accepts quick picks as they come, each as it stands, until the command is through. */
async function accepting(command: Thenable<unknown>): Promise<void> {
  let over = false;
  const done = Promise.resolve(command).finally(() => {
    over = true;
  });
  while (!over) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    if (!over) {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    }
  }
  await done;
}

describe("while a tool is written", () => {
  before(autosafe);
  afterEach(closeAll);

  it("a hover on its name tells labels with evidence, and risks", async () => {
    const { document } = await show(file);
    const hover = await hoverAt(document.uri, placeOf(document, 'send_mail",'));
    assert.ok(await hoverAt(document.uri, placeOf(document, "send_mail(to")), "none on the function");
    assert.match(hover?.value ?? "", /`writes-external`: /);
    assert.match(hover?.value ?? "", /\d+ risk cells apply, \d+ without a scenario/);
    assert.match(hover?.value ?? "", /Show risks/);
    assert.ok(typeof hover?.isTrusted === "object");
  });

  it("stands where the name is after an edit, not where it was", async () => {
    const editor = await show(file);
    const before = placeOf(editor.document, "send_mail(");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# one\n# two\n"));
    assert.equal(await hoverAt(editor.document.uri, before), undefined);
    assert.ok(await hoverAt(editor.document.uri, before.translate(2)));
  });

  it("shows nothing elsewhere", async () => {
    const { document } = await show(file);
    assert.equal(await hoverAt(document.uri, new vscode.Position(0, 1)), undefined);
  });

  it("shows contradictions of annotations", async () => {
    const uri = uriOf("made.tools.json");
    const text =
      '[{ "name": "delete_mail", "inputSchema": { "type": "object" }, "annotations": { "readOnlyHint": true } }]';
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const hover = await hoverAt(uri, placeOf(document, "delete_mail"));
      assert.match(hover?.value ?? "", /claims readOnlyHint/);
    } finally {
      await remove("made.tools.json");
    }
  });

  it("a lens shows the risks, and accepting the ticked ones fills exactly the empty cells", async () => {
    await show("mail-assistant/contacts_server.py");
    const lenses = await lensesOf(uriOf("mail-assistant/contacts_server.py"));
    assert.ok(lenses.some(({ command }) => command?.title === "Risks"));
    const node = await toolNode("mail-assistant/contacts_server.py", "update_contact");
    // A question that is accepted before its ticks have arrived picks nothing; a slow machine does that.
    const made = await eventually("the scenarios of the ticked cells", async () => {
      await accepting(vscode.commands.executeCommand("autosafe.showRisks", node));
      await (await autosafe()).idle();
      const rows = await scenariosOf("update_contact");
      return rows.length > 0 ? rows : undefined;
    });
    const cells = new Set(made.map(({ source, outcome }) => `${source}|${outcome}`));
    assert.equal(cells.size, made.length);
    const hover = await eventually("the scenarios in the hover", async () => {
      const { document } = await show("mail-assistant/contacts_server.py");
      const found = await hoverAt(document.uri, placeOf(document, "update_contact("));
      return found && /So far\\?: \d+/.test(found.value) ? found : undefined;
    });
    assert.match(hover.value, /0 without a scenario/);
  });

  it("hovers link to commands that work on the tool", async () => {
    const { document } = await show("mail-assistant/contacts_server.py");
    const hover = await hoverAt(document.uri, placeOf(document, "update_contact("));
    const link = /\(command:autosafe\.showScenarios\?([^)]*)\)/.exec(hover?.value ?? "")?.[1] ?? "";
    const args = JSON.parse(decodeURIComponent(link));
    await vscode.commands.executeCommand("autosafe.showScenarios", ...args);
    await (await autosafe()).idle();
  });

  it("is created in an empty file of any kind, by a snippet, with its imports", async () => {
    for (const [language, sign] of [
      ["python", /from mcp\.server\.fastmcp import FastMCP[\s\S]*readOnlyHint=True[\s\S]*def find_order/],
      ["typescript", /import \{ McpServer \}[\s\S]*server\.registerTool\([\s\S]*"find_order"/],
      ["json", /^\[\n {2}\{\n {4}"type": "function",\n {4}"function"[\s\S]*"additionalProperties": false/],
    ] as const) {
      const document = await vscode.workspace.openTextDocument({ language, content: "" });
      const editor = await vscode.window.showTextDocument(document);
      await accepting(vscode.commands.executeCommand("autosafe.createTool"));
      assert.match(document.getText(), sign);
      // The first stop is selected, so that typing names the tool.
      assert.equal(document.getText(editor.selection), "find_order");
      await vscode.commands.executeCommand("undo");
      assert.equal(document.getText(), "");
    }
  });

  it("is created at the end of a file that has some, in their framework", async () => {
    const { document } = await show(file);
    await accepting(vscode.commands.executeCommand("autosafe.createTool"));
    assert.match(document.getText(), /@tool\ndef find_order\([\s\S]*raise NotImplementedError\n$/);
    assert.equal(document.getText().match(/^from langchain_core\.tools import/gm)?.length, 1);
  });

  after(async () => {
    const nodes = await scenarioNodes("mail-assistant/contacts_server.py", "update_contact");
    await vscode.commands.executeCommand("autosafe.deleteScenarios", nodes[0], nodes);
    assert.deepEqual(await scenariosOf("update_contact"), []);
  });
});
