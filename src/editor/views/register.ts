import type * as vscode from "vscode";
import type { Disposables } from "../base/disposables.ts";
import { rememberedFilter } from "../commands/filter.ts";
import { rememberedGrouping } from "../commands/view.ts";
import type { Ground } from "../ground.ts";
import type { Watch } from "../watch.ts";
import { registerDataSetView } from "./dataset-tree.ts";
import type { ScenarioTreeNode } from "./scenario-nodes.ts";
import { ScenarioTree } from "./scenario-tree.ts";
import { registerScenarioView } from "./scenario-view.ts";
import { ToolTree } from "./tool-tree.ts";
import { registerToolView } from "./tool-view.ts";

/** The views whose parts commands act on. */
export interface Views {
  scenarioTree: ScenarioTree;
  scenarioView: vscode.TreeView<ScenarioTreeNode>;
}

/** Fills the three views of the side bar: scenarios, tools, data set. */
export function registerViews(parts: Ground & Watch, owned: Disposables): Views {
  const { projects, activity, setContext, settled, memento, follower } = parts;
  const scenarioTree = owned.add(
    new ScenarioTree(parts, rememberedGrouping(memento), rememberedFilter(memento)),
  );
  const scenarioView = registerScenarioView(scenarioTree, projects, setContext, owned);
  const toolTree = owned.add(new ToolTree({ projects, activity, scanned: settled }));
  registerToolView(toolTree, projects, follower, setContext, owned);
  registerDataSetView(parts, owned);
  return { scenarioTree, scenarioView };
}
