import * as vscode from "vscode";
import { views } from "../../ledger.ts";
import { Disposables } from "../base/disposables.ts";
import type { Runs } from "./runs.ts";

/** A status bar item that is there only while the pipeline runs; it leads to the view, where Cancel is. */
export function registerStatusItem(runs: Runs): vscode.Disposable {
  const owned = new Disposables();
  let item: vscode.StatusBarItem | undefined;
  owned.add(
    runs.onDidProgress((progress) => {
      if (!progress) {
        item?.hide();
        return;
      }
      item ??= owned.add(makeItem());
      const note = progress.note ? ` · ${progress.note}` : "";
      item.text = `$(sync~spin) AutoSafe ${progress.finished}/${progress.total}${note}`;
      item.show();
    }),
  );
  return owned;
}

function makeItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem("autosafe.run", vscode.StatusBarAlignment.Right);
  item.name = vscode.l10n.t("AutoSafe run");
  item.tooltip = vscode.l10n.t("AutoSafe is running the pipeline. Show the scenarios.");
  item.command = `${views.scenarios}.focus`;
  item.accessibilityInformation = { label: vscode.l10n.t("AutoSafe is running the pipeline") };
  return item;
}
