import assert from "node:assert/strict";
import * as vscode from "vscode";
import { autosafe, closeAll, eventually, folder, remove, show, toolNames, uriOf, write } from "./window.ts";

const python = (name: string) =>
  `from langchain_core.tools import tool\n\n\n@tool\ndef ${name}(path: str) -> str:\n    """Delete a file."""\n    return path\n`;

describe("discovery", () => {
  afterEach(closeAll);

  it("finds the tools of every kind of file", async () => {
    const tools = await (await autosafe()).listTools();
    const files = new Set(tools.map(({ source }) => source.file));
    for (const file of [
      "mail-assistant/tools.py",
      "ops-bot/server.ts",
      "shop-api/openapi.yaml",
      "shop-api/support.tools.json",
    ]) {
      assert.ok(files.has(file), `nothing found in ${file}`);
    }
  });

  it("knows where each name stands", async () => {
    for (const { name, source } of await (await autosafe()).listTools()) {
      const document = await vscode.workspace.openTextDocument(uriOf(source.file));
      const { startLine, startColumn, endLine, endColumn } = source.nameRange;
      const text = document.getText(new vscode.Range(startLine, startColumn, endLine, endColumn));
      const bare = (value: string) => value.toLowerCase().replaceAll(/[^a-z]/g, "");
      assert.equal(bare(text), bare(name), `${source.file}:${startLine + 1}`);
    }
  });

  it("follows edits that are not saved, and forgets them when they are thrown away", async () => {
    const editor = await show("mail-assistant/tools.py");
    await editor.edit((edit) =>
      edit.insert(
        new vscode.Position(editor.document.lineCount, 0),
        '\n\n@tool\ndef burn_mail(message_id: str) -> str:\n    """Burn a message."""\n    return message_id\n',
      ),
    );
    await (await autosafe()).idle();
    assert.ok((await toolNames()).includes("burn_mail"));
    await closeAll();
    await eventually("the thrown-away tool to go", async () => !(await toolNames()).includes("burn_mail"));
  });

  it("follows files that come, change and go", async () => {
    await (await autosafe()).listTools();
    await write("made/new_tool.py", python("shred_file"));
    await eventually("the new file's tool", async () => (await toolNames()).includes("shred_file"));
    await write("made/new_tool.py", python("wipe_file"));
    await eventually("the changed file's tool", async () => (await toolNames()).includes("wipe_file"));
    assert.ok(!(await toolNames()).includes("shred_file"));
    await remove("made");
    await eventually(
      "the deleted folder's tool to go",
      async () => !(await toolNames()).includes("wipe_file"),
    );
  });

  it("follows what a tool takes from other files, saved or not", async () => {
    await (await autosafe()).listTools();
    try {
      await write("kit/marks.py", "def mark(function):\n    return function\n");
      await write("kit/names.py", 'TITLE = "first_title"\n');
      await write(
        "kit/use.py",
        'from .marks import mark\nfrom .names import TITLE\n\n\n@mark(TITLE)\ndef anything(path: str) -> str:\n    """Reads."""\n    return path\n',
      );
      await (await autosafe()).idle();
      assert.ok(!(await toolNames()).includes("first_title"));
      await write("kit/marks.py", "from crewai.tools import tool as mark\n");
      await eventually("the tool its decorator makes", async () =>
        (await toolNames()).includes("first_title"),
      );
      const editor = await show("kit/names.py");
      await editor.edit((edit) => edit.replace(new vscode.Range(0, 9, 0, 20), "other_title"));
      await eventually("the name from the unsaved file", async () =>
        (await toolNames()).includes("other_title"),
      );
      assert.ok(!(await toolNames()).includes("first_title"));
      await closeAll();
      await eventually("the name on disk again", async () => (await toolNames()).includes("first_title"));
    } finally {
      await remove("kit");
    }
    await eventually("the tool to go", async () => !(await toolNames()).includes("first_title"));
  });

  it("shows a function that an agent lists where it is defined, and keeps its place while editing", async () => {
    try {
      await write(
        "desk/actions.py",
        'def water_plants(room: str) -> str:\n    """Waters."""\n    return room\n',
      );
      await write(
        "desk/agent.py",
        "from google.adk.agents import Agent\nfrom .actions import water_plants\n\nroot = Agent(name='d', tools=[water_plants])\n",
      );
      await eventually("the listed function", async () => (await toolNames()).includes("water_plants"));
      const editor = await show("desk/actions.py");
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "import os\n\n\n"));
      await eventually("its new place", async () =>
        (await (await autosafe()).listTools()).some(
          ({ name, source }) =>
            name === "water_plants" && source.file === "desk/actions.py" && source.nameRange.startLine === 3,
        ),
      );
      await closeAll();
    } finally {
      await remove("desk");
    }
    await eventually("the tool to go", async () => !(await toolNames()).includes("water_plants"));
  });

  it("does not look into ignored and excluded files, whichever way they come", async () => {
    await write(".gitignore", "ignored/\n");
    await write("ignored/a.py", python("ignored_tool"));
    await write("node_modules/pkg/a.py", python("foreign_tool"));
    await write("hidden/a.py", python("hidden_tool"));
    const settings = vscode.workspace.getConfiguration("autosafe", folder().uri);
    try {
      await settings.update("discovery.exclude", ["hidden/**"], vscode.ConfigurationTarget.WorkspaceFolder);
      await write("seen/a.py", python("seen_tool"));
      await eventually("the tool that is not hidden", async () => (await toolNames()).includes("seen_tool"));
      for (const path of ["ignored/a.py", "hidden/a.py", "node_modules/pkg/a.py"]) {
        const document = await vscode.workspace.openTextDocument(uriOf(path));
        await vscode.commands.executeCommand("vscode.executeCodeLensProvider", document.uri);
      }
      await vscode.commands.executeCommand("autosafe.refreshTools");
      await (await autosafe()).idle();
      const names = await toolNames();
      assert.ok(names.includes("seen_tool"));
      assert.deepEqual(
        names.filter((name) => /ignored|foreign|hidden/.test(name)),
        [],
      );
      await settings.update("discovery.exclude", undefined, vscode.ConfigurationTarget.WorkspaceFolder);
      await eventually("the tool that is hidden no more", async () =>
        (await toolNames()).includes("hidden_tool"),
      );
    } finally {
      for (const path of [".gitignore", "ignored", "node_modules", "hidden", "seen", ".vscode"]) {
        await remove(path);
      }
      await vscode.commands.executeCommand("autosafe.refreshTools");
    }
  });
});
