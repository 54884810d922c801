// What commands, links and quick fixes of findings do beyond marking them.
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

const place = "commanded";
const rule = "tool-param-to-shell";
const tool = "run_probe";
const unsafe = `import subprocess

from langchain_core.tools import tool


@tool
def ${tool}(host: str) -> str:
    """Run a shell command that probes a host."""
    return subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True).stdout
`;

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "autosafe");
}

function idOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

function marked(uri: vscode.Uri, id = rule): vscode.Diagnostic | undefined {
  return ours(uri).find((diagnostic) => idOf(diagnostic) === id);
}

async function open(name: string, text = unsafe): Promise<vscode.TextDocument> {
  await write(`${place}/${name}`, text);
  return (await show(`${place}/${name}`)).document;
}

async function textOf(path: string): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uriOf(path))).toString();
}

type Window = typeof vscode.window;

/** Replaces one of the editor's functions while `body` runs: what a person would see or answer. */
async function answering<K extends keyof Window, T>(
  name: K,
  stand: (...args: never[]) => unknown,
  body: () => Promise<T>,
): Promise<T> {
  const before = vscode.window[name];
  Object.assign(vscode.window, { [name]: stand });
  try {
    return await body();
  } finally {
    Object.assign(vscode.window, { [name]: before });
  }
}

/** Runs a command and keeps the messages it shows. */
async function messagesOf(...[command, ...args]: [string, ...unknown[]]): Promise<string[]> {
  const said: string[] = [];
  const keep = (message: string) => {
    said.push(message);
    return Promise.resolve(undefined);
  };
  await answering("showInformationMessage", keep, () =>
    answering("showWarningMessage", keep, () =>
      answering("showErrorMessage", keep, async () => {
        await vscode.commands.executeCommand(command, ...args);
      }),
    ),
  );
  return said;
}

/** The command a link of the editor runs, as a click on it would. */
async function follow(link: vscode.Uri): Promise<unknown> {
  return vscode.commands.executeCommand(link.path, ...JSON.parse(decodeURIComponent(link.query)));
}

function actionsAt(uri: vscode.Uri, range: vscode.Range): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, range, "quickfix");
}

