import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { withoutLinks } from "../base/plain-text.ts";
import type { RunOutcome, RunReport } from "../run/request.ts";
import { stateWord } from "../words.ts";
import type { CommandParts } from "./parts.ts";

const shownFor = 8000;

/** Tells how a run ended: in passing in the status bar, and in a notification only when something failed. */
export function tellReport({ log }: CommandParts, outcome: RunOutcome): void {
  const { report } = outcome;
  if (outcome.reportFile !== undefined) {
    tellModelRun(outcome);
  }
  const states = Object.entries(report.states).filter(([, count]) => count > 0);
  const counts = states
    .map(([state, count]) => `${stateWord(state as keyof RunReport["states"])} ${count}`)
    .join(" · ");
  const text = report.cancelled
    ? vscode.l10n.t("AutoSafe: cancelled after {0} of {1}", report.finished, report.total)
    : vscode.l10n.t("AutoSafe: {0}", counts);
  vscode.window.setStatusBarMessage(`$(check) ${text}`, shownFor);
  const [failure] = report.failures;
  if (failure) {
    const showLog = vscode.l10n.t("Show Log");
    const message =
      report.states.error === 1
        ? vscode.l10n.t("1 episode ended in an error: {0}", failure.message)
        : vscode.l10n.t(
            "{0} episodes ended in an error. The first: {1}",
            report.states.error,
            failure.message,
          );
    void vscode.window.showWarningMessage(withoutLinks(message), showLog).then((chosen) => {
      if (chosen === showLog) {
        log.show();
      }
    });
  }
}

/** A run with a language model took a while and cost something: what came of it is said, with a way to the report. */
function tellModelRun({ report, used, stopped }: RunOutcome): void {
  const open = vscode.l10n.t("Open Report");
  const done = vscode.l10n.t("{0} of {1} episodes finished, {2}.", report.finished, report.total, used ?? "");
  const message =
    stopped === undefined
      ? vscode.l10n.t("AutoSafe: {0}", done)
      : vscode.l10n.t(
          "AutoSafe stopped: {0}. {1} Everything finished is kept; run the same again to go on.",
          stopped,
          done,
        );
  const show =
    stopped === undefined ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  void show(withoutLinks(message, 600), open).then((chosen) => {
    if (chosen === open) {
      void vscode.commands.executeCommand(commands.showRunReport);
    }
  });
}
