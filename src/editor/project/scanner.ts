import { posix } from "node:path";
import * as vscode from "vscode";
import { contextKeys, settings, views } from "../../ledger.ts";
import type { FolderDiscovery } from "../../tools/discover-files.ts";
import type { Activity } from "../base/activity.ts";
import type { SetContext } from "../base/context-keys.ts";
import { failureOf } from "../base/failure.ts";
import type { Log } from "../base/log.ts";
import { readSetting } from "../base/settings.ts";
import { excludePatterns } from "./exclude.ts";
import type { Project } from "./project.ts";
import type { Projects } from "./projects.ts";
import { discoverVirtual } from "./virtual-scan.ts";

/** `failed`: some folder could not be searched; the log says why. */
export type ScanState = "idle" | "running" | "done" | "cancelled" | "failed";

interface ScannerParts {
  projects: Projects;
  log: Log;
  activity: Activity;
  setContext: SetContext;
}

/** Looks through whole workspace folders for tools: the first time somebody needs them, and when asked to. */
export class Scanner implements vscode.Disposable {
  readonly #parts: ScannerParts;
  readonly #finished = new vscode.EventEmitter<Project>();
  #abort: AbortController | undefined;
  #running: Promise<void> | undefined;
  #state: ScanState = "idle";
  readonly #stateChanged = new vscode.EventEmitter<ScanState>();

  /** A project's tools were replaced by what its folder holds on disk. */
  readonly onDidScan = this.#finished.event;
  readonly onDidChangeState = this.#stateChanged.event;

  constructor(parts: ScannerParts) {
    this.#parts = parts;
    this.#setState("idle");
  }

  get state(): ScanState {
    return this.#state;
  }

  /** Starts the first scan; a view that is shown again does not undo a cancellation. */
  begin(): Promise<void> {
    return this.#state === "cancelled" ? Promise.resolve() : this.ensure();
  }

  /** Resolves when every folder has been scanned, scanning what has not. */
  async ensure(): Promise<void> {
    await this.#running;
    const missing = this.#parts.projects.all().filter((project) => !project.scanned);
    if (missing.length > 0) {
      await this.#start(missing);
    } else if (this.#state === "idle") {
      this.#setState("done");
    }
  }

  /** Scans all folders, or one, anew; a scan under way is given up for it. */
  async rescan(only?: Project): Promise<void> {
    this.#abort?.abort();
    await this.#running;
    await this.#start(only ? [only] : this.#parts.projects.all());
  }

  cancel(): void {
    this.#abort?.abort();
  }

  dispose(): void {
    this.cancel();
    this.#finished.dispose();
    this.#stateChanged.dispose();
  }

  #start(projects: readonly Project[]): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#setState("running");
    const location = { viewId: views.tools };
    const work = vscode.window.withProgress({ location }, () => this.#scanAll(projects, abort.signal));
    const running = Promise.resolve(work).then((failed) => {
      this.#running = undefined;
      this.#setState(abort.signal.aborted ? "cancelled" : failed ? "failed" : "done");
    });
    this.#running = this.#parts.activity.track(running);
    return running;
  }

  /** One folder that cannot be read must not hide the others' tools. @returns whether there was one. */
  async #scanAll(projects: readonly Project[], signal: AbortSignal): Promise<boolean> {
    let failed = false;
    for (const project of projects) {
      try {
        await this.#scan(project, signal);
      } catch (error) {
        if (failureOf(error).kind === "cancelled") {
          break;
        }
        failed = true;
        project.scanned = true;
        this.#parts.log.error(`looking for tools in ${project.folder.name}`, error);
      }
    }
    return failed;
  }

  async #scan(project: Project, signal: AbortSignal): Promise<void> {
    const { log, projects } = this.#parts;
    const began = performance.now();
    const { model } = await project.threatModel();
    const exclude = excludesOf(project);
    (await project.discovery()).clear();
    const found =
      project.folder.uri.scheme === "file"
        ? await discoverOnDisk(project, model, exclude, signal)
        : await discoverVirtual(project, model, exclude, signal);
    const { applyPermissions } = await import("../../tools/apply-permissions.ts");
    project.tools.applyWith((configured) => applyPermissions(configured, model));
    project.tools.replaceAll(found.readings);
    project.servers.replaceAll(found.servers);
    project.scanned = true;
    const milliseconds = Math.round(performance.now() - began);
    log.info(`${project.folder.name}: ${found.tools.length} tools found in ${milliseconds} ms`);
    for (const { file, line, message } of found.problems.slice(0, 100)) {
      log.warn(`${file}:${line}: ${message}`);
    }
    this.#finished.fire(project);
    projects.toolsChanged(project);
  }

  #setState(state: ScanState): void {
    this.#state = state;
    this.#parts.setContext(contextKeys.scan, state);
    this.#stateChanged.fire(state);
  }
}

/** What is not looked at in a project: hidden files, the user's own exclusions, and folders that are projects themselves. */
export function excludesOf(project: Project): string[] {
  const { uri } = project.folder;
  const nested = (vscode.workspace.workspaceFolders ?? []).flatMap((other) => {
    const inside = posix.relative(uri.path, other.uri.path);
    return other.uri.scheme === uri.scheme && inside !== "" && !inside.startsWith("..") ? [inside] : [];
  });
  const filesExclude = vscode.workspace.getConfiguration("files", uri).get("exclude");
  return excludePatterns(filesExclude, readSetting(settings.exclude, uri), nested);
}

async function discoverOnDisk(
  project: Project,
  model: Parameters<typeof discoverVirtual>[1],
  exclude: readonly string[],
  signal: AbortSignal,
): Promise<Pick<FolderDiscovery, "readings" | "tools" | "servers" | "problems">> {
  const { discoverPaths } = await import("../../tools/discover-files.ts");
  return discoverPaths(project.folder.uri.fsPath, ["."], model, {
    signal,
    exclude,
    project: await project.discovery(),
  });
}
