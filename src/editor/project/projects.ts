import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import { Project } from "./project.ts";

/** The projects of the window: one for each workspace folder. */
export class Projects implements vscode.Disposable {
  readonly #owned = new Disposables();
  readonly #byFolder = new Map<string, Project>();
  /** Of files that lie in no workspace folder, by the folder they lie in. */
  readonly #loose = new Map<string, Project>();
  readonly #listChanged = this.#owned.add(new vscode.EventEmitter<void>());
  readonly #toolsChanged = this.#owned.add(new vscode.EventEmitter<Project>());
  readonly #scenariosChanged = this.#owned.add(new vscode.EventEmitter<Project>());
  readonly #storage: vscode.Uri;
  readonly #samples: vscode.Uri;
  readonly #log: Log;

  readonly onDidChangeList = this.#listChanged.event;
  readonly onDidChangeTools = this.#toolsChanged.event;
  readonly onDidChangeScenarios = this.#scenariosChanged.event;

  /**
   * @param storage where scenarios of folders that are not on a disk are kept: the extension's own folder.
   * @param samples folder of the extension's own sample files.
   */
  constructor(storage: vscode.Uri, samples: vscode.Uri, log: Log) {
    this.#storage = storage;
    this.#samples = samples;
    this.#log = log;
    this.#follow();
    this.#owned.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#follow()));
  }

  all(): readonly Project[] {
    return [...this.#byFolder.values()];
  }

  /** The project of the innermost workspace folder that holds the file. */
  of(uri: vscode.Uri): Project | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder && this.#byFolder.get(folder.uri.toString());
  }

  /**
   * As `of`; for a file on disk that lies in no workspace folder, its own folder, which no view shows: in a window without
   * folders, and for our own samples. Beside folders, such a file is mostly foreign code that was jumped into.
   */
  around(uri: vscode.Uri): Project | undefined {
    const isSample = uri.path.startsWith(`${this.#samples.path}/`);
    if (this.of(uri) || uri.scheme !== "file" || (this.#byFolder.size > 0 && !isSample)) {
      return this.of(uri);
    }
    const folder = vscode.Uri.file(dirname(uri.fsPath));
    const key = folder.toString();
    const project =
      this.#loose.get(key) ??
      new Project({ uri: folder, name: "", index: -1 }, this.#storeDirectory(folder), this.#log);
    this.#loose.set(key, project);
    return project;
  }

  /** Whether a project is a workspace folder, with a place in the views, rather than one from `around`. */
  isListed(project: Project): boolean {
    return this.#byFolder.get(project.key) === project;
  }

  byKey(key: string): Project | undefined {
    return this.#byFolder.get(key) ?? this.#loose.get(key);
  }

  toolsChanged(project: Project): void {
    this.#toolsChanged.fire(project);
  }

  scenariosChanged(project: Project): void {
    this.#scenariosChanged.fire(project);
  }

  dispose(): void {
    this.#owned.dispose();
    for (const project of [...this.#byFolder.values(), ...this.#loose.values()]) {
      this.#close(project);
    }
  }

  #follow(): void {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const keys = new Set(folders.map((folder) => folder.uri.toString()));
    for (const [key, project] of this.#byFolder) {
      if (!keys.has(key)) {
        this.#byFolder.delete(key);
        this.#close(project);
      }
    }
    for (const folder of folders) {
      const key = folder.uri.toString();
      if (!this.#byFolder.has(key)) {
        this.#byFolder.set(key, new Project(folder, this.#storeDirectory(folder.uri), this.#log));
      }
    }
    this.#listChanged.fire();
  }

  #storeDirectory(folder: vscode.Uri): string {
    return folder.scheme === "file"
      ? join(folder.fsPath, ".autosafe")
      : join(this.#storage.fsPath, "virtual", encodeURIComponent(folder.toString()));
  }

  #close(project: Project): void {
    project.close().catch((error) => this.#log.error(`closing ${project.folder.name}`, error));
  }
}
