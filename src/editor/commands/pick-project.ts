import * as vscode from "vscode";
import { InputError } from "../../syntax/input-error.ts";
import type { Project } from "../project/project.ts";
import type { CommandParts } from "./parts.ts";

/** The folder a command is about: the only one, or the one the user picks. @throws InputError without a folder. */
export async function pickProject(
  { projects }: Pick<CommandParts, "projects">,
  title: string,
): Promise<Project | undefined> {
  const all = projects.all();
  if (all.length === 0) {
    throw new InputError(
      vscode.l10n.t("Open a folder first: AutoSafe works on the tool definitions of a folder."),
    );
  }
  const placeHolder = vscode.l10n.t("Which folder?");
  const items = all.map((project) => ({ label: project.folder.name, project }));
  return all.length === 1
    ? all[0]
    : (await vscode.window.showQuickPick(items, { title, placeHolder }))?.project;
}
