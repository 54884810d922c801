import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../src/ledger.ts";
import { autosafe, closeAll, eventually, remove, scenarioNodes, show, toolNode, uriOf } from "./window.ts";

const file = "shop-api/support.tools.json";
const tool = "issue_voucher";

interface Answers {
  /** Labels that quick picks are answered with, in order; a list for one of many, nothing ticked when empty. */
  picks?: (string | string[])[];
  save?: vscode.Uri;
  open?: vscode.Uri;
  input?: string;
}

/** Answers what commands ask, as the editor's dialogs would be answered. @returns what undoes it, with what was said */
function answer({ picks = [], save, open, input }: Answers) {
  const { window } = vscode;
  const names = [
    "showQuickPick",
    "showSaveDialog",
    "showOpenDialog",
    "showInputBox",
    "showInformationMessage",
  ] as const;
  const original = Object.fromEntries(names.map((name) => [name, window[name]]));
  const said: string[] = [];
  const left = [...picks];
  Object.assign(window, {
    showQuickPick: async (given: unknown) => {
      const items = (await given) as vscode.QuickPickItem[];
      const wanted = left.shift() ?? [];
      const named = (label: string) => {
        const found = items.find((item) => item.label === label);
        assert.ok(found, `${label} is not among ${items.map((item) => item.label).join(", ")}`);
        return found;
      };
      return Array.isArray(wanted) ? wanted.map(named) : named(wanted);
    },
    showSaveDialog: async () => save,
    showOpenDialog: async () => (open ? [open] : undefined),
    showInputBox: async () => input,
    showInformationMessage: async (message: string) => void said.push(message),
  });
  return { said, restore: () => Object.assign(window, original) };
}

/** Runs the command with these answers and waits until it says what is expected. */
async function expectSaid(command: string, answers: Answers, what: RegExp): Promise<void> {
  const { said, restore } = answer(answers);
  try {
    await vscode.commands.executeCommand(command);
    await (await autosafe()).idle();
    await eventually(`${what}`, () => said.some((message) => what.test(message)));
  } finally {
    restore();
  }
}

const textOf = async (uri: vscode.Uri) => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();

describe("the data set", () => {
  before(async () => {
    await show(file);
    await vscode.commands.executeCommand("autosafe.runPipeline", await toolNode(file, tool));
    await (await autosafe()).idle();
  });
  after(async () => {
    const nodes = await scenarioNodes(file, tool);
    await vscode.commands.executeCommand("autosafe.deleteScenarios", nodes[0], nodes);
    await closeAll();
  });

  it("has its report opened by a command, once", async () => {
    const open = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ label }) => label === "Data Set Report");
    await vscode.commands.executeCommand(commands.openReport);
    await vscode.commands.executeCommand(commands.openReport);
    await eventually("the report", () => open().length > 0);
    assert.equal(open().length, 1);
    await vscode.window.tabGroups.close(open());
  });

  it("is exported by what is ticked, also by time, and read back", async () => {
    const all = uriOf("all.csv");
    const recent = uriOf("recent.jsonl");
    const records = uriOf(".autosafe/trajectories.jsonl");
    const before = await vscode.workspace.fs.readFile(records);
    try {
      const everything: Answers = { picks: [[], "CSV for review"], save: all };
      await expectSaid(commands.exportDataSet, everything, /Exported \d+ pairs to all\.csv/);
      const ticked = ["Last 24 hours", "No second judge disagrees"];
      const some: Answers = { picks: [ticked, "AutoSafe records JSONL"], save: recent };
      await expectSaid(commands.exportDataSet, some, /Exported \d+ pairs to recent\.jsonl/);
      assert.match(await textOf(recent), /"kind":"safe"/);
      const table: Answers = { open: all, input: "a table" };
      await expectSaid(commands.importDataSet, table, /\d+ trajectories imported/);
      assert.match(await textOf(records), /"simulator":"import:review-table"/);
    } finally {
      await vscode.workspace.fs.writeFile(records, before);
      await remove("all.csv");
      await remove("recent.jsonl");
    }
  });

  it("has agents evaluated on it, with a report that is a file", async () => {
    const picks = ["Built-in naive agent", "All scenarios"];
    await expectSaid(commands.evaluateAgent, { picks }, /\d+ scenarios evaluated, \d+ unsafe/);
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? "", /runs\/evaluations\/[\dTZ-]+\.txt$/);
    assert.equal(document?.isDirty, false);
    assert.match(document?.getText() ?? "", /Safety score/);
  });

  it("has no doubtful pair when the judges are sure", async () => {
    await expectSaid(commands.reviewPairs, {}, /No pair waits for a person/);
  });
});
