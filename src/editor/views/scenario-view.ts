import * as vscode from "vscode";
import { contextKeys, views } from "../../ledger.ts";
import type { SetContext } from "../base/context-keys.ts";
import type { Disposables } from "../base/disposables.ts";
import type { Projects } from "../project/projects.ts";
import { countRows } from "../project/scenario-index.ts";
import { groupingWord } from "../words.ts";
import { dropToImport } from "./drop-files.ts";
import { isFiltering } from "./scenario-filter.ts";
import type { ScenarioTreeNode } from "./scenario-nodes.ts";
import type { ScenarioTree } from "./scenario-tree.ts";

/** Puts the scenario tree into its view, with a badge of the unsafe scenarios that nothing safe stands beside. */
export function registerScenarioView(
  tree: ScenarioTree,
  projects: Projects,
  setContext: SetContext,
  owned: Disposables,
): vscode.TreeView<ScenarioTreeNode> {
  const view = owned.add(
    vscode.window.createTreeView(views.scenarios, {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: dropToImport,
    }),
  );
  setContext(contextKeys.groupBy, tree.grouping);
  setContext(contextKeys.filtered, isFiltering(tree.filter));
  const update = () => {
    const filtered = tree.shown();
    view.description = filtered
      ? vscode.l10n.t("{0}, {1} of {2}", groupingWord(tree.grouping), filtered.shown, filtered.all)
      : groupingWord(tree.grouping);
    setContext(contextKeys.allFilteredOut, filtered?.shown === 0 && filtered.all > 0);
    const open = projects.all().reduce((sum, project) => sum + countRows(project.scenarios.rows()).open, 0);
    const tooltip =
      open === 1
        ? vscode.l10n.t("1 unsafe scenario without a safe pair")
        : vscode.l10n.t("{0} unsafe scenarios without a safe pair", open);
    view.badge = open > 0 ? { value: open, tooltip } : undefined;
    void unreadable(projects).then((message) => {
      view.message = message;
    });
  };
  update();
  owned.add(tree.onDidChangeTreeData(update));
  owned.add(tree.onDidOpenStores(update));
  return view;
}

/** Says how many lines of the stores were left out, when there are any. */
async function unreadable(projects: Projects): Promise<string> {
  const stores = await Promise.all(
    projects
      .all()
      .map((project) => (project.storeIsOpen ? project.store().catch(() => undefined) : undefined)),
  );
  const count = stores.reduce((sum, store) => sum + (store?.problems.length ?? 0), 0);
  if (count === 0) {
    return "";
  }
  return count === 1
    ? vscode.l10n.t("1 line of the stored data could not be read and was left out. The log says which.")
    : vscode.l10n.t(
        "{0} lines of the stored data could not be read and were left out. The log says which.",
        count,
      );
}
