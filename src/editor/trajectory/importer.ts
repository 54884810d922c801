import * as vscode from "vscode";
import type { Trajectory } from "../../ots/trajectory.ts";
import type { Showing } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import { formatProblem } from "../../syntax/problem.ts";
import type { ImportedTrajectory } from "../../trajectories/finish.ts";
import { oneLine } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { fileInput } from "./file-inputs.ts";
import { workerScript } from "./picker.ts";
import { nameOf } from "./places.ts";
import { WorkerClient } from "./worker-client.ts";

/** Records written at once, so that memory holds no whole log. */
const batch = 50;

/** Takes trajectories of files into a project, with a note on where they came from. */
export class Importer {
  readonly #projects: Projects;
  readonly #extensionUri: vscode.Uri;

  constructor(projects: Projects, extensionUri: vscode.Uri) {
    this.#projects = projects;
    this.#extensionUri = extensionUri;
  }

  /** What a page shows of a file: one trajectory, or all of the list. */
  async importShown(showing: Showing): Promise<void> {
    if (showing.of === "one" && showing.place.of === "file") {
      await this.importFile(vscode.Uri.parse(showing.place.uri), showing.place.entry);
    }
    if (showing.of === "list") {
      await this.importFile(vscode.Uri.parse(showing.uri));
    }
  }

  /** One file after the other, until the user thinks better of it. */
  async importFiles(files: readonly vscode.Uri[]): Promise<void> {
    for (const file of files) {
      if (!(await this.importFile(file))) {
        return;
      }
    }
  }

  /**
   * Asks where it came from, then imports.
   * @param only one trajectory of the file; all of them without it.
   * @returns false when the user thought better of it.
   */
  async importFile(file: vscode.Uri, only?: number): Promise<boolean> {
    const title = vscode.l10n.t("Import Into Project");
    const project = await this.#project(file, title);
    if (!project) {
      return false;
    }
    const origin = await vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t(
        "Where does {0} come from? This is kept with every trajectory. They may hold private data; .autosafe is meant to be committed.",
        nameOf(file.toString()),
      ),
      value: vscode.workspace.asRelativePath(file),
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("Say where it comes from.") : undefined),
    });
    if (origin === undefined) {
      return false;
    }
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Importing {0}", oneLine(nameOf(file.toString()), 60)),
      cancellable: true,
    };
    const { imported, left } = await vscode.window.withProgress(options, (progress, token) =>
      this.#run(project, file, only, origin.trim(), progress, token),
    );
    await project.reindex();
    this.#projects.scenariosChanged(project);
    const done =
      imported === 1
        ? vscode.l10n.t("1 trajectory imported.")
        : vscode.l10n.t("{0} trajectories imported.", imported);
    void vscode.window.showInformationMessage(
      left === 0 ? done : vscode.l10n.t("{0} {1} could not be read.", done, left),
    );
    return true;
  }

  async #run(
    project: Project,
    file: vscode.Uri,
    only: number | undefined,
    origin: string,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<{ imported: number; left: number }> {
    const worker = new WorkerClient(workerScript(this.#extensionUri));
    token.onCancellationRequested(() => worker.dispose());
    try {
      const key = "import";
      const { entries, problems } = await worker.ask({
        call: "open-file",
        key,
        input: await fileInput(file),
      });
      if (entries === 0) {
        const [problem] = problems;
        throw new InputError(problem ? formatProblem(problem) : vscode.l10n.t("There is nothing to import."));
      }
      const store = await project.store();
      const wanted = only === undefined ? Array.from({ length: entries }, (_, index) => index) : [only];
      let waiting: Trajectory[] = [];
      let imported = 0;
      let left = 0;
      const flush = async () => {
        await store.put({ trajectories: waiting });
        imported += waiting.length;
        waiting = [];
      };
      for (const [done, entry] of wanted.entries()) {
        if (token.isCancellationRequested) {
          break;
        }
        try {
          waiting.push(withOrigin(await worker.ask({ call: "load", key, entry }), origin));
        } catch (error) {
          if (!(error instanceof InputError)) {
            throw error;
          }
          left += 1;
        }
        if (waiting.length >= batch) {
          await flush();
          progress.report({
            message: `${done + 1} / ${wanted.length}`,
            increment: (100 * batch) / wanted.length,
          });
        }
      }
      await flush();
      return { imported, left };
    } finally {
      worker.dispose();
    }
  }

  async #project(file: vscode.Uri, title: string): Promise<Project | undefined> {
    const all = this.#projects.all();
    const own = this.#projects.of(file);
    if (own || all.length === 1) {
      return own ?? all[0];
    }
    if (all.length === 0) {
      throw new InputError(
        vscode.l10n.t("Open a folder first: imported trajectories are kept in its .autosafe folder."),
      );
    }
    const items = all.map((project) => ({ label: project.folder.name, project }));
    return (
      await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t("Into which folder?") })
    )?.project;
  }
}

/** Our own records keep their kind and lineage; others say that they were imported. */
function withOrigin(trajectory: Trajectory | ImportedTrajectory, origin: string): Trajectory {
  const details = "imported" in trajectory ? (trajectory.imported as object) : {};
  return { ...trajectory, imported: { ...details, origin, at: new Date().toISOString() } };
}
