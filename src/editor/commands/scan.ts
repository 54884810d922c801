import { posix } from "node:path";
import * as vscode from "vscode";
import type { FilesScan } from "../../analysis/scan-files.ts";
import { commands } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import { groupBy } from "../base/group-by.ts";
import { replaceText } from "../base/replace-text.ts";
import { baselinePath, type ProjectRules } from "../diagnostics/project-rules.ts";
import type { Project } from "../project/project.ts";
import { excludesOf } from "../project/scanner.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { pickProject } from "./pick-project.ts";

const { l10n } = vscode;

type ScanCommand =
  | typeof commands.scanFile
  | typeof commands.scanWorkspace
  | typeof commands.createBaseline
  | typeof commands.exportSarif;

export function scanHandlers(parts: CommandParts): Record<ScanCommand, CommandHandler> {
  const baseline = l10n.t("Create Baseline");
  const sarif = l10n.t("Export SARIF");
  return {
    [commands.scanFile]: { name: l10n.t("Scan File"), run: () => scanFile(parts) },
    [commands.scanWorkspace]: { name: l10n.t("Scan Workspace"), run: () => scanWorkspace(parts) },
    [commands.createBaseline]: { name: baseline, run: () => createBaseline(parts, baseline) },
    [commands.exportSarif]: { name: sarif, run: () => exportSarif(parts, sarif) },
  };
}

async function scanFile({ diagnostics }: CommandParts): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const findings = document && (await diagnostics.scanNow(document));
  if (!findings) {
    throw new InputError(l10n.t("The active file is none that AutoSafe scans in this workspace."));
  }
  const count = findingCount(findings.length);
  vscode.window.setStatusBarMessage(`$(check) ${l10n.t("AutoSafe: {0} in this file", count)}`, 8000);
}

function findingCount(count: number): string {
  return count === 1 ? l10n.t("1 finding") : l10n.t("{0} findings", count);
}

interface ProjectScan {
  project: Project;
  rules: ProjectRules;
  scan: FilesScan;
}

async function scanWorkspace(parts: CommandParts): Promise<void> {
  const scans = await scanProjects(parts, parts.projects.all());
  const fresh = scans.flatMap(({ project, rules, scan }) => {
    const findings = scan.findings.filter(({ fingerprint }) => !rules.baseline.has(fingerprint));
    parts.diagnostics.publishWorkspace(
      project,
      groupBy(findings, (finding) => scan.origins.get(finding) ?? finding.file),
    );
    return findings;
  });
  for (const { scan } of scans) {
    for (const { file, line, message } of scan.problems.slice(0, 100)) {
      parts.log.warn(`${file}:${line}: ${message}`);
    }
  }
  const files = scans.reduce((sum, { scan }) => sum + scan.stats.files, 0);
  const errors = fresh.filter(({ severity }) => severity === "error").length;
  const seconds = scans.reduce((sum, { scan }) => sum + scan.stats.milliseconds, 0) / 1000;
  const message =
    fresh.length === 0
      ? l10n.t("AutoSafe found nothing unsafe in {0} files ({1} s).", files, seconds.toFixed(1))
      : l10n.t(
          "AutoSafe: {0} in {1} files, {2} of them errors ({3} s). They are listed in the Problems view.",
          findingCount(fresh.length),
          files,
          errors,
          seconds.toFixed(1),
        );
  const show = l10n.t("Show Problems");
  void vscode.window
    .showInformationMessage(message, ...(fresh.length > 0 ? [show] : []))
    .then((chosen) =>
      chosen ? vscode.commands.executeCommand("workbench.actions.view.problems") : undefined,
    );
}

/** Scans whole folders with progress that can be cancelled; then nothing is told and marks stay as they were. */
async function scanProjects(
  { projects, rules, activity }: CommandParts,
  chosen: readonly Project[],
): Promise<ProjectScan[]> {
  if (projects.all().length === 0) {
    throw new InputError(l10n.t("Open a folder first: AutoSafe works on the tool definitions of a folder."));
  }
  if (chosen.some(({ folder }) => folder.uri.scheme !== "file")) {
    throw new InputError(
      l10n.t("A folder that is not on a disk is scanned file by file, when one is opened."),
    );
  }
  const { scanFiles } = await import("../../analysis/scan-files.ts");
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("AutoSafe is scanning"),
    cancellable: true,
  };
  const work = vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const scans: ProjectScan[] = [];
    for (const project of chosen) {
      const inForce = await rules.of(project);
      const { model } = await project.threatModel();
      const scan = await scanFiles(project.folder.uri.fsPath, ["."], {
        ...inForce,
        model,
        exclude: excludesOf(project),
        signal: abort.signal,
        onProgress: (files) => {
          if (files % 50 === 0) {
            progress.report({ message: l10n.t("{0} files", files) });
          }
        },
      });
      scans.push({ project, rules: inForce, scan });
    }
    return scans;
  });
  return activity.track(Promise.resolve(work));
}

/** Takes everything found now as known, so that only what is new is reported from here on. */
async function createBaseline(parts: CommandParts, title: string): Promise<void> {
  requireTrust();
  const project = await pickProject(parts, title);
  const [one] = project ? await scanProjects(parts, [project]) : [];
  if (!project || !one) {
    return;
  }
  const { writeBaseline } = await import("../../analysis/baseline.ts");
  const uri = project.uriOf(baselinePath);
  await replaceText(uri, writeBaseline(one.scan.findings));
  const open = l10n.t("Open File");
  const message = l10n.t(
    "{0} are in the baseline now. Only new ones are reported.",
    findingCount(one.scan.findings.length),
  );
  void vscode.window
    .showInformationMessage(message, open)
    .then((chosen) => (chosen ? vscode.window.showTextDocument(uri) : undefined));
}

async function exportSarif(parts: CommandParts, title: string): Promise<void> {
  requireTrust();
  const project = await pickProject(parts, title);
  const target =
    project &&
    (await vscode.window.showSaveDialog({
      title,
      defaultUri: project.uriOf("autosafe.sarif"),
      filters: { SARIF: ["sarif", "json"] },
    }));
  const [one] = project && target ? await scanProjects(parts, [project]) : [];
  if (!target || !one) {
    return;
  }
  const [{ sarifWriter }, { compareWithBaseline }] = await Promise.all([
    import("../../analysis/reports/sarif.ts"),
    import("../../analysis/baseline.ts"),
  ]);
  const { scan, rules } = one;
  const { fresh, known } = compareWithBaseline(scan.findings, rules.baseline);
  const lines = new Map<string, readonly string[]>();
  const lineOf = (file: string, line: number) => {
    const split = lines.get(file) ?? (scan.texts.get(file) ?? "").split(/\r\n|\n|\r/);
    lines.set(file, split);
    return split[line];
  };
  const report = {
    findings: fresh,
    silenced: scan.silenced,
    baselined: known,
    problems: scan.problems,
    rules: rules.infos,
    stats: scan.stats,
    fixOf: (finding: (typeof fresh)[number]) => scan.fixes.get(finding)?.find(({ kind }) => kind === "safe"),
    lineOf,
  };
  const text = sarifWriter.write(report, { colour: false });
  await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  const open = l10n.t("Open");
  const message = l10n.t("Exported {0} to {1}.", findingCount(fresh.length), posix.basename(target.path));
  void vscode.window
    .showInformationMessage(message, open)
    .then((chosen) => (chosen ? vscode.window.showTextDocument(target) : undefined));
}
