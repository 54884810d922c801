import type * as vscode from "vscode";
import type { ToolDefinition } from "../../ots/tool.ts";
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

/** Tools of one file as it is on disk; none when it is gone, is a folder, or a scan would not come by it. */
export async function toolsOnDisk(project: Project, uri: vscode.Uri): Promise<readonly ToolDefinition[]> {
  if (project.folder.uri.scheme !== "file" || !(await isDiscovered(project, uri))) {
    return [];
  }
  const { discoverPaths } = await import("../../tools/discover-files.ts");
  const { model } = await project.threatModel();
  const { tools } = await discoverPaths(project.folder.uri.fsPath, [uri.fsPath], model);
  return tools;
}

/** Tools of a folder that has just come, as it is on disk; none when a scan would not go into it. */
export async function toolsInFolder(project: Project, uri: vscode.Uri): Promise<readonly ToolDefinition[]> {
  // Whether a file in it would be found tells the same of the folder.
  const inside = uri.with({ path: `${uri.path}/any.py` });
  if (project.folder.uri.scheme !== "file" || !(await isDiscovered(project, inside))) {
    return [];
  }
  const { discoverPaths } = await import("../../tools/discover-files.ts");
  const { model } = await project.threatModel();
  const exclude = excludesOf(project);
  const { tools } = await discoverPaths(project.folder.uri.fsPath, [uri.fsPath], model, { exclude });
  return tools;
}
