import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Project } from "../project/project.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { pickProject } from "./pick-project.ts";

type DataSetCommand =
  | typeof commands.openReport
  | typeof commands.importDataSet
  | typeof commands.generatePolicy;

/** Commands on the whole data set of a folder. */
export function dataSetHandlers(parts: CommandParts): Record<DataSetCommand, CommandHandler> {
  const report = vscode.l10n.t("Open Data Set Report");
  const importing = vscode.l10n.t("Import Data Set");
  const policy = vscode.l10n.t("Generate Safety Policy");
  return {
    [commands.openReport]: {
      name: report,
      run: async (argument) => {
        const project = projectIn(argument, parts) ?? (await pickProject(parts, report));
        if (project) {
          parts.reports.show(project);
        }
      },
    },
    [commands.importDataSet]: {
      name: importing,
      run: async () => {
        requireTrust();
        const project = await pickProject(parts, importing);
        const picked =
          project &&
          (await vscode.window.showOpenDialog({
            title: importing,
            filters: {
              [vscode.l10n.t("Data sets and trajectories")]: ["jsonl", "json", "csv", "eval"],
              [vscode.l10n.t("All files")]: ["*"],
            },
            defaultUri: project.folder.uri,
          }));
        const [file] = picked ?? [];
        if (project && file) {
          await importFile(parts, project, file, importing);
        }
      },
    },
    [commands.generatePolicy]: {
      name: policy,
      run: async () => {
        const project = await pickProject(parts, policy);
        if (project) {
          await openPolicy(project);
        }
      },
    },
  };
}

function projectIn(argument: unknown, { projects }: CommandParts): Project | undefined {
  const given =
    typeof argument === "object" && argument !== null && "project" in argument ? argument.project : undefined;
  return projects.all().find((project) => project === given);
}

/** AutoSafe's own records come in as they are; every other format as imported trajectories. */
async function importFile(
  parts: CommandParts,
  project: Project,
  file: vscode.Uri,
  title: string,
): Promise<void> {
  if (file.scheme !== "file") {
    return parts.inspector.importer.importFiles([file]);
  }
  const [{ openFileSource }, { openTrajectories }, { importRecords }] = await Promise.all([
    import("../../trajectories/file-source.ts"),
    import("../../trajectories/open.ts"),
    import("../../dataset/import.ts"),
  ]);
  const opened = await openTrajectories(await openFileSource(file.fsPath, file.fsPath));
  const own = opened.format?.id === "autosafe";
  await opened.close();
  if (!own) {
    return parts.inspector.importer.importFiles([file]);
  }
  const source = await openFileSource(file.fsPath, file.fsPath);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const report = await vscode.window
    .withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
      return importRecords(source, {
        store: await project.store(),
        signal: abort.signal,
        onProgress: (count) => progress.report({ message: vscode.l10n.t("{0} records", count) }),
      });
    })
    .then(
      (done) => done,
      (error: unknown) => {
        throw error;
      },
    );
  await source.close();
  await project.reindex();
  parts.projects.scenariosChanged(project);
  for (const { line, message } of report.problems) {
    parts.log.warn(`${file.fsPath}:${line}: ${message}`);
  }
  const done = vscode.l10n.t(
    "{0} scenarios and {1} trajectories imported.",
    report.scenarios,
    report.trajectories,
  );
  const problems = report.problems.length;
  void vscode.window.showInformationMessage(
    problems === 0
      ? done
      : vscode.l10n.t(
          "{0} {1} lines could not be taken; the log names each with its reason.",
          done,
          problems,
        ),
  );
}

/** The policy as a new document, for the person to read, change and save where the agent reads it. */
async function openPolicy(project: Project): Promise<void> {
  const [store, { model }, { safetyPolicy }] = await Promise.all([
    project.store(),
    project.threatModel(),
    import("../../dataset/safety-policy.ts"),
  ]);
  const content = safetyPolicy(store, model);
  if (content === undefined) {
    throw new InputError(
      vscode.l10n.t(
        "There is no pair to learn from yet: run the pipeline until a safe action stands beside an unsafe one.",
      ),
    );
  }
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document);
}
