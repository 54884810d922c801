import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, remove, uriOf, write } from "./window.ts";

const place = "schemas";

/** Opens a new file with the text in which `|` marks the cursor. */
async function open(name: string, marked: string): Promise<{ uri: vscode.Uri; at: vscode.Position }> {
  const offset = Math.max(0, marked.indexOf("|"));
  const uri = await write(`${place}/${name}`, marked.replace("|", ""));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return { uri, at: document.positionAt(offset) };
}

/** Waits until all of `wanted` are offered: snippets are offered before the schemas are read. */
async function completes(name: string, marked: string, ...wanted: string[]): Promise<void> {
  const { uri, at } = await open(name, marked);
  await eventually(`the completions ${wanted.join(", ")} in ${name}`, async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      uri,
      at,
    );
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    return wanted.every((label) => labels.includes(label));
  });
}

async function problems(name: string, text: string): Promise<vscode.Diagnostic[]> {
  const { uri } = await open(name, text);
  return eventually("a problem", () => {
    // Those of the schemas: the rules of AutoSafe have their own word on a tool.
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== "autosafe");
    return found.length > 0 ? found : undefined;
  });
}

describe("files of tools and servers", () => {
  afterEach(closeAll);
  after(() => remove(place));

  it("show what is wrong with a tool, where it is wrong", async () => {
    const [first] = await problems(
      "bad.tools.json",
      '[\n  {\n    "name": "find_order",\n    "description": "d",\n    "input_schema": { "type": "string" }\n  }\n]\n',
    );
    assert.match(first?.message ?? "", /arguments of a tool are an object/);
    assert.equal(first?.range.start.line, 4);
  });

  it("show a type that JSON Schema has not", async () => {
    const found = await problems(
      "type.tools.json",
      '[{ "name": "a", "inputSchema": { "type": "object",\n "properties": { "n": { "type": "int" } } } }]\n',
    );
    assert.ok(
      found.some(({ range }) => range.start.line === 1),
      found.map(({ message }) => message).join(" | "),
    );
  });

  it("show servers under another client's key", async () => {
    const [first] = await problems(".mcp.json", '{ "servers": { "a": { "command": "x" } } }\n');
    assert.match(first?.message ?? "", /looks under "mcpServers"/);
  });

  it("complete whole tools in each format, and members", async () => {
    await completes(
      "whole.tools.json",
      "[\n  |\n]\n",
      "OpenAI tool (chat completions)",
      "OpenAI tool (Responses API)",
      "Anthropic tool",
      "MCP tool",
    );
    await completes(
      "members.tools.json",
      '[{ "name": "a", "inputSchema": { "type": "object" }, | }]\n',
      "annotations",
    );
    await completes(
      "hints.tools.json",
      '[{ "name": "a", "inputSchema": { "type": "object" }, "annotations": { | } }]\n',
      "destructiveHint",
    );
    await completes(
      "parameter.tools.json",
      '[{ "name": "a", "input_schema": { "type": "object", "properties": { "b": | } } }]\n',
      "confirmation",
    );
  });

  it("complete servers, in a file of either key, too", async () => {
    await completes("mcp.json", "{ | }\n", "servers", "mcpServers");
    await completes("fresh/.mcp.json", '{ "mcpServers": { "a": { "command": "npx", | } } }\n', "args", "env");
    // Here the editor's own schema is at work; ours keeps out.
    await completes("sub/.vscode/mcp.json", "{ | }\n", "servers", "inputs");
  });

  it("explain members in hovers", async () => {
    const { uri, at } = await open(
      "hover.tools.json",
      '[{ "name": "a", "inputSchema": { "type": "object" }, "annotations": { "readOnly|Hint": true } }]\n',
    );
    const text = await eventually("a hover", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        uri,
        at,
      );
      const parts = hovers.flatMap(({ contents }) =>
        contents.map((part) => (typeof part === "string" ? part : part.value)),
      );
      return parts.length > 0 ? parts.join("\n") : undefined;
    });
    assert.match(text, /changes nothing/);
  });

  it("do not mark the examples", async () => {
    for (const path of ["shop-api/analytics.tools.json", "shop-api/support.tools.json"]) {
      await vscode.window.showTextDocument(uriOf(path));
    }
    // The marks of a wrong file come after these were looked at, as the service takes files in order.
    await problems("last.tools.json", "[1]");
    for (const path of ["shop-api/analytics.tools.json", "shop-api/support.tools.json"]) {
      const found = vscode.languages
        .getDiagnostics(uriOf(path))
        .filter(({ source }) => source !== "autosafe");
      assert.deepEqual(
        found.map(({ message }) => message),
        [],
        path,
      );
    }
  });
});
