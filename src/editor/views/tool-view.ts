import * as vscode from "vscode";
import { contextKeys, views } from "../../ledger.ts";
import type { SetContext } from "../base/context-keys.ts";
import type { Disposables } from "../base/disposables.ts";
import type { DocumentFollower } from "../project/document-follower.ts";
import type { Projects } from "../project/projects.ts";
import type { ToolTree } from "./tool-tree.ts";

/** Puts the tool tree into its view and tells the menus whether there are tools, here and in the active editor. */
export function registerToolView(
  tree: ToolTree,
  projects: Projects,
  follower: DocumentFollower,
  setContext: SetContext,
  owned: Disposables,
): void {
  owned.add(
    vscode.window.createTreeView(views.tools, {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );
  const update = () => {
    setContext(
      contextKeys.hasTools,
      projects.all().some((project) => project.tools.size > 0),
    );
    const document = vscode.window.activeTextEditor?.document;
    const project = document && projects.of(document.uri);
    const inFile = project ? project.tools.inFile(project.fileOf(document.uri)) : [];
    setContext(contextKeys.fileHasTools, inFile.length > 0);
  };
  update();
  owned.add(projects.onDidChangeTools(update));
  owned.add(
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      update();
      // Without lenses nobody else reads a file that is merely opened before the first scan.
      void (editor && follower.current(editor.document).then(update));
    }),
  );
}
