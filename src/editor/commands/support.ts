import * as vscode from "vscode";
import { commands, type SettingId, settings } from "../../ledger.ts";
import { readSetting } from "../base/settings.ts";
import { countRows } from "../project/scenario-index.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

/** Settings whose values may name people, hosts or secrets: only whether they are set is told. */
const unnamed: readonly SettingId[] = [
  settings.modelBaseUrl,
  settings.modelHeaders,
  settings.modelOrganization,
  settings.exclude,
];

export function supportHandlers(
  parts: CommandParts,
): Record<typeof commands.copyDiagnostics, CommandHandler> {
  return {
    [commands.copyDiagnostics]: {
      name: vscode.l10n.t("Copy Diagnostic Information"),
      run: async () => {
        await vscode.env.clipboard.writeText(report(parts));
        void vscode.window.showInformationMessage(
          vscode.l10n.t("Copied: versions, settings and counts. No code, no names, no keys."),
        );
      },
    },
  };
}

/** What somebody needs to know who is asked for help, in English and without anything of the workspace's content. */
function report({ projects, scanner, version }: CommandParts): string {
  const { workspace, env } = vscode;
  const place = env.remoteName ? `remote (${env.remoteName})` : "local";
  const host = env.uiKind === vscode.UIKind.Web ? "browser" : "desktop";
  const lines = [
    `AutoSafe ${version}, VS Code ${vscode.version} (${env.appName}, ${host}, ${place}), ${process.platform} ${process.arch}, Node ${process.versions.node}, language ${env.language}`,
    `trusted: ${workspace.isTrusted}; search for tools: ${scanner.state}; heap ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`,
    "",
    "| folder | scheme | tools | MCP servers | scenarios | unsafe | without a safe pair |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...projects.all().map((project, index) => {
      const { scenarios, unsafe, open } = countRows(project.scenarios.rows());
      const cells = [project.folder.uri.scheme, project.tools.size, project.servers.size];
      return `| ${[index + 1, ...cells, scenarios, unsafe, open].join(" | ")} |`;
    }),
    "",
    ...Object.values(settings).map((id) => `- ${id}: ${shownValue(id)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function shownValue(id: SettingId): string {
  const inspected = vscode.workspace.getConfiguration().inspect(id);
  const own = [inspected?.globalValue, inspected?.workspaceValue, inspected?.workspaceFolderValue];
  if (own.every((value) => value === undefined)) {
    return "default";
  }
  return unnamed.includes(id) ? "set" : JSON.stringify(readSetting(id, undefined));
}
