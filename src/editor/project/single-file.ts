import { readFile, stat } from "node:fs/promises";
import type * as vscode from "vscode";
import type { Reading } from "../../tools/discover-files.ts";
import type { Project } from "./project.ts";
import { excludesOf } from "./scanner.ts";

/** Whether a scan of the project would come by this file: not in foreign code, not ignored, not excluded. */
export async function isDiscovered(project: Project, uri: vscode.Uri): Promise<boolean> {
  if (project.folder.uri.scheme !== "file") {
    return !uri.path.includes("/node_modules/");
  }
  const { isWalked } = await import("../../tools/walk.ts");
  return isWalked(project.folder.uri.fsPath, uri.fsPath, excludesOf(project));
}

const maxBytes = 5 * 1024 * 1024;

/** Text of one file as it is on disk; undefined when it is gone, is no text, or a scan would not come by it. */
export async function textOnDisk(project: Project, uri: vscode.Uri): Promise<string | undefined> {
  if (project.folder.uri.scheme !== "file" || !(await isDiscovered(project, uri))) {
    return undefined;
  }
  const { decodeText } = await import("../../tools/source-bytes.ts");
  try {
    const { size } = await stat(uri.fsPath);
    const decoded = size > maxBytes ? undefined : decodeText(await readFile(uri.fsPath));
    return decoded === undefined || "binary" in decoded ? undefined : decoded.text;
  } catch {
    return undefined; // gone meanwhile
  }
}

/** Readings of a folder that has just come, as it is on disk; none when a scan would not go into it. */
export async function readingsInFolder(
  project: Project,
  uri: vscode.Uri,
): Promise<ReadonlyMap<string, Reading>> {
  // Whether a file in it would be found tells the same of the folder.
  const inside = uri.with({ path: `${uri.path}/any.py` });
  if (project.folder.uri.scheme !== "file" || !(await isDiscovered(project, inside))) {
    return new Map();
  }
  const { discoverPaths } = await import("../../tools/discover-files.ts");
  const { model } = await project.threatModel();
  const discovery = await project.discovery();
  discovery.changed(project.fileOf(uri));
  const exclude = excludesOf(project);
  const folder = project.folder.uri.fsPath;
  return (await discoverPaths(folder, [uri.fsPath], model, { exclude, project: discovery })).readings;
}
