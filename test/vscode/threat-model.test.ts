import assert from "node:assert/strict";
import * as vscode from "vscode";
import { autosafe, eventually, remove, scenariosOf, toolNode, uriOf, write } from "./window.ts";

const file = ".autosafe/threat-model.json";
const problems = () =>
  vscode.languages.getDiagnostics(uriOf(file)).filter(({ source }) => source === "AutoSafe");

describe("the project's threat model", () => {
  before(async () => {
    await (await autosafe()).listTools();
  });
  after(async () => {
    await remove(file);
    await eventually("the problems to go", () => problems().length === 0);
  });

  it("shows what is wrong, where it is wrong", async () => {
    await write(file, '{\n  "schemaVersion": 1,\n  "disable": ["no-such-trigger"]\n}\n');
    const [first] = await eventually("a problem", () => (problems().length > 0 ? problems() : undefined));
    assert.match(first?.message ?? "", /no-such-trigger/);
    assert.equal(first?.range.start.line, 2);
  });

  it("keeps the pipeline from running on another model than the one written", async () => {
    const node = await toolNode("mail-assistant/contacts_server.py", "update_contact");
    await vscode.commands.executeCommand("autosafe.generateForTools", node);
    assert.deepEqual(await scenariosOf("update_contact"), []);
  });

  it("forgets the problem when it is mended, and follows the model", async () => {
    await write(
      file,
      JSON.stringify({ schemaVersion: 1, toolLabels: [{ tool: "find_contact", add: ["moves-money"] }] }),
    );
    await eventually("the problem to go", () => problems().length === 0);
    await eventually("the tool's new label", async () => {
      const tools = await (await autosafe()).listTools();
      return tools
        .find(({ name }) => name === "find_contact")
        ?.capabilities.some(({ label }) => label === "moves-money");
    });
  });
});
