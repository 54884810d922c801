import * as vscode from "vscode";
import type { TrajectoryPlace } from "../../shared/protocol.ts";
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

/** What a trajectory is called in titles. */
export function placeName(place: TrajectoryPlace | undefined): string {
  if (!place) {
    return "";
  }
  if (place.of === "stored") {
    return place.trajectory;
  }
  const entry = place.entry === 0 ? "" : ` #${place.entry + 1}`;
  return place.of === "head" ? `${nameOf(place.uri)}${entry} (HEAD)` : `${nameOf(place.uri)}${entry}`;
}
