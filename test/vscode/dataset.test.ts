import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../src/ledger.ts";
import { eventually } from "./window.ts";

describe("the data set", () => {
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
});
