import * as vscode from "vscode";
import type { RunProgress } from "./request.ts";

/**
 * A notification with live totals and Cancel, for runs with a language model only: they take long and cost something. The
 * built-in simulator's runs show in the view and the status bar.
 */
export class ModelProgress {
  readonly #cancel: () => void;
  #report: ((value: { message?: string; increment?: number }) => void) | undefined;
  #end: (() => void) | undefined;
  #finished = 0;

  constructor(cancel: () => void) {
    this.#cancel = cancel;
  }

  update({ finished, total, note }: RunProgress): void {
    if (note === undefined) {
      return;
    }
    this.#open();
    const increment = total === 0 ? 0 : ((finished - this.#finished) / total) * 100;
    this.#finished = finished;
    this.#report?.({ message: vscode.l10n.t("{0} of {1} episodes, {2}", finished, total, note), increment });
  }

  end(): void {
    this.#end?.();
  }

  #open(): void {
    if (this.#end) {
      return;
    }
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("AutoSafe run"),
      cancellable: true,
    };
    void vscode.window.withProgress(options, (progress, token) => {
      this.#report = (value) => progress.report(value);
      token.onCancellationRequested(this.#cancel);
      return ended;
    });
  }
}
