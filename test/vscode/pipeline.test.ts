import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  autosafe,
  closeAll,
  eventually,
  lensesOf,
  scenarioNodes,
  scenariosOf,
  show,
  toolNode,
  uriOf,
} from "./window.ts";

const file = "mail-assistant/tools.py";
const tool = "send_mail";

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
  await (await autosafe()).idle();
}

describe("the pipeline in the editor", () => {
  before(() => show(file));
  after(closeAll);

  it("generates scenarios for one tool, and for that one only", async () => {
    await run("autosafe.generateForTools", await toolNode(file, tool));
    const all = await (await autosafe()).listScenarios();
    assert.ok(all.length > 0);
    assert.deepEqual([...new Set(all.map((scenario) => scenario.tool))], [tool]);
    assert.deepEqual([...new Set(all.map((scenario) => scenario.state))], ["proposed"]);
  });

  it("counts them in the lens", async () => {
    const count = (await scenariosOf(tool)).length;
    const titles = (await lensesOf(uriOf(file))).map((lens) => lens.command?.title);
    assert.ok(titles.includes(`${count} scenarios`), titles.join(" | "));
  });

  it("generates more when every cell has a scenario", async () => {
    const before = (await scenariosOf(tool)).length;
    await run("autosafe.generateForTools", await toolNode(file, tool));
    assert.ok((await scenariosOf(tool)).length > before);
  });

  it("writes them where git and the command line find them", async () => {
    const text = Buffer.from(
      await vscode.workspace.fs.readFile(uriOf(".autosafe/scenarios.jsonl")),
    ).toString();
    const ids = new Set<string>();
    for (const line of text.split("\n").filter(Boolean)) {
      const { id, deleted } = JSON.parse(line); // the last record of an id wins
      deleted ? ids.delete(id) : ids.add(id);
    }
    assert.deepEqual([...ids].sort(), (await scenariosOf(tool)).map(({ id }) => id).sort());
  });

  it("simulates the selected scenarios", async () => {
    const nodes = await scenarioNodes(file, tool);
    await run("autosafe.simulate", nodes[0], nodes);
    const states = (await scenariosOf(tool)).map(({ state }) => state);
    assert.ok(!states.includes("proposed"), states.join());
    assert.ok(states.includes("unsafe"), states.join());
  });

  it("reflects on what was unsafe", async () => {
    const nodes = await scenarioNodes(file, tool);
    await run("autosafe.reflect", nodes[0], nodes);
    const states = (await scenariosOf(tool)).map(({ state }) => state);
    assert.ok(!states.includes("unsafe"), states.join());
    assert.ok(states.includes("pair"), states.join());
  });

  it("opens a pair in a page of its own, once", async () => {
    const [scenario] = await scenarioNodes(file, tool);
    const pages = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && /autosafe\.trajectory$/.test(input.viewType),
        );
    await run("autosafe.openTrajectory", scenario);
    await eventually("the page", () => pages().length === 1);
    await run("autosafe.openTrajectory", scenario);
    assert.equal(pages().length, 1);
  });

  it("deletes the selected scenarios, and brings them back", async () => {
    const before = await scenariosOf(tool);
    const nodes = await scenarioNodes(file, tool);
    await run("autosafe.deleteScenarios", nodes[0], nodes.slice(0, 2));
    assert.equal((await scenariosOf(tool)).length, before.length - 2);
    await run("autosafe.undoDelete");
    const after = await scenariosOf(tool);
    const byId = (scenarios: typeof after) =>
      Object.fromEntries(scenarios.map(({ id, state }) => [id, state]));
    assert.deepEqual(byId(after), byId(before));
  });

  it("runs from tools to pairs in one go", async () => {
    await run("autosafe.runPipeline", await toolNode(file, "delete_mail"));
    const states = (await scenariosOf("delete_mail")).map(({ state }) => state);
    assert.ok(states.includes("pair"), states.join());
    assert.ok(!states.includes("proposed") && !states.includes("unsafe"), states.join());
  });

  it("keeps what is finished when it is cancelled", async () => {
    const settings = vscode.workspace.getConfiguration("autosafe", uriOf(""));
    await settings.update("generate.count", 10_000, vscode.ConfigurationTarget.WorkspaceFolder);
    try {
      const before = (await scenariosOf("create_event")).length;
      const running = vscode.commands.executeCommand(
        "autosafe.generateForTools",
        await toolNode(file, "create_event"),
      );
      await eventually("the first ones", async () => (await scenariosOf("create_event")).length > before);
      await vscode.commands.executeCommand("autosafe.cancel");
      await running;
      await (await autosafe()).idle();
      const made = (await scenariosOf("create_event")).length - before;
      assert.ok(made > 0 && made < 10_000, `${made} scenarios`);
    } finally {
      await settings.update("generate.count", undefined, vscode.ConfigurationTarget.WorkspaceFolder);
      await vscode.workspace.fs.delete(uriOf(".vscode"), { recursive: true });
    }
  });

  it("picks up what others write", async () => {
    const uri = uriOf(".autosafe/scenarios.jsonl");
    const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
    const record = JSON.parse(text.split("\n")[0] ?? "");
    const line = JSON.stringify({ ...record, id: "scenario-from-elsewhere", title: "From elsewhere" });
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`${text}${line}\n`));
    await eventually("the scenario from elsewhere", async () =>
      (await (await autosafe()).listScenarios()).some(({ id }) => id === "scenario-from-elsewhere"),
    );
  });
});
