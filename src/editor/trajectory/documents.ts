import * as vscode from "vscode";

const scheme = "autosafe-text";

/** Read-only documents made of texts that live in a page: a whole observation, a step's JSON, a trajectory to compare. */
export class TextDocuments implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: vscode.Disposable[];
  #next = 1;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) =>
          this.#texts.get(uri.toString()) ??
          vscode.l10n.t("This text is no longer open. Open it again from its trajectory."),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  /** @param name shown as the document's title; its ending chooses the language. */
  uri(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: String(this.#next++) });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  async open(name: string, text: string): Promise<void> {
    await vscode.window.showTextDocument(this.uri(name, text), { preview: true });
  }

  /** Shows two texts in the editor's own comparison. */
  async diff(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
    await vscode.commands.executeCommand("vscode.diff", left, right, title, { preview: true });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#texts.clear();
  }
}
