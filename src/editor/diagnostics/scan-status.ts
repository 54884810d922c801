import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { Disposables } from "../base/disposables.ts";
import { toolLanguages } from "../lenses.ts";
import type { Diagnostics } from "./diagnostics.ts";

/** A scan slower than this is worth a word. */
const slow = 500;

/** The entry behind the braces of the status bar: what the last scan of the active file found, and how long it took. */
export function registerScanStatus(diagnostics: Diagnostics): vscode.Disposable {
  const owned = new Disposables();
  const selector = toolLanguages.map((language) => ({ language }));
  const item = owned.add(vscode.languages.createLanguageStatusItem("autosafe.last-scan", selector));
  item.name = "AutoSafe";
  item.command = { command: commands.scanFile, title: vscode.l10n.t("Scan Now") };
  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const last = uri && diagnostics.lastScan(uri);
    item.severity =
      last && last.milliseconds > slow
        ? vscode.LanguageStatusSeverity.Warning
        : vscode.LanguageStatusSeverity.Information;
    item.text = last
      ? last.findings === 1
        ? vscode.l10n.t("AutoSafe: 1 finding")
        : vscode.l10n.t("AutoSafe: {0} findings", last.findings)
      : vscode.l10n.t("AutoSafe: not scanned");
    item.detail = last
      ? vscode.l10n.t("scanned at {0} in {1} ms", last.at.toLocaleTimeString(), Math.round(last.milliseconds))
      : "";
  };
  show();
  owned.add(diagnostics.onDidScan(show));
  owned.add(vscode.window.onDidChangeActiveTextEditor(show));
  return owned;
}
