import * as vscode from "vscode";
import { customEditors } from "../../ledger.ts";
import type { Disposables } from "../base/disposables.ts";
import type { InspectorPanels } from "./panels.ts";

/** Registers the inspector as an editor for files: read-only, so that a file may be of any size. */
export function registerCustomEditors(panels: InspectorPanels, owned: Disposables): void {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => {} }),
    resolveCustomEditor: ({ uri }, panel) => {
      panels.take(panel, { of: "list", uri: uri.toString() });
    },
  };
  for (const viewType of Object.values(customEditors)) {
    const options = { supportsMultipleEditorsPerDocument: true };
    owned.add(vscode.window.registerCustomEditorProvider(viewType, provider, options));
  }
}
