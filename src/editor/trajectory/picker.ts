import * as vscode from "vscode";
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
  async entry(uri: string, title: string): Promise<TrajectoryPlace | undefined> {
    const worker = new WorkerClient(workerScript(this.#parts.extensionUri));
    try {
      const key = keyOf({ of: "file", uri, entry: 0 });
      const { entries, problems } = await worker.ask({
        call: "open-file",
        key,
        input: await fileInput(vscode.Uri.parse(uri)),
      });
      if (entries === 0) {
        const [problem] = problems;
        throw new InputError(
          problem
            ? formatProblem(problem)
            : vscode.l10n.t("No trajectory can be read from {0}.", nameOf(uri)),
        );
      }
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
      return (
        await vscode.window.showQuickPick(items, {
          title,
          placeHolder: nameOf(uri),
          matchOnDescription: true,
        })
      )?.place;
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
