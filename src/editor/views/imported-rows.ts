import * as vscode from "vscode";
import type { Store } from "../../dataset/store.ts";
import { commands } from "../../ledger.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import type { VerdictLabel } from "../../ots/vocabulary.ts";
import { oneLine } from "../base/plain-text.ts";
import { storedTitle } from "../trajectory/places.ts";
import { verdictWord } from "../words.ts";
import type { ImportedGroupNode, ImportedNode } from "./scenario-nodes.ts";

/** Ids of the trajectories that came from files and belong to no scenario. */
export function importedIds(store: Store): string[] {
  return [...store.trajectories.summaries()]
    .filter(({ kind, scenarioId }) => kind === "imported" && scenarioId === undefined)
    .map(({ id }) => id);
}

/** What the tree shows of imported trajectories; the store is asked only for those that are shown. */
export function importedNodes(
  group: ImportedGroupNode,
  store: Store,
  ids: readonly string[],
): ImportedNode[] {
  const { project } = group;
  return ids.flatMap((id): ImportedNode[] => {
    const trajectory = store.trajectories.get(id);
    if (!trajectory) {
      return [];
    }
    const { origin } = (trajectory.imported ?? {}) as { origin?: unknown };
    return [
      {
        kind: "imported",
        project,
        group,
        id,
        title: storedTitle({ id }, project, store),
        origin: typeof origin === "string" ? origin : "",
        steps: trajectory.steps.length,
        ...verdictOf(trajectory),
      },
    ];
  });
}

/** The first unsafe step, else the gravest verdict; nothing when nobody judged it. */
function verdictOf({ steps }: Trajectory): Pick<ImportedNode, "label" | "unsafeStep"> {
  const labels = steps.map((step) => (step.kind === "agent" ? step.verdict?.label : undefined));
  const unsafe = labels.indexOf("unsafe");
  if (unsafe >= 0) {
    return { label: "unsafe", unsafeStep: unsafe };
  }
  const label = labels.includes("controversial") ? "controversial" : labels.find((one) => one !== undefined);
  return label ? { label } : {};
}

const icons: Partial<Record<VerdictLabel, readonly [icon: string, color: string]>> = {
  unsafe: ["error", "list.errorForeground"],
  controversial: ["warning", "list.warningForeground"],
  safe: ["pass", "testing.iconPassed"],
};

export function importedGroupItem({ id, count }: ImportedGroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Imported"), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon("cloud-download");
  item.contextValue = "imported-group";
  item.tooltip = vscode.l10n.t("Trajectories imported from files");
  item.accessibilityInformation = { label: vscode.l10n.t("Imported trajectories, {0}", count) };
  return item;
}

export function importedItem(node: ImportedNode): vscode.TreeItem {
  const { group, id, title, origin, steps, label, unsafeStep } = node;
  const item = new vscode.TreeItem(title);
  const verdict =
    label === undefined
      ? vscode.l10n.t("not judged")
      : unsafeStep === undefined
        ? verdictWord(label)
        : vscode.l10n.t("unsafe at step {0}", unsafeStep + 1);
  item.id = `${group.id}|${id}`;
  item.description = [verdict, oneLine(origin, 80)].filter((part) => part !== "").join(" · ");
  const [icon, color] = (label && icons[label]) ?? ["circle-outline", undefined];
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  item.contextValue = label === undefined ? "imported.unjudged" : "imported.judged";
  item.tooltip = [title, verdict, vscode.l10n.t("{0} steps", steps), origin].filter(Boolean).join("\n");
  item.accessibilityInformation = {
    label: [vscode.l10n.t("Imported trajectory: {0}", title), verdict, oneLine(origin)].join(", "),
  };
  item.command = {
    command: commands.openTrajectory,
    title: vscode.l10n.t("Open Trajectory"),
    arguments: [node],
  };
  return item;
}
