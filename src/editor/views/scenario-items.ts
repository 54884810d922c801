import { posix } from "node:path";
import * as vscode from "vscode";
import type { ScenarioState } from "../../dataset/state.ts";
import { commands } from "../../ledger.ts";
import type { Scenario } from "../../ots/scenario.ts";
import type { RiskSource } from "../../ots/vocabulary.ts";
import { inMarkdown, oneLine } from "../base/plain-text.ts";
import {
  countsLine,
  reviewWord,
  severityWord,
  shortCounts,
  simulatorWord,
  sourceWord,
  stateMeaning,
  stateWord,
} from "../words.ts";
import { importedGroupItem, importedItem } from "./imported-rows.ts";
import type { Grouping } from "./scenario-groups.ts";
import type { GroupNode, MoreNode, ScenarioNode, ScenarioTreeNode } from "./scenario-nodes.ts";

const icons: Readonly<Record<ScenarioState, readonly [icon: string, color?: string]>> = {
  proposed: ["circle-outline"],
  unsafe: ["error", "list.errorForeground"],
  pair: ["pass-filled", "testing.iconPassed"],
  "never-unsafe": ["shield", "testing.iconPassed"],
  refused: ["circle-slash"],
  "not-reached": ["question"],
  "reflection-failed": ["warning", "list.warningForeground"],
  "judge-failed": ["law", "list.warningForeground"],
  acted: ["check", "testing.iconPassed"],
  hesitated: ["debug-pause", "list.warningForeground"],
  disputed: ["law", "list.warningForeground"],
  error: ["bug", "list.errorForeground"],
};

const sourceIcons: Readonly<Record<RiskSource, string>> = {
  instruction: "account",
  context: "inbox",
  action: "hubot",
};

export function stateIcon(state: ScenarioState): vscode.ThemeIcon {
  const [icon, color] = icons[state];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

export function scenarioTreeItem(node: ScenarioTreeNode, grouping: Grouping): vscode.TreeItem {
  switch (node.kind) {
    case "folder": {
      const item = new vscode.TreeItem(node.project.folder.name, vscode.TreeItemCollapsibleState.Expanded);
      item.id = node.project.key;
      item.iconPath = vscode.ThemeIcon.Folder;
      item.contextValue = "folder";
      return item;
    }
    case "group":
      return groupItem(node, grouping);
    case "scenario":
      return scenarioItem(node, grouping);
    case "imported-group":
      return importedGroupItem(node);
    case "imported":
      return importedItem(node);
    case "more":
      return moreItem(node);
    case "failure": {
      const item = new vscode.TreeItem(vscode.l10n.t("Scenarios cannot be read"));
      item.description = oneLine(node.message);
      item.tooltip = node.message;
      item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
      item.command = { command: commands.showLog, title: vscode.l10n.t("Show Log") };
      return item;
    }
  }
}

function groupItem({ id, project, group }: GroupNode, grouping: Grouping): vscode.TreeItem {
  const item = new vscode.TreeItem(
    groupTitle(group.key, group.rows[0]?.toolName, grouping, (key) => project.titleOf(key)),
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = id;
  item.description = shortCounts(group.counts);
  item.contextValue = "group";
  item.tooltip = groupTooltip(group.key, grouping);
  const icon = groupIcon(group.key, grouping);
  if (icon) {
    item.iconPath = icon;
  }
  if (grouping === "file" && group.key !== "") {
    const folder = posix.dirname(group.key);
    item.description = folder === "." ? item.description : `${folder} · ${item.description}`;
    item.resourceUri = project.uriOf(group.key);
  }
  item.accessibilityInformation = { label: `${item.label}, ${countsLine(group.counts)}` };
  return item;
}

function groupTitle(
  key: string,
  toolName: string | undefined,
  grouping: Grouping,
  titleOf: (id: string) => string,
): string {
  switch (grouping) {
    case "tool":
      return oneLine(toolName ?? key);
    case "outcome":
      return oneLine(titleOf(key));
    case "source":
      return sourceWord(key as RiskSource);
    case "state":
      return stateWord(key as ScenarioState);
    case "file":
      return key === "" ? vscode.l10n.t("Tools no longer found") : oneLine(posix.basename(key));
    case "list":
      return vscode.l10n.t("Scenarios");
  }
}

function groupTooltip(key: string, grouping: Grouping): string | undefined {
  switch (grouping) {
    case "state":
      return stateMeaning(key as ScenarioState);
    case "file":
      return key === "" ? undefined : key;
    default:
      return undefined;
  }
}

function groupIcon(key: string, grouping: Grouping): vscode.ThemeIcon | undefined {
  switch (grouping) {
    case "tool":
      return new vscode.ThemeIcon("tools");
    case "source":
      return new vscode.ThemeIcon(sourceIcons[key as RiskSource]);
    case "state":
      return stateIcon(key as ScenarioState);
    case "file":
      return key === "" ? new vscode.ThemeIcon("question") : vscode.ThemeIcon.File;
    case "outcome":
    case "list":
      return undefined;
  }
}

function scenarioItem(node: ScenarioNode, grouping: Grouping): vscode.TreeItem {
  const { project, group, row } = node;
  const title = oneLine(row.title);
  const tool = oneLine(row.toolName);
  const trigger = oneLine(project.titleOf(row.trigger));
  const item = new vscode.TreeItem(title);
  item.id = `${group.id}|${row.id}`;
  const review = row.review && reviewWord(row.review);
  item.description = [review && `✎ ${review}`, grouping === "tool" ? undefined : tool, trigger]
    .filter((part) => part !== undefined)
    .join(" · ");
  item.iconPath = stateIcon(row.state);
  item.contextValue = `scenario.${row.state}`;
  item.accessibilityInformation = {
    label: [
      vscode.l10n.t("{0} scenario: {1}, tool {2}, {3}", stateWord(row.state), title, tool, trigger),
      ...(review ? [review] : []),
    ].join(", "),
  };
  item.command = {
    command: commands.openTrajectory,
    title: vscode.l10n.t("Open Trajectory"),
    arguments: [node],
  };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Show {0} more", node.next));
  item.id = `${node.group.id}|more`;
  item.description = vscode.l10n.t("{0} not shown", node.rest);
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.command = { command: commands.showMore, title: vscode.l10n.t("Show More"), arguments: [node] };
  return item;
}

/** Everything from the scenario goes in as text: whoever wrote a tool's description also wrote part of this. */
export function scenarioTooltip(scenario: Scenario, { project, row }: ScenarioNode): vscode.MarkdownString {
  const { l10n } = vscode;
  const facts: [string, string][] = [
    [l10n.t("Instruction"), scenario.instruction],
    [l10n.t("Tool"), row.toolName],
    [l10n.t("Source"), sourceWord(row.source)],
    [l10n.t("Trigger"), project.titleOf(row.trigger)],
    [l10n.t("Outcome"), project.titleOf(row.outcome)],
    [l10n.t("Severity"), severityWord(row.severity)],
    [l10n.t("Unsafe action to watch for"), scenario.unsafe.description],
    [l10n.t("Simulated by"), simulatorWord(scenario.provenance.simulator)],
  ];
  return new vscode.MarkdownString(
    [
      `**${inMarkdown(scenario.title)}**`,
      `${stateWord(row.state)}: ${stateMeaning(row.state)}`,
      ...facts.map(([name, value]) => `${name}: ${inMarkdown(value)}`),
    ].join("\n\n"),
  );
}
