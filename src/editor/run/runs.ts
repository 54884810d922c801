import * as vscode from "vscode";
import { contextKeys, views } from "../../ledger.ts";
import type { Activity } from "../base/activity.ts";
import type { SetContext } from "../base/context-keys.ts";
import { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import type { Keys } from "../model/keys.ts";
import type { Projects } from "../project/projects.ts";
import { ModelProgress } from "./model-progress.ts";
import type { RunOutcome, RunProgress, RunRequest } from "./request.ts";

/** How often trees and lenses hear of a run's progress, in milliseconds. */
const tellEvery = 250;

/** Where the workspace remembers the report of its last run with a language model. */
export const lastReport = "lastReport";

interface RunsParts {
  projects: Projects;
  activity: Activity;
  log: Log;
  setContext: SetContext;
  keys: Keys;
  memento: vscode.Memento;
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
  start(request: RunRequest): Promise<RunOutcome> {
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

  async #run(request: RunRequest, signal: AbortSignal): Promise<RunOutcome> {
    if (signal.aborted) {
      throw new vscode.CancellationError();
    }
    const { projects, log, keys, memento } = this.#parts;
    const { execute } = await import("./engine.ts");
    let told = performance.now();
    const outcome = await vscode.window.withProgress({ location: { viewId: views.scenarios } }, () => {
      const shown = new ModelProgress(() => this.cancel());
      const onProgress = (progress: RunProgress) => {
        shown.update(progress);
        if (performance.now() - told > tellEvery || progress.finished === 0) {
          told = performance.now();
          this.#progress.fire(progress);
          projects.scenariosChanged(request.project);
        }
      };
      return execute(request, { keys, memento, signal, onProgress }).finally(() => shown.end());
    });
    const { report, reportFile } = outcome;
    if (reportFile !== undefined) {
      await memento.update(lastReport, reportFile);
    }
    const states = Object.entries(report.states).filter(([, count]) => count > 0);
    log.info(
      `${request.kind} in ${request.project.folder.name}: ${report.finished} of ${report.total} episodes` +
        ` in ${Math.round(report.milliseconds)} ms; ${states.map(([state, count]) => `${state} ${count}`).join(", ")}`,
    );
    for (const { what, message } of report.failures) {
      log.warn(`${what}: ${message}`);
    }
    return outcome;
  }

  #setWaiting(count: number): void {
    this.#waiting = count;
    this.#parts.setContext(contextKeys.running, count > 0);
    if (count === 0) {
      this.#progress.fire(undefined);
    }
  }
}
