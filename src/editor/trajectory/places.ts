import * as vscode from "vscode";
import type { TrajectorySummary } from "../../dataset/records.ts";
import type { Store } from "../../dataset/store.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import type { TrajectoryPlace } from "../../shared/protocol.ts";
import type { ImportedTrajectory } from "../../trajectories/finish.ts";
import { oneLine } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";

/** Under this key the worker keeps an opened file. */
export function keyOf(place: Exclude<TrajectoryPlace, { of: "stored" }>): string {
  return `${place.of} ${place.uri}`;
}

export function nameOf(uri: string): string {
  return vscode.Uri.parse(uri).path.split("/").at(-1) ?? uri;
}

/** Whose verdicts file takes what people say about a trajectory. */
export function projectOf(place: TrajectoryPlace, projects: Projects): Project | undefined {
  return place.of === "stored"
    ? projects.byKey(place.folder)
    : (projects.of(vscode.Uri.parse(place.uri)) ?? projects.all()[0]);
}

export function storedPlace({ project, id }: { project: Project; id: string }): TrajectoryPlace {
  return { of: "stored", folder: project.key, trajectory: id };
}

/** What a trajectory is called in titles and lists. */
export async function placeName(place: TrajectoryPlace | undefined, projects: Projects): Promise<string> {
  if (!place) {
    return "";
  }
  if (place.of === "stored") {
    const project = projects.byKey(place.folder);
    const store = await project?.store();
    const summary = store?.trajectories.summary(place.trajectory);
    return project && store && summary
      ? `${storedTitle(summary, project, store)} (${kindWord(summary.kind)})`
      : place.trajectory;
  }
  const entry = place.entry === 0 ? "" : ` #${place.entry + 1}`;
  return place.of === "head" ? `${nameOf(place.uri)}${entry} (HEAD)` : `${nameOf(place.uri)}${entry}`;
}

/** The title of a stored trajectory's scenario; what the user asked for where there is none. */
export function storedTitle(
  { id, scenarioId }: Pick<TrajectorySummary, "id" | "scenarioId">,
  project: Project,
  store: Store,
): string {
  const row = scenarioId === undefined ? undefined : project.scenarios.get(scenarioId);
  const title = row?.title ?? importedTitle(store.trajectories.get(id));
  return oneLine(title, 160) || vscode.l10n.t("Imported trajectory");
}

function importedTitle(trajectory: Trajectory | undefined): string {
  const { title } = (trajectory as Partial<ImportedTrajectory> | undefined)?.imported ?? {};
  return title || (trajectory?.instruction ?? "");
}

export function kindWord(kind: TrajectorySummary["kind"]): string {
  switch (kind) {
    case "risky":
      return vscode.l10n.t("simulated");
    case "safe":
      return vscode.l10n.t("safe");
    case "imported":
      return vscode.l10n.t("imported");
  }
}
