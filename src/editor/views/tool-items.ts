import { posix } from "node:path";
import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { ServerDefinition } from "../../ots/server.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import { inMarkdown, oneLine } from "../base/plain-text.ts";
import { scenarioCount, serverCount, toolCount } from "../words.ts";
import type { ServerNode, ToolRef, ToolTreeNode } from "./tool-tree.ts";

export function toolTreeItem(node: ToolTreeNode): vscode.TreeItem {
  switch (node.kind) {
    case "folder": {
      const item = new vscode.TreeItem(node.project.folder.name, vscode.TreeItemCollapsibleState.Expanded);
      item.id = node.project.key;
      item.iconPath = vscode.ThemeIcon.Folder;
      item.contextValue = "folder";
      return item;
    }
    case "file": {
      const { project, file } = node;
      const item = new vscode.TreeItem(posix.basename(file), vscode.TreeItemCollapsibleState.Expanded);
      const folder = posix.dirname(file);
      const count = countsOf(project.tools.inFile(file).length, project.servers.inFile(file).length);
      item.id = `${project.key}|${file}`;
      item.description = folder === "." ? count : `${folder} · ${count}`;
      item.resourceUri = project.uriOf(file);
      item.iconPath = vscode.ThemeIcon.File;
      item.contextValue = "file";
      item.tooltip = file;
      return item;
    }
    case "tool":
      return toolItem(node);
    case "server":
      return serverItem(node);
  }
}

function countsOf(tools: number, servers: number): string {
  const parts = [servers > 0 ? serverCount(servers) : "", tools > 0 || servers === 0 ? toolCount(tools) : ""];
  return parts.filter((part) => part !== "").join(" · ");
}

/** How a server is started or reached, in a line. Secrets are not in the definition. */
export function launchLine({ transport, command, args, url }: ServerDefinition): string {
  return oneLine(transport === "stdio" ? [command ?? "", ...args].join(" ") : (url ?? ""));
}

function serverItem({ project, server }: ServerNode): vscode.TreeItem {
  const name = oneLine(server.name);
  const item = new vscode.TreeItem(name);
  item.id = `${project.key}|${server.id}`;
  item.description = [server.disabled ? vscode.l10n.t("disabled") : "", launchLine(server)]
    .filter((part) => part !== "")
    .join(" · ");
  item.iconPath = new vscode.ThemeIcon("server-process");
  item.contextValue = "server";
  item.accessibilityInformation = { label: vscode.l10n.t("MCP server {0}, {1}", name, item.description) };
  item.tooltip = serverTooltip(server);
  item.command = {
    command: commands.revealTool,
    title: vscode.l10n.t("Reveal Definition"),
    arguments: [{ kind: "server", project, server }],
  };
  return item;
}

function serverTooltip(server: ServerDefinition): vscode.MarkdownString {
  const { l10n } = vscode;
  const names = (list: readonly string[]) => list.join(", ");
  const facts = [
    `${server.transport}: ${launchLine(server)}`,
    server.environment.length > 0 ? l10n.t("Environment: {0}", names(server.environment)) : "",
    server.headers.length > 0 ? l10n.t("Headers: {0}", names(server.headers)) : "",
    server.trusted
      ? l10n.t("Runs every tool without asking.")
      : server.autoApproved.length > 0
        ? l10n.t("Runs without asking: {0}", names(server.autoApproved.map(({ name }) => name)))
        : "",
  ];
  return new vscode.MarkdownString(
    [
      `**${inMarkdown(server.name)}** · MCP`,
      ...facts.filter((fact) => fact !== "").map((fact) => inMarkdown(fact)),
    ].join("\n\n"),
  );
}

function toolItem({ project, tool }: ToolRef): vscode.TreeItem {
  const name = oneLine(tool.name);
  const item = new vscode.TreeItem(name);
  const labels = tool.capabilities.map((capability) => capability.label).join(", ");
  const counts = project.scenarios.ofTool(tool.id);
  const parts = [
    counts.scenarios > 0 ? scenarioCount(counts.scenarios) : "",
    labels || vscode.l10n.t("no labels"),
    tool.inTests ? vscode.l10n.t("in tests") : "",
  ];
  item.id = `${project.key}|${tool.id}`;
  item.description = parts.filter((part) => part !== "").join(" · ");
  item.iconPath = new vscode.ThemeIcon("tools");
  item.contextValue = "tool";
  item.accessibilityInformation = { label: vscode.l10n.t("Tool {0}, {1}", name, item.description) };
  item.command = {
    command: commands.revealTool,
    title: vscode.l10n.t("Reveal Definition"),
    arguments: [{ kind: "tool", project, tool }],
  };
  return item;
}

/** @param contradictions annotations that claim the opposite of what the tool does, in words. */
export function toolTooltip({ tool }: ToolRef, contradictions: readonly string[]): vscode.MarkdownString {
  const labels = tool.capabilities.map(
    ({ label, evidence }) => `${label}: ${evidence.map(({ text }) => text).join("; ")}`,
  );
  return new vscode.MarkdownString(
    [
      `**${inMarkdown(tool.name)}** · ${inMarkdown(tool.framework)}`,
      inMarkdown(tool.description, 500),
      ...contradictions.map((text) => `⚠ ${inMarkdown(text)}`),
      ...detailsOf(tool).map((text) => inMarkdown(text)),
      labels.map((text) => `- ${inMarkdown(text)}`).join("\n"),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
}

function detailsOf({
  approval,
  listedIn = [],
  schemaCompleteness: { level, reasons },
}: ToolDefinition): string[] {
  const approvals = [
    ...(approval ? [vscode.l10n.t("Approval: {0} ({1})", approval.required, approval.statedBy)] : []),
    ...listedIn.map(({ file }) => vscode.l10n.t("Also listed in {0}", file)),
  ];
  switch (level) {
    case "full":
      return approvals;
    case "partial":
      return [...approvals, vscode.l10n.t("Some parameters are not known: {0}", reasons.join("; "))];
    case "none":
      return [...approvals, vscode.l10n.t("The parameters are not known: {0}", reasons.join("; "))];
  }
}
