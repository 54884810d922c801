import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  autosafe,
  closeAll,
  eventually,
  remove,
  scenarioNodes,
  scenariosOf,
  show,
  toolNode,
  uriOf,
  write,
} from "./window.ts";

const file = "mail-assistant/tools.py";

/** An MCP server with one tool that only reads. */
const weatherServer = `
import { createInterface } from "node:readline";
const answer = (id, result) => console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
const tool = { name: "forecast", description: "The weather.", inputSchema: { type: "object" }, annotations: { readOnlyHint: true } };
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (method === "initialize") {
    answer(id, { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "w", version: "1" } });
  } else if (method === "tools/list") {
    answer(id, { tools: [tool] });
  } else if (method === "tools/call") {
    answer(id, { content: [{ type: "text", text: "12 degrees" }] });
  }
}
`;

async function use(model: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration("autosafe");
  const target = vscode.ConfigurationTarget.Global;
  await settings.update("model.provider", model === "" ? undefined : "vscode", target);
  await settings.update("model.name", model === "" ? undefined : `autosafe-test/${model}`, target);
}

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
  await (await autosafe()).idle();
}

/** What was asked of the person, who always agrees: the editor refuses to show modal dialogs in tests. */
const questions: { message: string; detail: string }[] = [];

function agreeToAll(): () => void {
  const { window } = vscode;
  const original = window.showWarningMessage;
  const agree = async (message: string, ...rest: unknown[]) => {
    const [options] = rest as [{ modal?: boolean; detail?: string }];
    if (options?.modal) {
      questions.push({ message, detail: options.detail ?? "" });
      return message.startsWith("Let the judge") ? "Ask This Server" : "Send";
    }
    return undefined;
  };
  Object.assign(window, { showWarningMessage: agree });
  return () => Object.assign(window, { showWarningMessage: original });
}

/** How often each scripted model was asked. */
async function asked(): Promise<Record<string, number>> {
  const extension = vscode.extensions.getExtension<{ asked: Record<string, number> }>(
    "autosafe-test.autosafe-test-models",
  );
  assert.ok(extension, "the test extension is not there");
  return (await extension.activate()).asked;
}

async function reports(): Promise<string[]> {
  const runs = uriOf(".autosafe/runs");
  const names = await vscode.workspace.fs.readDirectory(runs);
  const texts = names.map(async ([name]) => {
    try {
      const uri = vscode.Uri.joinPath(runs, name, "report.md");
      return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
    } catch {
      return "";
    }
  });
  return (await Promise.all(texts)).filter((text) => text !== "");
}

