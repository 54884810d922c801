import * as vscode from "vscode";
import type { FileInput } from "../../inspector/desk.ts";
import { InputError } from "../../syntax/input-error.ts";
import { nameOf } from "./places.ts";

/** The part of the built-in Git extension that is used here. */
interface GitApi {
  getRepository(uri: vscode.Uri): { show(ref: string, path: string): Promise<string> } | null;
}

/** A file's content: an edited document as it stands, a file on disk by its path, anything else by its bytes. */
export async function fileInput(uri: vscode.Uri): Promise<FileInput> {
  const name = nameOf(uri.toString());
  const edited = vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (edited) {
    return { name, bytes: new TextEncoder().encode(edited.getText()) };
  }
  return uri.scheme === "file"
    ? { name, path: uri.fsPath }
    : { name, bytes: await vscode.workspace.fs.readFile(uri) };
}

/** A file as the last commit has it. @throws InputError when there is no repository, or the file is not in it. */
export async function headInput(uri: vscode.Uri): Promise<FileInput> {
  const name = nameOf(uri.toString());
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
  if (!git) {
    throw new InputError(vscode.l10n.t("The Git extension is switched off."));
  }
  const repository = (await git.activate()).getAPI(1).getRepository(uri);
  if (!repository) {
    throw new InputError(vscode.l10n.t("{0} is in no Git repository that is open.", name));
  }
  try {
    return { name, bytes: new TextEncoder().encode(await repository.show("HEAD", uri.fsPath)) };
  } catch {
    throw new InputError(vscode.l10n.t("The last commit has no {0}.", name));
  }
}
