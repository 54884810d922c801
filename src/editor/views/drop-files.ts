import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { ScenarioTreeNode } from "./scenario-nodes.ts";

const uriList = "text/uri-list";

/** Files that are dropped on the scenarios, from the explorer or from outside the editor, are imported; nothing is dragged away. */
export const dropToImport: vscode.TreeDragAndDropController<ScenarioTreeNode> = {
  dragMimeTypes: [],
  dropMimeTypes: [uriList],
  handleDrop: async (_target, dropped) => {
    const files = droppedUris((await dropped.get(uriList)?.asString()) ?? "").map((uri) =>
      vscode.Uri.parse(uri),
    );
    if (files.length > 0) {
      await vscode.commands.executeCommand(commands.importTrajectories, files[0], files);
    }
  },
};

/** The addresses of a list as RFC 2483 section 5 has it: one a line, lines that begin with # are comments. */
function droppedUris(list: string): string[] {
  return list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
}
