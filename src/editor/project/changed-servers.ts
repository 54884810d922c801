import * as vscode from "vscode";
import { Disposables } from "../base/disposables.ts";

const scheme = "autosafe-listing";

/** MCP servers that list other tools than were accepted: marked in their configuration until that is settled. */
export class ChangedServers implements vscode.Disposable {
  readonly #owned = new Disposables();
  readonly #diagnostics = this.#owned.add(vscode.languages.createDiagnosticCollection("autosafe.servers"));
  readonly #marks = new Map<string, { uri: vscode.Uri; diagnostic: vscode.Diagnostic }>();
  readonly #texts = new Map<string, string>();

  constructor() {
    this.#owned.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: ({ query }) => this.#texts.get(query) ?? "",
      }),
    );
  }

  report(id: string, uri: vscode.Uri, range: vscode.Range, message: string): void {
    const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
    diagnostic.source = "autosafe";
    diagnostic.code = "changed-server";
    this.#marks.set(id, { uri, diagnostic });
    this.#show();
  }

  forget(id: string): void {
    if (this.#marks.delete(id)) {
      this.#texts.delete(id);
      this.#show();
    }
  }

  /** A read-only document with what the server lists now. */
  document(id: string, text: string): vscode.Uri {
    this.#texts.set(id, text);
    return vscode.Uri.from({ scheme, path: "/now.tools.json", query: id });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #show(): void {
    this.#diagnostics.clear();
    for (const { uri, diagnostic } of this.#marks.values()) {
      this.#diagnostics.set(uri, [...(this.#diagnostics.get(uri) ?? []), diagnostic]);
    }
  }
}
