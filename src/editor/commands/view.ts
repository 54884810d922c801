import * as vscode from "vscode";
import { commands, contextKeys, views } from "../../ledger.ts";
import { type Grouping, groupings } from "../views/scenario-groups.ts";
import type { MoreNode, ScenarioRef } from "../views/scenario-nodes.ts";
import { toolArguments } from "./arguments.ts";
import { applyFilter } from "./filter.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

const groupingKey = "grouping";

type ViewCommand =
  | typeof commands.refreshTools
  | typeof commands.cancel
  | typeof commands.groupByTool
  | typeof commands.groupByOutcome
  | typeof commands.groupBySource
  | typeof commands.groupByState
  | typeof commands.groupByFile
  | typeof commands.viewAsList
  | typeof commands.showMore
  | typeof commands.showScenarios
  | typeof commands.openSettings
  | typeof commands.showLog;

/** The grouping the user chose last in this workspace. */
export function rememberedGrouping(memento: vscode.Memento): Grouping {
  const stored = memento.get(groupingKey);
  return groupings.find((grouping) => grouping === stored) ?? "tool";
}

export function viewHandlers(parts: CommandParts): Record<ViewCommand, CommandHandler> {
  const groupBy = (grouping: Grouping): CommandHandler => ({
    name: vscode.l10n.t("Group"),
    run: () => applyGrouping(parts, grouping),
  });
  return {
    [commands.groupByTool]: groupBy("tool"),
    [commands.groupByOutcome]: groupBy("outcome"),
    [commands.groupBySource]: groupBy("source"),
    [commands.groupByState]: groupBy("state"),
    [commands.groupByFile]: groupBy("file"),
    [commands.viewAsList]: groupBy("list"),
    [commands.refreshTools]: {
      name: vscode.l10n.t("Refresh Tools"),
      run: () => parts.scanner.rescan(),
    },
    [commands.cancel]: {
      name: vscode.l10n.t("Cancel"),
      run: () => {
        parts.runs.cancel();
        parts.scanner.cancel();
      },
    },
    [commands.showMore]: {
      name: vscode.l10n.t("Show More"),
      run: (node) => parts.scenarioTree.showMore(node as MoreNode),
    },
    [commands.showScenarios]: {
      name: vscode.l10n.t("Show Scenarios"),
      run: (...args) => showScenarios(parts, args),
    },
    [commands.openSettings]: {
      name: vscode.l10n.t("Open Settings"),
      run: () => vscode.commands.executeCommand("workbench.action.openSettings", "autosafe"),
    },
    [commands.showLog]: { name: vscode.l10n.t("Show Log"), run: () => parts.log.show() },
  };
}

async function applyGrouping(parts: CommandParts, grouping: Grouping): Promise<void> {
  parts.scenarioTree.setGrouping(grouping);
  parts.setContext(contextKeys.groupBy, grouping);
  await parts.memento.update(groupingKey, grouping);
}

/** Opens the tool's group in the tree, which has to be grouped by tool for that. */
async function showScenarios(parts: CommandParts, args: readonly unknown[]): Promise<void> {
  const [ref] = toolArguments(args);
  if (!ref) {
    return;
  }
  if (parts.scenarioTree.grouping !== "tool") {
    await applyGrouping(parts, "tool");
  }
  await vscode.commands.executeCommand(`${views.scenarios}.focus`);
  const find = () => parts.scenarioTree.groupsOf(ref.project).find((node) => node.group.key === ref.tool.id);
  const group = find() ?? (await withoutFilter(parts, find));
  if (group) {
    await parts.scenarioView.reveal(group, { expand: true, select: true, focus: true });
  }
}

/** What is to be shown may be filtered out: then the filter goes. */
async function withoutFilter<T>(parts: CommandParts, find: () => T | undefined): Promise<T | undefined> {
  await applyFilter(parts, {});
  return find();
}

/** Selects the scenario in the tree, grouped as it is. */
export async function revealScenario(parts: CommandParts, { project, row }: ScenarioRef): Promise<void> {
  await vscode.commands.executeCommand(`${views.scenarios}.focus`);
  const find = () =>
    parts.scenarioTree.groupsOf(project).find(({ group: { rows } }) => rows.some(({ id }) => id === row.id));
  const group = find() ?? (await withoutFilter(parts, find));
  if (group) {
    await parts.scenarioView.reveal({ kind: "scenario", project, group, row }, { select: true, focus: true });
  }
}
