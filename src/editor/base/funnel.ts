import * as vscode from "vscode";
import { failureOf } from "./failure.ts";
import type { Log } from "./log.ts";
import { withoutLinks } from "./plain-text.ts";

/** The one way by which commands and message handlers run, so that every failure is treated alike. */
export interface Funnel {
  /**
   * Runs `body`. Cancelling is silent; what the user can mend is shown in clean words; anything else is shown with a
   * way to the log, which alone has the stack. Resolves to undefined after a failure; never rejects.
   * @param what names the work in a message, such as "Export Data Set".
   */
  run<T>(what: string, body: () => Promise<T> | T): Promise<T | undefined>;
}

/** @param open shows a problem's file at its place. */
export function createFunnel(log: Log, open: (problem: { file: string; line: number }) => unknown): Funnel {
  const tell = async (what: string, error: unknown): Promise<void> => {
    const failure = failureOf(error);
    switch (failure.kind) {
      case "cancelled":
        return;
      case "input": {
        log.warn(`${what}: ${failure.message}`);
        const { problem } = failure;
        const message = withoutLinks(failure.message);
        if (!problem) {
          await vscode.window.showWarningMessage(message);
          return;
        }
        const openFile = vscode.l10n.t("Open File");
        if ((await vscode.window.showErrorMessage(message, openFile)) === openFile) {
          await open(problem);
        }
        return;
      }
      case "unexpected": {
        log.error(what, error);
        const showLog = vscode.l10n.t("Show Log");
        const message = vscode.l10n.t("AutoSafe: {0} failed. {1}", what, failure.message);
        if ((await vscode.window.showErrorMessage(withoutLinks(message), showLog)) === showLog) {
          log.show();
        }
      }
    }
  };
  return {
    async run(what, body) {
      try {
        return await body();
      } catch (error) {
        // Not awaited: the work is over, whenever the message is dismissed.
        void tell(what, error).catch((second) => log.error("telling a failure", second));
        return undefined;
      }
    },
  };
}
