import * as vscode from "vscode";
import type { Activity } from "../base/activity.ts";
import { debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import type { DocumentFollower } from "./document-follower.ts";
import type { Project } from "./project.ts";
import type { Projects } from "./projects.ts";
import type { Scanner } from "./scanner.ts";
import { diagnosticOf, threatModelUri } from "./threat-model.ts";

const pause = 300;

interface WatcherParts {
  projects: Projects;
  scanner: Scanner;
  follower: DocumentFollower;
  activity: Activity;
  log: Log;
  /** The project's rules or its baseline have changed. */
  onRules: (project: Project) => void;
  /** True while a run of ours writes to the store, which then tells its changes itself. */
  isRunning: () => boolean;
}

/** Follows what others do to a project's `.autosafe` folder: the command line, git, another window, the user. */
export class AutosafeFolderWatcher implements vscode.Disposable {
  readonly #parts: WatcherParts;
  readonly #owned = new Disposables();
  readonly #diagnostics: vscode.DiagnosticCollection;
  #perProject = new Disposables();

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#diagnostics = this.#owned.add(vscode.languages.createDiagnosticCollection("autosafe.threat-model"));
    this.#watchAll();
    this.#owned.add(parts.projects.onDidChangeList(() => this.#watchAll()));
    this.#owned.add(parts.scanner.onDidScan((project) => void this.#showProblems(project)));
  }

  dispose(): void {
    this.#perProject.dispose();
    this.#owned.dispose();
  }

  #watchAll(): void {
    this.#perProject.dispose();
    this.#perProject = new Disposables();
    for (const project of this.#parts.projects.all()) {
      this.#watch(project, "*.jsonl", () => this.#reloadStore(project));
      this.#watch(project, "threat-model.json", () => this.#reloadModel(project));
      this.#watch(project, "{rules,baseline}.json", async () => this.#parts.onRules(project));
    }
  }

  #watch(project: Project, name: string, reload: () => Promise<void>): void {
    const { activity, log } = this.#parts;
    const owned = this.#perProject;
    const pattern = new vscode.RelativePattern(project.folder, `.autosafe/${name}`);
    const watcher = owned.add(vscode.workspace.createFileSystemWatcher(pattern));
    const changed = owned.add(
      debounce(activity, pause, () =>
        reload().catch((error) => log.error(`reading .autosafe/${name}`, error)),
      ),
    );
    owned.add(watcher.onDidChange(() => changed.call()));
    owned.add(watcher.onDidCreate(() => changed.call()));
    owned.add(watcher.onDidDelete(() => changed.call()));
    // A folder that goes is told of as one deletion, not file by file.
    const folder = new vscode.RelativePattern(project.folder, ".autosafe");
    const whole = owned.add(vscode.workspace.createFileSystemWatcher(folder, true, true, false));
    owned.add(whole.onDidDelete(() => changed.call()));
  }

  async #reloadStore(project: Project): Promise<void> {
    if (!project.storeIsOpen || this.#parts.isRunning()) {
      return;
    }
    const store = await project.store();
    if (await store.reload()) {
      await project.reindex();
      this.#parts.projects.scenariosChanged(project);
    }
  }

  /** Labels follow from the threat model, so everything found is looked at again. */
  async #reloadModel(project: Project): Promise<void> {
    project.forgetThreatModel();
    await this.#showProblems(project);
    for (const document of vscode.workspace.textDocuments) {
      this.#parts.follower.forget(document);
    }
    if (project.scanned) {
      await this.#parts.scanner.rescan(project);
    }
    this.#parts.projects.scenariosChanged(project);
  }

  async #showProblems(project: Project): Promise<void> {
    try {
      const { problems } = await project.threatModel();
      this.#diagnostics.set(threatModelUri(project.folder.uri), problems.map(diagnosticOf));
    } catch (error) {
      this.#parts.log.error("reading .autosafe/threat-model.json", error);
    }
  }
}
