import * as vscode from "vscode";
import type { ToolDefinition } from "../../ots/tool.ts";
import { mayDefineTools } from "../../tools/tool-language.ts";
import type { Activity } from "../base/activity.ts";
import { type Debounced, debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "./project.ts";
import type { Projects } from "./projects.ts";
import type { Scanner } from "./scanner.ts";
import { isDiscovered } from "./single-file.ts";
import type { ToolReader } from "./tool-reader.ts";

/** Quiet time after the last edit before a document is read again without anybody asking, in milliseconds. */
const editPause = 300;
const maxCharacters = 5_000_000;

interface Reading {
  version: number;
  tools: Promise<readonly ToolDefinition[]>;
}

interface FollowerParts {
  projects: Projects;
  scanner: Scanner;
  reader: ToolReader;
  activity: Activity;
  log: Log;
}

/**
 * Keeps the tools of open documents as they are in the editor, saved or not. A document is read once per version, by
 * whoever asks first: a code lens or the pause after an edit. Besides the edited document, only files that depend on it are
 * read again.
 */
export class DocumentFollower implements vscode.Disposable {
  readonly #parts: FollowerParts;
  readonly #owned = new Disposables();
  readonly #readings = new WeakMap<vscode.TextDocument, Reading>();
  readonly #edited = new Set<vscode.TextDocument>();
  readonly #afterEdits: Debounced;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#afterEdits = this.#owned.add(debounce(parts.activity, editPause, () => this.#readEdited()));
    this.#owned.add(vscode.workspace.onDidChangeTextDocument((event) => this.#onEdit(event)));
    // A scan reads the disk; what is open and unsaved counts more.
    this.#owned.add(parts.scanner.onDidScan((project) => this.#afterScan(project)));
  }

  /** Tools of the document exactly as it is now. Empty for documents that are not part of a project. */
  async current(document: vscode.TextDocument): Promise<readonly ToolDefinition[]> {
    const project = this.#parts.projects.of(document.uri);
    if (!project || !isFollowed(document)) {
      return [];
    }
    const known = this.#readings.get(document);
    if (known?.version === document.version) {
      return known.tools;
    }
    const reading = { version: document.version, tools: this.#read(project, document) };
    this.#readings.set(document, reading);
    return this.#parts.activity.track(reading.tools);
  }

  /** Reads the document again although its text is the same: the threat model or its file on disk has changed. */
  forget(document: vscode.TextDocument): void {
    this.#readings.delete(document);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #read(project: Project, document: vscode.TextDocument): Promise<readonly ToolDefinition[]> {
    const { reader, log } = this.#parts;
    const { version } = document;
    const file = project.fileOf(document.uri);
    const text = document.getText();
    try {
      if (text.length > maxCharacters || !(await isDiscovered(project, document.uri))) {
        return [];
      }
      // A later version may have been read meanwhile: the latest wins.
      const isCurrent = () => version === document.version && !document.isClosed;
      await reader.read(project, file, text, isCurrent);
      return project.tools.inFile(file);
    } catch (error) {
      log.error(`reading ${file}`, error);
      return project.tools.inFile(file);
    }
  }

  #onEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const isProjectFile =
      contentChanges.length > 0 && isFollowed(document) && this.#parts.projects.of(document.uri);
    if (isProjectFile) {
      this.#edited.add(document);
      this.#afterEdits.call();
    }
  }

  async #readEdited(): Promise<void> {
    const documents = [...this.#edited];
    this.#edited.clear();
    for (const document of documents) {
      if (!document.isClosed) {
        await this.current(document);
      }
    }
  }

  #afterScan(project: Project): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.isDirty && this.#parts.projects.of(document.uri) === project) {
        this.forget(document);
        this.#edited.add(document);
        this.#afterEdits.call();
      }
    }
  }
}

/** A cell of a notebook has the notebook's path, but is not its text. */
function isFollowed({ uri }: vscode.TextDocument): boolean {
  return mayDefineTools(uri.path) && uri.scheme !== "vscode-notebook-cell";
}