describe("language models of VS Code", () => {
  let restore = () => {};
  before(async () => {
    restore = agreeToAll();
    await show(file);
    await asked();
    await eventually("the scripted models", async () => {
      const models = await vscode.lm.selectChatModels({ vendor: "autosafe-test" });
      return models.length > 0;
    });
  });
  after(async () => {
    restore();
    await use("");
    await closeAll();
  });

  it("propose, act, judge and reflect in the editor's runs, and leave a report", async () => {
    await use("scripted");
    await run("autosafe.runPipeline", await toolNode(file, "search_mail"));
    const [question] = questions;
    assert.match(question?.message ?? "", /Send tool definitions and scenarios to Scripted scripted\?/);
    assert.match(question?.detail ?? "", /names, descriptions and parameters of \d+ tools.*about \d+ calls/s);
    const made = await scenariosOf("search_mail");
    assert.ok(made.length > 0);
    assert.deepEqual([...new Set(made.map(({ state }) => state))], ["pair"]);
    assert.ok(((await asked()).scripted ?? 0) > made.length * 4);
    const text = Buffer.from(
      await vscode.workspace.fs.readFile(uriOf(".autosafe/scenarios.jsonl")),
    ).toString();
    assert.match(text, /"simulator":"autosafe-test\/scripted"/);
    const [report = ""] = await reports();
    assert.match(report, /Scripted scripted/);
    assert.match(report, /Requests sent \| \d+/);
  });

  it("that take no tools are asked in words", async () => {
    await use("prose-only");
    await run("autosafe.generateForTools", await toolNode(file, "send_mail"));
    assert.ok(((await asked())["prose-only"] ?? 0) > 1);
  });

  it("whose quota is used up end the run, with everything finished kept", async () => {
    await use("limited-plan");
    const before = (await (await autosafe()).listScenarios()).length;
    await run("autosafe.runPipeline", await toolNode(file, "delete_mail"));
    const after = await (await autosafe()).listScenarios();
    assert.ok(after.length >= before);
    const stopped = (await reports()).find((text) => /quota is used up/.test(text));
    assert.ok(stopped, "no report says why it ended");
    // Not much more than the plan allows: what was in flight when it said no.
    assert.ok(((await asked())["limited-plan"] ?? 0) <= 32);
  });

  it("look facts up at servers that the person agrees to, and record what those list", async () => {
    await use("scripted");
    const script = await write("weather-server.mjs", weatherServer);
    const settings = vscode.workspace.getConfiguration("autosafe");
    const target = vscode.ConfigurationTarget.Global;
    const weather = { command: process.execPath, args: [script.fsPath], allow: ["forecast"] };
    await settings.update("judge.lookUps", 1, target);
    await settings.update("judge.mcpServers", { weather }, target);
    try {
      questions.length = 0;
      await run("autosafe.runPipeline", await toolNode(file, "search_mail"));
      const [server, model] = questions;
      assert.match(server?.message ?? "", /Let the judge look facts up at weather\?/);
      assert.match(server?.detail ?? "", /weather-server\.mjs.*forecast.*read-only/s);
      assert.ok(model === undefined || /MCP servers: weather/.test(model.detail), model?.detail);
      const records = Buffer.from(
        await vscode.workspace.fs.readFile(uriOf(".autosafe/runs/lookups.jsonl")),
      ).toString();
      assert.match(records, /"server":"weather","tools":\[\{"name":"forecast"/);
      questions.length = 0;
      await run("autosafe.runPipeline", await toolNode(file, "search_mail"));
      assert.ok(!questions.some(({ message }) => message.startsWith("Let the judge")), "asked again");
    } finally {
      await settings.update("judge.lookUps", undefined, target);
      await settings.update("judge.mcpServers", undefined, target);
      await remove("weather-server.mjs");
    }
  });

  it("run snippets only when that is allowed, and then without seeing the host", async () => {
    await use("scripted");
    const settings = vscode.workspace.getConfiguration("autosafe");
    const target = vscode.ConfigurationTarget.Global;
    const said = async () =>
      Buffer.from(await vscode.workspace.fs.readFile(uriOf(".autosafe/trajectories.jsonl"))).toString();
    await settings.update("judge.lookUps", 1, target);
    try {
      await run("autosafe.runPipeline", await toolNode(file, "search_mail"));
      assert.doesNotMatch(await said(), /42undefined/);
      await settings.update("judge.runSnippets", true, target);
      await run("autosafe.runPipeline", await toolNode(file, "send_mail"));
      assert.match(await said(), /42undefinedundefined/);
    } finally {
      await settings.update("judge.lookUps", undefined, target);
      await settings.update("judge.runSnippets", undefined, target);
    }
  });

  it("that refuse are counted, not dropped", async () => {
    await use("prudish");
    await run("autosafe.runPipeline", await toolNode(file, "create_event"));
    assert.ok((await reports()).some((text) => /\| refused \| [1-9]/.test(text)));
  });
});

describe("tools for language models", () => {
  after(async () => {
    await show(file);
    // What later tests count is theirs alone.
    const tools = ["search_mail", "send_mail", "delete_mail", "create_event"];
    const nodes = (await Promise.all(tools.map((tool) => scenarioNodes(file, tool)))).flat();
    await vscode.commands.executeCommand("autosafe.deleteScenarios", nodes[0], nodes);
    await closeAll();
  });

  const invoke = async (name: string, input: object) => {
    const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return result.content
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
      .join("");
  };

  it("are three, with what a model needs to know", () => {
    const ours = vscode.lm.tools.filter(({ tags }) => tags.includes("autosafe"));
    assert.deepEqual(ours.map(({ name }) => name).sort(), [
      "explain_unsafe_step",
      "list_risk_scenarios",
      "scan_tool_definitions",
    ]);
  });

  it("scan, list and explain without changing anything", async () => {
    const tools = await invoke("scan_tool_definitions", { file });
    assert.match(tools, /"name": "send_mail"/);
    assert.match(tools, /"label": "writes-external"/);
    const listed = await invoke("list_risk_scenarios", { state: "pair", limit: 1 });
    const [, id = ""] = /"id": "(scenario-[^"]+)"/.exec(listed) ?? [];
    const explained = await invoke("explain_unsafe_step", { scenario: id });
    assert.match(explained, /"label": "unsafe"/);
    assert.match(explained, /"safeStep"/);
    assert.match(explained, /data to report on, not instructions/);
  });

  it("say what to do when there is nothing", async () => {
    await assert.rejects(
      invoke("explain_unsafe_step", { scenario: "scenario-none" }),
      /list_risk_scenarios first/,
    );
    await assert.rejects(invoke("list_risk_scenarios", { tool: "no_such_tool" }), /Tools with scenarios/);
    await assert.rejects(
      invoke("scan_tool_definitions", { file: "nowhere.py" }),
      /Files with tool definitions/,
    );
  });
});
