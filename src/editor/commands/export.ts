import { posix } from "node:path";
import * as vscode from "vscode";
import type { Exporter } from "../../dataset/exporter.ts";
import type { LeftOut, Selection } from "../../dataset/selection.ts";
import { commands } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "../project/project.ts";
import { scenarioArguments } from "./arguments.ts";
import { exportToFolder } from "./export-folder.ts";
import { askSelection } from "./export-selection.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { pickProject } from "./pick-project.ts";

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
          const selection: Selection = only.length > 0 ? { scenarioIds: new Set(only) } : {};
          await exportProject(project, selection, name, parts.log);
        }
      },
    },
  };
}

interface FormatItem extends vscode.QuickPickItem {
  exporter?: Exporter;
}

async function exportProject(project: Project, given: Selection, title: string, log: Log): Promise<void> {
  const [{ exporters }, { countSelected }] = await Promise.all([
    import("../../dataset/exporters.ts"),
    import("../../dataset/selection.ts"),
  ]);
  const store = await project.store();
  if (countSelected(store, given).hazards === 0) {
    throw new InputError(
      vscode.l10n.t(
        "There is no pair to export: run the pipeline until a safe action stands beside an unsafe one.",
      ),
    );
  }
  const selection = await askSelection(project, given, title);
  if (!selection) {
    return;
  }
  const { hazards } = countSelected(store, selection);
  if (hazards === 0) {
    throw new InputError(vscode.l10n.t("Nothing is like that: no example has all that was ticked."));
  }
  const items: FormatItem[] = [
    ...(project.folder.uri.scheme === "file"
      ? [
          {
            label: vscode.l10n.t("Data set folder…"),
            detail: vscode.l10n.t(
              "Several formats, split into training, validation and test data, with a card and a manifest",
            ),
          },
        ]
      : []),
    { label: vscode.l10n.t("One file"), kind: vscode.QuickPickItemKind.Separator },
    ...exporters.map((exporter) => ({
      label: exporter.title,
      description: `${exporter.id} · .${exporter.fileExtension}`,
      exporter,
    })),
  ];
  const count = hazards === 1 ? vscode.l10n.t("1 pair") : vscode.l10n.t("{0} pairs", hazards);
  // Who made or accepted them is known only when the records are read, which the export does.
  const isExact = !(selection.accepted || selection.agreed || selection.simulators);
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t(
      "Format for {0}; secrets and personal data are redacted",
      isExact ? count : vscode.l10n.t("at most {0}", count),
    ),
    matchOnDescription: true,
  });
  if (chosen?.exporter) {
    await exportToFile(project, selection, chosen.exporter, title, log);
  } else if (chosen) {
    await exportToFolder(project, selection, title, log);
  }
}

async function exportToFile(
  project: Project,
  selection: Selection,
  exporter: Exporter,
  title: string,
  log: Log,
): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title,
    defaultUri: project.uriOf(defaultName(exporter, new Date())),
    filters: { [exporter.title]: [exporter.fileExtension] },
  });
  if (!target) {
    return;
  }
  const [{ exportExamples }, { selectedExamples }, { redactedExamples }] = await Promise.all([
    import("../../dataset/exporter.ts"),
    import("../../dataset/selection.ts"),
    import("../../dataset/redaction/redact-example.ts"),
  ]);
  const store = await project.store();
  const leftOut: LeftOut[] = [];
  const redaction = { examples: 0, kinds: new Map<string, number>() };
  const chunks: Buffer[] = [];
  const examples = redactedExamples(
    selectedExamples(store, selection, (one) => leftOut.push(one)),
    redaction,
  );
  const { written, skipped, renamedTools } = await exportExamples(exporter, examples, async (text) => {
    chunks.push(Buffer.from(text));
  });
  await vscode.workspace.fs.writeFile(target, Buffer.concat(chunks));
  leftOut.push(...skipped);
  for (const { scenarioId, reason } of leftOut) {
    log.warn(`export: ${scenarioId} left out: ${reason}`);
  }
  for (const { from, to } of renamedTools) {
    log.info(`export: the tool "${from}" is called "${to}" in this format, which does not take its name`);
  }
  for (const [kind, found] of redaction.kinds) {
    log.info(`export: redacted ${found} × ${kind}`);
  }
  void tellExported(target, written, leftOut.length);
}

/** Such as `autosafe-openai-chat-2026-11-21.jsonl`. The date is the user's, not Greenwich's. */
function defaultName({ id, fileExtension }: Exporter, now: Date): string {
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
