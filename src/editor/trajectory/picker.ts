import * as vscode from "vscode";
import type { FileHead } from "../../inspector/desk.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import type { TrajectoryPlace } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import { formatProblem } from "../../syntax/problem.ts";
import { oneLine, withoutIcons } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { stateWord } from "../words.ts";
import { fileInput } from "./file-inputs.ts";
import { keyOf, kindWord, nameOf, storedTitle } from "./places.ts";
import { WorkerClient } from "./worker-client.ts";

/** More entries than a person reads; typing finds among these only. */
const maxPicks = 2_000;

interface PlaceItem extends vscode.QuickPickItem {
  place: TrajectoryPlace;
}

export interface PickerParts {
  projects: Projects;
  extensionUri: vscode.Uri;
}

/** Asks which trajectory: of a scenario, a sample of it, one that was imported, one of a file. */
export class TrajectoryPicker {
  readonly #parts: PickerParts;

  constructor(parts: PickerParts) {
    this.#parts = parts;
  }

  async file(title: string): Promise<vscode.Uri | undefined> {
    const filters = {
      [vscode.l10n.t("Trajectories")]: ["jsonl", "json", "eval", "traj", "ndjson"],
      [vscode.l10n.t("All files")]: ["*"],
    };
    return (await vscode.window.showOpenDialog({ title, canSelectMany: false, filters }))?.[0];
  }

  /** Which trajectory of a file; not asked when there is only one. */
  entry(uri: string, title: string): Promise<TrajectoryPlace | undefined> {
    return this.#withFile(uri, (worker, key, head) => this.#pick(uri, title, worker, key, head));
  }

  /** A trajectory itself. A file with several is asked about first, unless one of them is named. */
  async load(where: vscode.Uri | TrajectoryPlace, title: string): Promise<Trajectory | undefined> {
    if ("of" in where && where.of === "stored") {
      const store = await this.#parts.projects.byKey(where.folder)?.store();
      return store?.trajectories.get(where.trajectory);
    }
    const uri = "of" in where ? where.uri : where.toString();
    return this.#withFile(uri, async (worker, key, head) => {
      const place = "of" in where ? where : await this.#pick(uri, title, worker, key, head);
      return place && "entry" in place ? worker.ask({ call: "load", key, entry: place.entry }) : undefined;
    });
  }

  async #pick(
    uri: string,
    title: string,
    worker: WorkerClient,
    key: string,
    { entries }: FileHead,
  ): Promise<TrajectoryPlace | undefined> {
    if (entries === 1) {
      return { of: "file", uri, entry: 0 };
    }
    const listed = await worker.ask({ call: "entries", key, search: "", from: 0, count: maxPicks });
    const items = listed.entries.map(
      ({ index, title: label, steps }): PlaceItem => ({
        label: `${index + 1}  ${withoutIcons(label)}`,
        ...(steps === undefined ? {} : { description: vscode.l10n.t("{0} steps", steps) }),
        place: { of: "file", uri, entry: index },
      }),
    );
    const placeHolder = vscode.l10n.t("Which trajectory of {0}?", nameOf(uri));
    return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))
      ?.place;
  }

  /** Opens a file in a thread of its own, with progress and a way out. @throws InputError when nothing can be read from it. */
  async #withFile<Result>(
    uri: string,
    use: (worker: WorkerClient, key: string, head: FileHead) => Promise<Result>,
  ): Promise<Result> {
    const worker = new WorkerClient(workerScript(this.#parts.extensionUri));
    const key = keyOf({ of: "file", uri, entry: 0 });
    try {
      const options = {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t("Reading {0}…", nameOf(uri)),
        cancellable: true,
      };
      const head = await vscode.window.withProgress(options, async (progress, token) => {
        const input = await fileInput(vscode.Uri.parse(uri));
        let told = 0;
        const opening = worker.ask({ call: "open-file", key, input }, (done, total) => {
          const percent = (100 * done) / (total || 1);
          progress.report({ increment: percent - told });
          told = percent;
        });
        const leaving = new Promise<never>((_, reject) => {
          token.onCancellationRequested(() => reject(new vscode.CancellationError()));
        });
        return Promise.race([opening, leaving]);
      });
      if (head.entries === 0) {
        const [problem] = head.problems;
        throw new InputError(
          problem
            ? formatProblem(problem)
            : vscode.l10n.t("No trajectory can be read from {0}.", nameOf(uri)),
        );
      }
      return await use(worker, key, head);
    } finally {
      worker.dispose();
    }
  }

  /**
   * A trajectory of the projects' stores.
   * @param except is not offered. @param only limits it to the samples of one scenario.
   */
  async stored(
    title: string,
    except?: TrajectoryPlace,
    only?: { project: Project; scenario: string },
  ): Promise<TrajectoryPlace | undefined> {
    const known = except?.of === "stored" ? except.trajectory : undefined;
    const projects = only ? [only.project] : this.#parts.projects.all();
    const items: PlaceItem[] = [];
    for (const project of projects) {
      const store = await project.store();
      for (const summary of store.trajectories.summaries()) {
        const { id, kind, scenarioId } = summary;
        const row = scenarioId === undefined ? undefined : project.scenarios.get(scenarioId);
        if (items.length >= maxPicks || id === known || (only && scenarioId !== only.scenario)) {
          continue;
        }
        items.push({
          label: withoutIcons(storedTitle(summary, project, store)),
          description: [kindWord(kind), row && oneLine(row.toolName), row && stateWord(row.state)]
            .filter(Boolean)
            .join(" · "),
          place: { of: "stored", folder: project.key, trajectory: id },
        });
      }
    }
    if (items.length === 0) {
      throw new InputError(vscode.l10n.t("There are no trajectories yet."));
    }
    return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.place;
  }
}

/** Path of the worker's script in the built extension. */
export function workerScript(extensionUri: vscode.Uri): string {
  return vscode.Uri.joinPath(extensionUri, "dist", "inspector-worker.js").fsPath;
}
