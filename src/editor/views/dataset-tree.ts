import * as vscode from "vscode";
import type { Store } from "../../dataset/store.ts";
import { type CommandId, commands, views } from "../../ledger.ts";
import type { Activity } from "../base/activity.ts";
import { debounce } from "../base/debounce.ts";
import type { Disposables } from "../base/disposables.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { countRows } from "../project/scenario-index.ts";

type DataSetNode = { kind: "folder"; project: Project } | { kind: "total"; project: Project; total: Total };

interface Total {
  id: string;
  label: string;
  value: string;
  icon: string;
  tooltip: string;
  /** What choosing it does; the report opens when absent. */
  command?: CommandId;
}

interface TreeParts {
  projects: Projects;
  activity: Activity;
  /** Starts the first search for tools and waits for it. */
  settled: () => Promise<void>;
}

const refreshPause = 400;
/** Up to so many pairs are read to count those that wait for a person. */
const mostCounted = 2_000;

/** Puts the totals of each folder's data set into their view; choosing one opens the report. */
export function registerDataSetView(parts: TreeParts, owned: Disposables): void {
  const changed = owned.add(new vscode.EventEmitter<void>());
  const refresh = owned.add(debounce(parts.activity, refreshPause, () => changed.fire()));
  owned.add(parts.projects.onDidChangeScenarios(() => refresh.call()));
  owned.add(parts.projects.onDidChangeTools(() => refresh.call()));
  owned.add(parts.projects.onDidChangeList(() => refresh.call()));
  const provider: vscode.TreeDataProvider<DataSetNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    async getChildren(node) {
      const all = parts.projects.all();
      const [only, second] = all;
      const project = node ? node.project : second === undefined ? only : undefined;
      if (node?.kind === "total" || all.length === 0) {
        return [];
      }
      if (!project) {
        return all.map((one): DataSetNode => ({ kind: "folder", project: one }));
      }
      await parts.settled();
      return (await totalsOf(project)).map((total): DataSetNode => ({ kind: "total", project, total }));
    },
  };
  owned.add(vscode.window.createTreeView(views.dataSet, { treeDataProvider: provider }));
}

function itemOf(node: DataSetNode): vscode.TreeItem {
  if (node.kind === "folder") {
    const item = new vscode.TreeItem(node.project.folder.name, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `data ${node.project.key}`;
    item.iconPath = vscode.ThemeIcon.Folder;
    return item;
  }
  const { id, label, value, icon, tooltip, command } = node.total;
  const item = new vscode.TreeItem(label);
  item.id = `data ${node.project.key} ${id}`;
  item.description = value;
  item.tooltip = tooltip;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = "total";
  item.accessibilityInformation = { label: `${label}: ${value}. ${tooltip}` };
  item.command =
    command === undefined
      ? {
          command: commands.openReport,
          title: vscode.l10n.t("Open Data Set Report"),
          arguments: [{ project: node.project }],
        }
      : { command, title: label };
  return item;
}

/** Nothing while there is nothing: the view's welcome says what to do then. */
async function totalsOf(project: Project): Promise<Total[]> {
  const [store, { model }, { statistics }, { toolSpec }] = await Promise.all([
    project.store(),
    project.threatModel(),
    import("../../dataset/statistics.ts"),
    import("../../ots/tool.ts"),
  ]);
  if (store.scenarios.size === 0 && store.trajectories.size === 0) {
    return [];
  }
  const counts = statistics(store, project.tools.all().map(toolSpec), model);
  const { applicable, covered } = counts.cells;
  const { unsafe } = countRows(project.scenarios.rows());
  const percent = applicable === 0 ? 0 : Math.round((covered / applicable) * 100);
  const total = (id: string, icon: string, label: string, value: string, tooltip: string) => ({
    id,
    icon,
    label,
    value,
    tooltip,
  });
  return [
    total(
      "coverage",
      "pie-chart",
      vscode.l10n.t("Coverage"),
      vscode.l10n.t("{0} %, {1} of {2} cells", percent, covered, applicable),
      vscode.l10n.t("Applicable risk cells that have a scenario."),
    ),
    total(
      "scenarios",
      "beaker",
      vscode.l10n.t("Scenarios"),
      counts.scenarios.toLocaleString(),
      vscode.l10n.t("All scenarios, benign twins included."),
    ),
    total(
      "unsafe",
      "warning",
      vscode.l10n.t("Unsafe"),
      unsafe.toLocaleString(),
      vscode.l10n.t("Scenarios in which the agent acted unsafely."),
    ),
    total(
      "pairs",
      "git-compare",
      vscode.l10n.t("Pairs"),
      counts.pairs.toLocaleString(),
      vscode.l10n.t("Unsafe actions with a safe action beside them: what is exported."),
    ),
    total(
      "benign",
      "pass",
      vscode.l10n.t("Benign twins"),
      counts.benign.toLocaleString(),
      vscode.l10n.t("The same situations without the hazard."),
    ),
    total(
      "reviewed",
      "person",
      vscode.l10n.t("Reviewed"),
      counts.humanVerdicts.toLocaleString(),
      vscode.l10n.t("Verdicts, labels and comments of people."),
    ),
    {
      ...total(
        "doubtful",
        "checklist",
        vscode.l10n.t("To review"),
        counts.pairs > mostCounted
          ? vscode.l10n.t("open the list")
          : (await doubtful(store)).toLocaleString(),
        vscode.l10n.t(
          "Pairs that are ranked the wrong way round or that judges disagree about, and that nobody has reviewed.",
        ),
      ),
      command: commands.reviewPairs,
    },
  ];
}

async function doubtful(store: Store): Promise<number> {
  const { reviewQueue } = await import("../../dataset/review-queue.ts");
  let count = 0;
  for (const concern of reviewQueue(store)) {
    count += concern ? 1 : 0;
  }
  return count;
}
