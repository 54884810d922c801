import * as vscode from "vscode";
import type { Selection } from "../../dataset/selection.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "../project/project.ts";

/** The split that is offered; the command line takes any. */
const shares = { validation: 0.1, test: 0.1, seed: 1 };

/** Asks for formats and a folder, and writes the data set there; cancelling leaves nothing behind. */
export async function exportToFolder(
  project: Project,
  selection: Selection,
  title: string,
  log: Log,
): Promise<void> {
  const [{ exporters }, { exportFolder }, { diskFolder }, { countSelected }] = await Promise.all([
    import("../../dataset/exporters.ts"),
    import("../../dataset/export-folder.ts"),
    import("../../dataset/folder-sink.ts"),
    import("../../dataset/selection.ts"),
  ]);
  const items = exporters.map((exporter) => ({
    label: exporter.title,
    description: exporter.id,
    picked: exporter.purpose === "supervised" || exporter.purpose === "preference",
    exporter,
  }));
  const formats = await vscode.window.showQuickPick(items, {
    title,
    canPickMany: true,
    placeHolder: vscode.l10n.t("Formats of the data set"),
    matchOnDescription: true,
  });
  if (!formats || formats.length === 0) {
    return;
  }
  const [parent] =
    (await vscode.window.showOpenDialog({
      title,
      canSelectFolders: true,
      canSelectFiles: false,
      defaultUri: project.folder.uri,
      openLabel: vscode.l10n.t("Export Here"),
    })) ?? [];
  if (!parent) {
    return;
  }
  const target = vscode.Uri.joinPath(parent, `autosafe-${project.folder.name}`);
  const store = await project.store();
  const share = { ...selection, benignShare: await benignShare(project, title) };
  if (share.benignShare === undefined) {
    return;
  }
  const { hazards, benign } = countSelected(store, { ...selection, benignShare: share.benignShare });
  const total = Math.max(1, hazards + benign);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const report = await vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
    let told = 0;
    return exportFolder({
      store,
      selection: { ...selection, benignShare: share.benignShare ?? 0 },
      exporters: formats.map(({ exporter }) => exporter),
      split: shares,
      redact: true,
      name: project.folder.name,
      sink: diskFolder(target.fsPath),
      signal: abort.signal,
      onProgress: (done) => {
        progress.report({ increment: ((done - told) / total) * 100, message: `${done} / ${total}` });
        told = done;
      },
    });
  });
  for (const { scenarioId, reason } of report.leftOut) {
    log.warn(`export: ${scenarioId} left out: ${reason}`);
  }
  for (const { scenarioId, reason, format } of report.skipped) {
    log.warn(`export: ${scenarioId} cannot be expressed as ${format}: ${reason}`);
  }
  const open = vscode.l10n.t("Open Card");
  const left = report.leftOut.length + report.skipped.length;
  const message = vscode.l10n.t(
    "Exported {0} examples to {1}.",
    report.examples,
    vscode.workspace.asRelativePath(target),
  );
  const chosen = await vscode.window.showInformationMessage(
    left === 0
      ? message
      : vscode.l10n.t("{0} left-out.jsonl names what was left out, with the reason.", message),
    open,
  );
  if (chosen === open) {
    await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(target, "README.md"));
  }
}

/** Asked only where there are benign twins to mix in. @returns undefined when the user leaves */
async function benignShare(project: Project, title: string): Promise<number | undefined> {
  const has = [...(await project.store()).scenarios.summaries()].some(({ benign }) => benign);
  if (!has) {
    return 0;
  }
  const items = [
    { label: vscode.l10n.t("No benign twins"), share: 0 },
    { label: vscode.l10n.t("10 % benign twins"), share: 0.1 },
    { label: vscode.l10n.t("20 % benign twins"), share: 0.2 },
    { label: vscode.l10n.t("Half benign twins"), share: 0.5 },
  ];
  const placeHolder = vscode.l10n.t("Benign twins teach when not to hesitate: how many of the examples?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.share;
}
