import * as vscode from "vscode";
import { withoutLinks } from "../base/plain-text.ts";
import type { RunReport } from "../run/request.ts";
import { stateWord } from "../words.ts";
import type { CommandParts } from "./parts.ts";

const shownFor = 8000;

/** Tells how a run ended: in passing in the status bar, and in a notification only when something failed. */
export function tellReport({ log }: CommandParts, report: RunReport): void {
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
