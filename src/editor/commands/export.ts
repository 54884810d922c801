import { posix } from "node:path";
import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "../project/project.ts";
import { scenarioArguments } from "./arguments.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

export function exportHandler(parts: CommandParts): Record<typeof commands.exportDataSet, CommandHandler> {
  const name = vscode.l10n.t("Export Data Set");
  return {
    [commands.exportDataSet]: {
      name,
      run: async (...args) => {
        requireTrust();
        // From a menu of the tree: what it was called on. From anywhere else: everything.
        const refs = args[0] === undefined ? [] : scenarioArguments(args, []);
        const project = refs[0]?.project ?? (await pickProject(parts, name));
        if (project) {
          const only = refs.filter((ref) => ref.project === project).map(({ row }) => row.id);
          await exportProject(project, only.length > 0 ? new Set(only) : undefined, name, parts.log);
        }
      },
    },
  };
}

/** @param only ids of the scenarios whose pairs are exported; undefined for all. */
async function exportProject(
  project: Project,
  only: ReadonlySet<string> | undefined,
  title: string,
  log: Log,
): Promise<void> {
  const [{ exporters }, { exportExamples }, { countPairs }, { examplesOf }] = await Promise.all([
    import("../../dataset/exporters.ts"),
    import("../../dataset/exporter.ts"),
    import("../../dataset/pairs.ts"),
    import("../../dataset/examples.ts"),
  ]);
  const store = await project.store();
  const total = only
    ? [...only].filter((id) => project.scenarios.get(id)?.state === "pair").length
    : countPairs(store);
  if (total === 0) {
    throw new InputError(
      vscode.l10n.t(
        "There is no pair to export: run the pipeline until a safe action stands beside an unsafe one.",
      ),
    );
  }
  const items = exporters.map((exporter) => ({
    label: exporter.title,
    description: `.${exporter.fileExtension}`,
    exporter,
  }));
  const count = total === 1 ? vscode.l10n.t("1 pair") : vscode.l10n.t("{0} pairs", total);
  const placeHolder = vscode.l10n.t("Format for {0}", count);
  const exporter = (await vscode.window.showQuickPick(items, { title, placeHolder }))?.exporter;
  const target =
    exporter &&
    (await vscode.window.showSaveDialog({
      title,
      defaultUri: project.uriOf(defaultName(exporter, new Date())),
      filters: { [exporter.title]: [exporter.fileExtension] },
    }));
  if (!target) {
    return;
  }
  const chunks: Buffer[] = [];
  const leftOut: { scenarioId: string; reason: string }[] = [];
  const { written, skipped, renamedTools } = await exportExamples(
    exporter,
    examplesOf(store, { scenario: (id) => only?.has(id) ?? true, states: new Set(["pair"]) }, (broken) =>
      leftOut.push(broken),
    ),
    async (text) => {
      chunks.push(Buffer.from(text));
    },
  );
  await vscode.workspace.fs.writeFile(target, Buffer.concat(chunks));
  leftOut.push(...skipped);
  for (const { scenarioId, reason } of leftOut) {
    log.warn(`export: ${scenarioId} left out: ${reason}`);
  }
  for (const { from, to } of renamedTools) {
    log.info(`export: the tool "${from}" is called "${to}" in this format, which does not take its name`);
  }
  void tellExported(target, written, leftOut.length);
}

/** Such as `autosafe-openai-chat-2026-11-21.jsonl`. The date is the user's, not Greenwich's. */
function defaultName({ id, fileExtension }: { id: string; fileExtension: string }, now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `autosafe-${id}-${date}.${fileExtension}`;
}

async function tellExported(target: vscode.Uri, written: number, skipped: number): Promise<void> {
  const name = posix.basename(target.path);
  const open = vscode.l10n.t("Open");
  const reveal = vscode.l10n.t("Reveal");
  const message =
    skipped === 0
      ? vscode.l10n.t("Exported {0} pairs to {1}.", written, name)
      : vscode.l10n.t(
          "Exported {0} pairs to {1}; {2} could not be expressed and were left out. The log names each with its reason.",
          written,
          name,
          skipped,
        );
  const chosen = await vscode.window.showInformationMessage(message, open, reveal);
  if (chosen === open) {
    await vscode.window.showTextDocument(target);
  } else if (chosen === reveal) {
    const inWorkspace = vscode.workspace.getWorkspaceFolder(target) !== undefined;
    await vscode.commands.executeCommand(inWorkspace ? "revealInExplorer" : "revealFileInOS", target);
  }
}

/** The one project there is, else the one the user picks. @throws InputError when no folder is open. */
export async function pickProject({ projects }: CommandParts, title: string): Promise<Project | undefined> {
  const all = projects.all();
  if (all.length === 0) {
    throw new InputError(
      vscode.l10n.t("Open a folder first: AutoSafe works on the tool definitions of a folder."),
    );
  }
  const placeHolder = vscode.l10n.t("Which folder?");
  const items = all.map((project) => ({ label: project.folder.name, project }));
  return all.length === 1
    ? all[0]
    : (await vscode.window.showQuickPick(items, { title, placeHolder }))?.project;
}
