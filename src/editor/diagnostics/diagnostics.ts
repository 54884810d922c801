import * as vscode from "vscode";
import { type Finding, findingSeverities } from "../../analysis/finding.ts";
import { settings } from "../../ledger.ts";
import type { Activity } from "../base/activity.ts";
import { type Debounced, debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import { editorRange } from "../base/editor-range.ts";
import { groupBy } from "../base/group-by.ts";
import type { Log } from "../base/log.ts";
import { readSetting } from "../base/settings.ts";
import { fileUriOf, isCell, versionOf } from "../project/notebook-cells.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { afterEdit, type Change } from "./after-edit.ts";
import type { DocumentScans } from "./document-scans.ts";
import { type Mark, markOf } from "./marks.ts";

/** Quiet time after the last edit before a document is scanned again, in milliseconds. */
const editPause = 500;

export interface LastScan {
  findings: number;
  milliseconds: number;
  at: Date;
}

interface DiagnosticsParts {
  projects: Projects;
  scans: DocumentScans;
  activity: Activity;
  log: Log;
}

/**
 * Marks findings in open documents: when they are opened and while they are edited, when they are saved, or only when asked
 * to, as the settings say. A workspace scan adds files that are not open.
 */
export class Diagnostics implements vscode.Disposable {
  readonly #parts: DiagnosticsParts;
  readonly #owned = new Disposables();
  readonly #collection = this.#owned.add(vscode.languages.createDiagnosticCollection("autosafe"));
  readonly #marks = new Map<string, Mark[]>();
  readonly #lastScans = new Map<string, LastScan>();
  /** Files that a workspace scan looked at: what it found stays when they are closed. */
  readonly #kept = new Set<string>();
  readonly #waiting = new Set<vscode.TextDocument>();
  readonly #afterEdits: Debounced;
  readonly #scanned = this.#owned.add(new vscode.EventEmitter<vscode.Uri>());

  readonly onDidScan = this.#scanned.event;

  constructor(parts: DiagnosticsParts) {
    this.#parts = parts;
    this.#afterEdits = this.#owned.add(debounce(parts.activity, editPause, () => this.#scanWaiting()));
    const { workspace } = vscode;
    this.#owned.add(workspace.onDidOpenTextDocument((document) => this.#request(document, "open")));
    this.#owned.add(workspace.onDidChangeTextDocument((event) => this.#onEdit(event)));
    this.#owned.add(workspace.onDidSaveTextDocument((document) => this.#request(document, "save")));
    this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.#onClose(uri)));
    // Cells are opened before their notebook is known.
    this.#owned.add(workspace.onDidOpenNotebookDocument((notebook) => this.#requestCells(notebook, "open")));
    this.#owned.add(workspace.onDidChangeNotebookDocument((event) => this.#onCells(event)));
    this.#owned.add(workspace.onDidCloseNotebookDocument(({ uri }) => this.#onCloseNotebook(uri)));
    this.#owned.add(workspace.onDidDeleteFiles(({ files }) => this.#forgetAll(files)));
    this.#owned.add(
      workspace.onDidRenameFiles(({ files }) => this.#forgetAll(files.map(({ oldUri }) => oldUri))),
    );
    const watcher = this.#owned.add(workspace.createFileSystemWatcher("**/*", true, true, false));
    this.#owned.add(watcher.onDidDelete((uri) => this.#forgetAll([uri])));
    this.#owned.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("autosafe.diagnostics")) {
          this.refresh();
        }
      }),
    );
    this.#owned.add(parts.projects.onDidChangeList(() => this.refresh()));
    this.refresh();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  lastScan(uri: vscode.Uri): LastScan | undefined {
    return this.#lastScans.get(fileUriOf(uri).toString());
  }

  /** Findings marked in the document whose marks touch the range, where they are now. */
  markedIn(uri: vscode.Uri, range: vscode.Range): Mark[] {
    return (this.#marks.get(uri.toString()) ?? []).filter(({ diagnostic }) =>
      diagnostic.range.intersection(range),
    );
  }

  /** Scans every open document anew: settings, rules or the threat model have changed. Switched off, all marks go. */
  refresh(): void {
    for (const key of [...this.#marks.keys(), ...this.#kept]) {
      if (!this.#parts.projects.of(vscode.Uri.parse(key))) {
        this.#kept.delete(key); // its folder has left the workspace
        this.#set(vscode.Uri.parse(key), []);
      }
    }
    for (const document of vscode.workspace.textDocuments) {
      const origin = fileUriOf(document.uri);
      if (readSetting(settings.diagnosticsRun, origin) === "off") {
        this.#drop(origin.toString());
        this.#set(document.uri, []);
        this.#lastScans.delete(origin.toString());
      } else {
        this.#request(document, "open");
      }
    }
  }

  /** Scans a document now, whatever the settings say. @returns what was found; undefined when nobody looks at such files. */
  async scanNow(document: vscode.TextDocument): Promise<readonly Finding[] | undefined> {
    const origin = fileUriOf(document.uri);
    const project = this.#parts.projects.around(origin);
    const version = versionOf(document);
    const scan = project && (await this.#parts.scans.scan(project, document));
    // An edit meanwhile asks for the next scan itself.
    if (!project || !scan || version !== versionOf(document) || document.isClosed) {
      return scan?.findings;
    }
    this.publish(project, origin, scan.findings);
    const { milliseconds } = scan;
    this.#lastScans.set(origin.toString(), {
      findings: scan.findings.length,
      milliseconds,
      at: new Date(),
    });
    this.#scanned.fire(document.uri);
    return scan.findings;
  }

  /**
   * Marks what a workspace scan found, also in files that are not open; these keep it until they go or are scanned again.
   * @param byOrigin findings by the file whose scan came upon them.
   */
  publishWorkspace(project: Project, byOrigin: ReadonlyMap<string, readonly Finding[]>): void {
    for (const key of this.#kept) {
      if (this.#parts.projects.around(vscode.Uri.parse(key)) === project) {
        this.#kept.delete(key);
        this.#drop(key);
      }
    }
    for (const [file, findings] of byOrigin) {
      const uri = project.uriOf(file);
      this.#kept.add(uri.toString());
      this.publish(project, uri, findings);
    }
    for (const document of vscode.workspace.textDocuments) {
      if (document.isDirty && !isCell(document.uri)) {
        this.#request(document, "edit"); // the scan read what is on disk
      }
    }
    for (const notebook of vscode.workspace.notebookDocuments) {
      void this.#scanQuietly(notebook.getCells().map(({ document }) => document)); // it marked the file, not its cells
    }
  }

  /**
   * Marks what the scan of a file came upon. What lies in another file is marked there, and goes when this one is scanned
   * again without it.
   */
  publish(project: Project, uri: vscode.Uri, findings: readonly Finding[]): void {
    const origin = uri.toString();
    const byFile = groupBy(findings, ({ file }) => project.uriOf(file).toString());
    for (const key of new Set([origin, ...this.#markedBy(origin), ...byFile.keys()])) {
      const place = vscode.Uri.parse(key);
      const least = findingSeverities.indexOf(readSetting(settings.minimumSeverity, place));
      const found = (byFile.get(key) ?? [])
        .filter(({ severity }) => findingSeverities.indexOf(severity) <= least)
        .map((finding) => markOf(project, finding, origin));
      const others = (this.#marks.get(key) ?? []).filter(
        (mark) => mark.origin !== origin && !found.some((one) => isSame(one, mark)),
      );
      this.#set(place, [...found, ...others]);
    }
  }

  /** Files that hold marks which the scan of a file set. */
  #markedBy(origin: string): string[] {
    return [...this.#marks].flatMap(([key, marks]) =>
      marks.some((mark) => mark.origin === origin) ? [key] : [],
    );
  }

  /** Takes away every mark that the scan of a file set. */
  #drop(origin: string): void {
    for (const key of this.#markedBy(origin)) {
      const left = (this.#marks.get(key) ?? []).filter((mark) => mark.origin !== origin);
      this.#set(vscode.Uri.parse(key), left);
    }
  }

  #set(uri: vscode.Uri, marks: Mark[]): void {
    const key = uri.toString();
    if (marks.length > 0) {
      this.#marks.set(key, marks);
    } else {
      this.#marks.delete(key);
    }
    this.#collection.set(
      uri,
      marks.map(({ diagnostic }) => diagnostic),
    );
  }

  #request(document: vscode.TextDocument, why: "open" | "edit" | "save"): void {
    const uri = fileUriOf(document.uri);
    const run = readSetting(settings.diagnosticsRun, uri);
    const wanted = run === "onType" || (run === "onSave" && why !== "edit");
    if (wanted && this.#parts.projects.around(uri)) {
      this.#waiting.add(document);
      this.#afterEdits.call();
    }
  }

  #onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) {
      return;
    }
    const marks = this.#marks.get(document.uri.toString());
    if (marks) {
      this.#set(document.uri, moved(marks, contentChanges.map(changeOf)));
    }
    this.#request(document, "edit");
  }

  async #scanWaiting(): Promise<void> {
    const edited = [...this.#waiting];
    this.#waiting.clear();
    await this.#scanQuietly([...edited, ...(await this.#dependents(edited))]);
  }

  /** Scans documents one after the other; of the cells of a notebook one stands for all. What fails is logged. */
  async #scanQuietly(documents: readonly vscode.TextDocument[]): Promise<void> {
    const open = documents.filter(({ isClosed }) => !isClosed);
    for (const document of new Map(open.map((one) => [fileUriOf(one.uri).toString(), one])).values()) {
      await this.scanNow(document).catch((error) =>
        this.#parts.log.error(`scanning ${document.uri.fsPath}`, error),
      );
    }
  }

  #onCells({ notebook, contentChanges }: vscode.NotebookDocumentChangeEvent): void {
    if (contentChanges.length > 0) {
      this.#requestCells(notebook, "edit");
    }
  }

  #requestCells(notebook: vscode.NotebookDocument, why: "open" | "edit"): void {
    const [cell] = notebook.getCells();
    if (cell === undefined) {
      this.#drop(notebook.uri.toString());
    } else {
      this.#request(cell.document, why);
    }
  }

  /** Open documents whose flows may lead through the given ones. */
  async #dependents(edited: readonly vscode.TextDocument[]): Promise<vscode.TextDocument[]> {
    const files = new Set<string>();
    for (const { uri } of edited) {
      const project = this.#parts.projects.around(uri);
      if (project?.discoveryIsOpen) {
        const { sources } = await project.discovery();
        for (const file of sources.dependents(project.fileOf(uri))) {
          files.add(project.uriOf(file).toString());
        }
      }
    }
    return vscode.workspace.textDocuments.filter(
      ({ uri }) => files.has(uri.toString()) && /^on/.test(readSetting(settings.diagnosticsRun, uri)),
    );
  }

  #onClose(uri: vscode.Uri): void {
    if (isCell(uri)) {
      return; // a cell goes with its notebook, or the others are scanned without it
    }
    this.#lastScans.delete(uri.toString());
    if (!this.#kept.has(uri.toString())) {
      this.#drop(uri.toString());
    }
  }

  /** Its cells are gone; what a workspace scan found stays, now in the file. */
  #onCloseNotebook(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#lastScans.delete(key);
    this.#drop(key);
    if (this.#kept.has(key)) {
      void vscode.workspace.openTextDocument(uri).then(
        (document) => this.#scanQuietly([document]),
        () => undefined, // it went with its file
      );
    }
  }

  /** Forgets files and all in them, when they are folders. */
  #forgetAll(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) {
      const path = uri.toString();
      const isGone = (key: string) => key === path || key.startsWith(`${path}/`);
      for (const key of new Set([...this.#marks.keys(), ...this.#kept].filter(isGone))) {
        this.#kept.delete(key);
        this.#drop(key);
        this.#set(vscode.Uri.parse(key), []);
      }
    }
  }
}

function isSame(a: Mark, b: Mark): boolean {
  return a.finding.ruleId === b.finding.ruleId && a.diagnostic.range.isEqual(b.diagnostic.range);
}

function changeOf({ range: { start, end }, text }: vscode.TextDocumentContentChangeEvent): Change {
  return {
    range: {
      startLine: start.line,
      startColumn: start.character,
      endLine: end.line,
      endColumn: end.character,
    },
    text,
  };
}

function moved(marks: readonly Mark[], changes: readonly Change[]): Mark[] {
  return marks.flatMap(({ finding, diagnostic, origin }) => {
    const range = afterEdit(finding.range, changes);
    if (!range) {
      return [];
    }
    diagnostic.range = editorRange(range);
    return [{ finding: { ...finding, range }, diagnostic, origin }];
  });
}