async function choose(document: vscode.TextDocument, found: vscode.Diagnostic, part: string): Promise<void> {
  const actions = await actionsAt(document.uri, found.range);
  const action = actions.find(({ title }) => title.includes(part));
  assert.ok(action?.command, actions.map(({ title }) => title).join(" | "));
  await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

describe("commands on findings", () => {
  before(autosafe);
  afterEach(closeAll);
  after(() => remove(place));

  it("scan the active file although nothing is scanned by itself", async () => {
    const settings = vscode.workspace.getConfiguration("autosafe.diagnostics");
    await settings.update("run", "manual", vscode.ConfigurationTarget.Global);
    try {
      const { uri } = await open("manual.py");
      await (await autosafe()).idle();
      assert.deepEqual(ours(uri), []);
      assert.deepEqual(await messagesOf("autosafe.scanFile"), []);
      assert.ok(marked(uri));
    } finally {
      await settings.update("run", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("say why a file cannot be scanned", async () => {
    await closeAll();
    const said = await messagesOf("autosafe.scanFile");
    assert.match(said.join(), /none that AutoSafe scans/);
  });

  it("scan the workspace, telling how many there are and where they are listed", async () => {
    await write(`${place}/closed.py`, unsafe);
    const said = await messagesOf("autosafe.scanWorkspace");
    assert.match(said.join(), /AutoSafe: \d+ findings? in \d+ files, \d+ of them errors \(.*Problems view/);
    assert.ok(marked(uriOf(`${place}/closed.py`)));
  });

  it("show progress that can be cancelled, and leave the marks as they were then", async () => {
    for (let n = 0; n < 60; n++) {
      await write(`${place}/many/m${n}.py`, unsafe);
    }
    const reports: string[] = [];
    const titles: string[] = [];
    const stand = (
      options: vscode.ProgressOptions,
      task: (
        progress: { report(value: { message?: string }): void },
        token: vscode.CancellationToken,
      ) => Thenable<unknown>,
    ) => {
      titles.push(`${options.title}, ${options.cancellable}`);
      const source = new vscode.CancellationTokenSource();
      const report = ({ message = "" }) => {
        reports.push(message);
        source.cancel();
      };
      return task({ report }, source.token);
    };
    const said = await answering("withProgress", stand, () => messagesOf("autosafe.scanWorkspace"));
    assert.deepEqual(titles, ["AutoSafe is scanning, true"]);
    assert.match(reports[0] ?? "", /^\d+ files$/);
    assert.deepEqual(said, []);
    assert.equal(marked(uriOf(`${place}/many/m1.py`)), undefined);
    await remove(`${place}/many`);
  });

  it("take what is there as the baseline, and mark only what is new", async () => {
    const document = await open("old.py");
    await eventually("the finding", () => marked(document.uri));
    const said = await messagesOf("autosafe.createBaseline");
    try {
      assert.match(said.join(), /in the baseline now/);
      const baseline = JSON.parse(await textOf(".autosafe/baseline.json"));
      assert.ok(baseline.findings.some(({ file }: { file: string }) => file === `${place}/old.py`));
      await eventually("the old one to go", () => marked(document.uri) === undefined);
      const fresh = await open("fresh.py");
      await eventually("the new one", () => marked(fresh.uri));
      assert.equal(marked(document.uri), undefined);
    } finally {
      await remove(".autosafe/baseline.json");
    }
    const again = await show(`${place}/old.py`);
    await eventually("the old one again", () => marked(again.document.uri));
  });

  it("export SARIF where the user says", async () => {
    await write(`${place}/exported.py`, unsafe);
    const target = uriOf(`${place}/found.sarif`);
    const said = await answering(
      "showSaveDialog",
      () => Promise.resolve(target),
      () => messagesOf("autosafe.exportSarif"),
    );
    assert.match(said.join(), /Exported \d+ findings? to found\.sarif/);
    const { version, runs } = JSON.parse(await textOf(`${place}/found.sarif`));
    assert.equal(version, "2.1.0");
    const found = runs[0].results.find(
      (result: {
        ruleId: string;
        locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
      }) =>
        result.ruleId === rule &&
        result.locations[0]?.physicalLocation.artifactLocation.uri === `${place}/exported.py`,
    );
    assert.ok(found);
    assert.ok(found.codeFlows[0].threadFlows[0].locations.length > 1);
  });

  it("open the rule's page from the link of the mark", async () => {
    const document = await open("linked.py");
    const { code } = await eventually("the finding", () => marked(document.uri));
    assert.ok(typeof code === "object");
    await follow(code.target);
    await eventually("the page", () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes(rule)),
    );
  });

  it("turn a rule off in the settings, keeping what is written there", async () => {
    await write(".autosafe/rules.json", '{\n  // ours\n  "schemaVersion": 1\n}\n');
    try {
      const document = await open("off.py");
      const found = await eventually("the finding", () => marked(document.uri));
      await choose(document, found, "off in this project");
      await eventually("no finding of the rule", () => marked(document.uri) === undefined);
      const text = await textOf(".autosafe/rules.json");
      assert.match(text, /\/\/ ours/);
      assert.match(text, /"tool-param-to-shell": "off"/);
    } finally {
      await remove(".autosafe/rules.json");
    }
  });

  it("generate the scenario that tries what was found, and tell its outcome on the tool", async () => {
    const document = await open("probed.py");
    const found = await eventually("the finding", () => marked(document.uri));
    assert.deepEqual(await scenariosOf(tool), []);
    await choose(document, found, "Generate a Risk Scenario");
    await (await autosafe()).idle();
    const made = (await scenariosOf(tool)).at(0);
    assert.equal(`${made?.source}, ${made?.outcome}`, "action, system-compromise");
    const nodes = await scenarioNodes(`${place}/probed.py`, tool);
    await vscode.commands.executeCommand("autosafe.simulate", nodes[0], nodes);
    await (await autosafe()).idle();
    const states = (await scenariosOf(tool)).map(({ state }) => state);
    const unsafeOnes = states.filter((state) => state === "unsafe").length;
    assert.ok(unsafeOnes > 0, states.join());
    await show(`${place}/probed.py`);
    const told = await eventually("the numbers on the tool", () => marked(document.uri, "unsafe-scenarios"));
    assert.equal(told.severity, vscode.DiagnosticSeverity.Information);
    assert.match(document.lineAt(told.range.start.line).text, new RegExp(`def ${tool}`));
    assert.match(
      told.message,
      new RegExp(
        `unsafely in ${unsafeOnes} of ${states.length} scenarios?; ${unsafeOnes} still without a safe action`,
      ),
    );
    assert.ok(typeof told.code === "object");
    await follow(told.code.target);
    await vscode.commands.executeCommand("autosafe.reflect", nodes[0], nodes);
    await eventually("the safe actions in the message", () =>
      /a safe action stands beside each/.test(marked(document.uri, "unsafe-scenarios")?.message ?? ""),
    );
    await vscode.commands.executeCommand("autosafe.deleteScenarios", nodes[0], nodes);
    await eventually("no word of deleted ones", () => !marked(document.uri, "unsafe-scenarios"));
    assert.ok(await toolNode(`${place}/probed.py`, tool));
  });
});
