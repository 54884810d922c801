import { stat } from "node:fs/promises";
import * as vscode from "vscode";
import { mayDefineTools } from "../../tools/tool-language.ts";
import type { Activity } from "../base/activity.ts";
import { type Debounced, debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import type { DocumentFollower } from "./document-follower.ts";
import type { Project } from "./project.ts";
import type { Projects } from "./projects.ts";
import type { Scanner } from "./scanner.ts";
import { readingsInFolder, textOnDisk } from "./single-file.ts";
import type { ToolReader } from "./tool-reader.ts";
import { readableFiles } from "./virtual-scan.ts";

const pause = 500;
/** More files than this at once, as after a checkout, are quicker read by a scan. */
const maxSingleFiles = 200;

interface WatcherParts {
  projects: Projects;
  scanner: Scanner;
  follower: DocumentFollower;
  reader: ToolReader;
  activity: Activity;
  log: Log;
}

/** Follows what happens to files outside of the editor's documents: created, deleted, renamed, changed by others. */
export class FileWatcher implements vscode.Disposable {
  readonly #parts: WatcherParts;
  readonly #owned = new Disposables();
  readonly #changed = new Map<string, vscode.Uri>();
  readonly #afterChanges: Debounced;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#afterChanges = this.#owned.add(debounce(parts.activity, pause, () => this.#flush()));
    const files = this.#owned.add(vscode.workspace.createFileSystemWatcher(readableFiles, true));
    // A folder that comes or goes is often reported alone, without what is in it, so these are watched for everything.
    const anything = this.#owned.add(vscode.workspace.createFileSystemWatcher("**/*", false, true, false));
    this.#owned.add(files.onDidChange((uri) => this.#note(uri)));
    this.#owned.add(anything.onDidCreate((uri) => this.#note(uri)));
    this.#owned.add(anything.onDidDelete((uri) => this.#onDelete(uri)));
    this.#owned.add(vscode.workspace.onDidCloseTextDocument((document) => this.#onClose(document)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #note(uri: vscode.Uri): void {
    // Before the first scan nobody has asked for tools; the scan will see the file as it is then.
    if (this.#parts.projects.of(uri)?.scanned) {
      this.#changed.set(uri.toString(), uri);
      this.#afterChanges.call();
    }
  }

  #onDelete(uri: vscode.Uri): void {
    const project = this.#parts.projects.of(uri);
    if (project && project.tools.size + project.servers.size > 0) {
      const file = project.fileOf(uri);
      const { reader, activity, projects, log } = this.#parts;
      const gone = [project.tools.deleteFolder(file), project.servers.forget(file)];
      if (gone.includes(true)) {
        projects.toolsChanged(project);
      }
      activity.track(reader.remove(project, file)).catch((error) => log.error(`forgetting ${file}`, error));
    }
  }

  /** Edits that were thrown away with the document leave tools that never were on disk. */
  #onClose(document: vscode.TextDocument): void {
    if (mayDefineTools(document.uri.path)) {
      this.#note(document.uri);
    }
  }

  async #flush(): Promise<void> {
    const { projects, scanner, log } = this.#parts;
    const uris = [...this.#changed.values()];
    this.#changed.clear();
    if (uris.length > maxSingleFiles) {
      await scanner.rescan();
      return;
    }
    const open = new Map(
      vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]),
    );
    for (const uri of uris) {
      const project = projects.of(uri);
      const document = open.get(uri.toString());
      try {
        if (document && !document.isClosed) {
          await this.#parts.follower.current(document);
        } else if (project?.folder.uri.scheme === "file") {
          await this.#readFromDisk(project, uri);
        } else if (project) {
          await scanner.rescan(project);
        }
      } catch (error) {
        log.error(`reading ${uri.fsPath}`, error);
      }
    }
  }

  async #readFromDisk(project: Project, uri: vscode.Uri): Promise<void> {
    const kind = await stat(uri.fsPath).catch(() => undefined);
    const file = project.fileOf(uri);
    if (kind?.isDirectory()) {
      const readings = await readingsInFolder(project, uri);
      const changed = [...readings].filter(([read, reading]) => project.tools.replaceReading(read, reading));
      if (changed.length > 0) {
        this.#parts.projects.toolsChanged(project);
      }
    } else if (mayDefineTools(uri.path)) {
      const text = kind?.isFile() ? await textOnDisk(project, uri) : undefined;
      await (text === undefined
        ? this.#parts.reader.remove(project, file)
        : this.#parts.reader.read(project, file, text));
    }
  }
}
