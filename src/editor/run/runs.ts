import * as vscode from "vscode";
import { contextKeys, views } from "../../ledger.ts";
import type { Activity } from "../base/activity.ts";
import type { SetContext } from "../base/context-keys.ts";
import { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import type { Projects } from "../project/projects.ts";
import type { RunProgress, RunReport, RunRequest } from "./request.ts";

/** How often trees and lenses hear of a run's progress, in milliseconds. */
const tellEvery = 250;

interface RunsParts {
  projects: Projects;
  activity: Activity;
  log: Log;
  setContext: SetContext;
}

/** Runs of the pipeline, one after the other; what is asked for meanwhile waits its turn. */
export class Runs implements vscode.Disposable {
  readonly #parts: RunsParts;
  readonly #owned = new Disposables();
  readonly #progress = this.#owned.add(new vscode.EventEmitter<RunProgress | undefined>());
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #abort = new AbortController();

  /** Undefined when nothing runs any more. */
  readonly onDidProgress = this.#progress.event;

  constructor(parts: RunsParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#waiting > 0;
  }

  /** Resolves when the run is over; rejects as `execute` does, or when it was cancelled before its turn. */
  start(request: RunRequest): Promise<RunReport> {
    const { signal } = this.#abort;
    this.#setWaiting(this.#waiting + 1);
    const run = this.#last
      .then(() => this.#run(request, signal))
      .finally(() => {
        this.#setWaiting(this.#waiting - 1);
        this.#parts.projects.scenariosChanged(request.project);
      });
    this.#last = run.catch(() => undefined);
    return this.#parts.activity.track(run);
  }

  /** Ends the run under way and drops those that wait. What is finished stays. */
  cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  dispose(): void {
    this.cancel();
    this.#owned.dispose();
  }

  async #run(request: RunRequest, signal: AbortSignal): Promise<RunReport> {
    if (signal.aborted) {
      throw new vscode.CancellationError();
    }
    const { projects, log } = this.#parts;
    const { execute } = await import("./engine.ts");
    let told = performance.now();
    const report = await vscode.window.withProgress({ location: { viewId: views.scenarios } }, () =>
      execute(request, signal, (progress) => {
        if (performance.now() - told > tellEvery || progress.finished === 0) {
          told = performance.now();
          this.#progress.fire(progress);
          projects.scenariosChanged(request.project);
        }
      }),
    );
    const states = Object.entries(report.states).filter(([, count]) => count > 0);
    log.info(
      `${request.kind} in ${request.project.folder.name}: ${report.finished} of ${report.total} episodes` +
        ` in ${Math.round(report.milliseconds)} ms; ${states.map(([state, count]) => `${state} ${count}`).join(", ")}`,
    );
    for (const { what, message } of report.failures) {
      log.warn(`${what}: ${message}`);
    }
    return report;
  }

  #setWaiting(count: number): void {
    this.#waiting = count;
    this.#parts.setContext(contextKeys.running, count > 0);
    if (count === 0) {
      this.#progress.fire(undefined);
    }
  }
}
