import * as vscode from "vscode";
import { customEditors } from "../../ledger.ts";
import type { Activity } from "../base/activity.ts";
import { debounce } from "../base/debounce.ts";
import type { Disposables } from "../base/disposables.ts";
import type { InspectorPanel } from "./panel.ts";
import type { InspectorPanels } from "./panels.ts";
import { nameOf } from "./places.ts";

/** Files up to this size are read again by themselves when they change; of larger ones the reader decides when. */
const rereadBytes = 20_000_000;
const settling = 500;

/** Registers the inspector as an editor for files: read-only, so that a file may be of any size. */
export function registerCustomEditors(panels: InspectorPanels, activity: Activity, owned: Disposables): void {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
    resolveCustomEditor: ({ uri }, panel) => {
      const page = panels.take(panel, { of: "list", uri: uri.toString() });
      const watching = followFile(uri, page, activity);
      panel.onDidDispose(() => watching.dispose());
    },
  };
  for (const viewType of Object.values(customEditors)) {
    const options = { supportsMultipleEditorsPerDocument: true };
    owned.add(vscode.window.registerCustomEditorProvider(viewType, provider, options));
  }
}

/** A file that grows or is written anew while it is open. */
function followFile(uri: vscode.Uri, page: InspectorPanel, activity: Activity): vscode.Disposable {
  const folder = vscode.Uri.joinPath(uri, "..");
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(folder, escapeGlob(nameOf(uri.toString()))),
  );
  const changed = debounce(activity, settling, async () => {
    const size = await vscode.workspace.fs.stat(uri).then(
      (stat) => stat.size,
      () => undefined,
    );
    if (size === undefined) {
      await page.markStale(vscode.l10n.t("The file is gone."));
    } else if (size > rereadBytes) {
      await page.markStale(vscode.l10n.t("The file has changed."));
    } else {
      await page.show();
    }
  });
  watcher.onDidChange(() => changed.call());
  watcher.onDidDelete(() => changed.call());
  watcher.onDidCreate(() => changed.call());
  return vscode.Disposable.from(watcher, changed);
}

function escapeGlob(name: string): string {
  return name.replaceAll(/[[\]{}?*]/g, (character) => `[${character}]`);
}
