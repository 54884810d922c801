import { open } from "node:fs/promises";
import { posix } from "node:path";
import * as vscode from "vscode";
import type { LineCheck } from "../../dataset/check-lines.ts";
import type { Activity } from "../base/activity.ts";
import { debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "./project.ts";
import type { Projects } from "./projects.ts";
import type { Scanner } from "./scanner.ts";

const pause = 400;
const pattern = ".autosafe/{scenarios,trajectories,verdicts}.jsonl";
const files = /\/\.autosafe\/(scenarios|trajectories|verdicts)\.jsonl$/;

interface RecordProblemsParts {
  projects: Projects;
  scanner: Scanner;
  activity: Activity;
  log: Log;
}

/** Shows which lines of the store's files cannot be read, in the text as it is being edited or else as it is on disk. */
export class RecordProblems implements vscode.Disposable {
  readonly #parts: RecordProblemsParts;
  readonly #owned = new Disposables();
  readonly #diagnostics = this.#owned.add(vscode.languages.createDiagnosticCollection("autosafe.records"));
  readonly #waiting = new Map<string, vscode.Uri>();
  readonly #changed;
  #perProject = new Disposables();

  constructor(parts: RecordProblemsParts) {
    this.#parts = parts;
    this.#changed = this.#owned.add(debounce(parts.activity, pause, () => this.#flush()));
    this.#watchAll();
    this.#owned.add(parts.projects.onDidChangeList(() => this.#watchAll()));
    this.#owned.add(parts.scanner.onDidScan((project) => this.#noteAll(project)));
    this.#owned.add(vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#note(uri)));
    this.#owned.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#note(document.uri)));
    this.#owned.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#note(uri)));
    for (const { uri } of vscode.workspace.textDocuments) {
      this.#note(uri);
    }
  }

  dispose(): void {
    this.#perProject.dispose();
    this.#owned.dispose();
  }

  #watchAll(): void {
    this.#perProject.dispose();
    this.#perProject = new Disposables();
    const { projects } = this.#parts;
    for (const project of projects.all()) {
      const watcher = this.#perProject.add(
        vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(project.folder, pattern)),
      );
      this.#perProject.add(watcher.onDidChange((uri) => this.#note(uri)));
      this.#perProject.add(watcher.onDidCreate((uri) => this.#note(uri)));
      this.#perProject.add(watcher.onDidDelete((uri) => this.#note(uri)));
    }
    this.#diagnostics.forEach((uri) => {
      if (projects.of(uri) === undefined) {
        this.#diagnostics.delete(uri);
      }
    });
  }

  #noteAll(project: Project): void {
    for (const name of ["scenarios", "trajectories", "verdicts"]) {
      this.#note(project.uriOf(`.autosafe/${name}.jsonl`));
    }
  }

  #note(uri: vscode.Uri): void {
    if (files.test(uri.path) && this.#isOurs(uri)) {
      this.#waiting.set(uri.toString(), uri);
      this.#changed.call();
    }
  }

  /** In the folder itself: a file of that name further down is not the project's. */
  #isOurs(uri: vscode.Uri): boolean {
    return this.#parts.projects.of(uri)?.fileOf(uri).startsWith(".autosafe/") === true;
  }

  async #flush(): Promise<void> {
    const uris = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const uri of uris) {
      try {
        const check = await checked(uri);
        this.#diagnostics.set(uri, check === undefined ? [] : diagnosticsOf(check));
      } catch (error) {
        this.#parts.log.error(`checking ${uri.fsPath}`, error);
      }
    }
  }
}

async function checked(uri: vscode.Uri): Promise<LineCheck | undefined> {
  const { checkLines, lineCheckLimits } = await import("../../dataset/check-lines.ts");
  const name = posix.basename(uri.path);
  const key = uri.toString();
  const document = vscode.workspace.textDocuments.find((one) => !one.isClosed && one.uri.toString() === key);
  if (document !== undefined) {
    return checkLines(name, document.getText(), true);
  }
  const head = await headOf(uri, lineCheckLimits.maxText);
  return head && checkLines(name, head.text, head.isComplete);
}

/** The beginning of a file that no editor holds; undefined when there is none, or it is too large to be asked of a virtual folder. */
async function headOf(
  uri: vscode.Uri,
  maxBytes: number,
): Promise<{ text: string; isComplete: boolean } | undefined> {
  const stat = await vscode.workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined,
  );
  const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (stat === undefined || stat.type !== vscode.FileType.File) {
    return undefined;
  }
  if (stat.size <= maxBytes) {
    return { text: decode(await vscode.workspace.fs.readFile(uri)), isComplete: true };
  }
  if (uri.scheme !== "file") {
    return undefined;
  }
  const handle = await open(uri.fsPath, "r");
  try {
    const bytes = Buffer.allocUnsafe(maxBytes);
    const { bytesRead } = await handle.read(bytes, 0, maxBytes, 0);
    return { text: decode(bytes.subarray(0, bytesRead)), isComplete: false };
  } finally {
    await handle.close();
  }
}

function diagnosticsOf({ problems, uncheckedFrom }: LineCheck): vscode.Diagnostic[] {
  const found = problems.map(({ line, message }) =>
    diagnostic(line, message, vscode.DiagnosticSeverity.Error),
  );
  const rest = vscode.l10n.t(
    "AutoSafe checked the lines before this one; the rest is checked when it is read.",
  );
  return uncheckedFrom === undefined
    ? found
    : [...found, diagnostic(uncheckedFrom, rest, vscode.DiagnosticSeverity.Information)];
}

function diagnostic(line: number, message: string, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const row = line - 1;
  const range = new vscode.Range(row, 0, row, Number.MAX_SAFE_INTEGER);
  const shown = new vscode.Diagnostic(range, message, severity);
  shown.source = "AutoSafe";
  shown.code = "record";
  return shown;
}
