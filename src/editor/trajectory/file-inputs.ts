import * as vscode from "vscode";
import type { FileInput } from "../../inspector/desk.ts";
import { InputError } from "../../syntax/input-error.ts";
import { nameOf } from "./places.ts";

/** The part of the built-in Git extension that is used here. */
interface GitApi {
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: vscode.Event<GitApi["state"]>;
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Change {
  readonly originalUri: vscode.Uri;
  readonly renameUri: vscode.Uri | undefined;
}

interface Repository {
  readonly state: {
    readonly indexChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
  };
  /** Rejects when the commit has no such file. */
  buffer(ref: string, path: string): Promise<Uint8Array>;
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

/**
 * A file as the last commit has it, byte for byte; one that was renamed since under the name it had.
 * @throws InputError when there is no repository, or the file is not in it.
 */
export async function headInput(uri: vscode.Uri): Promise<FileInput> {
  const name = nameOf(uri.toString());
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
  if (!git) {
    throw new InputError(vscode.l10n.t("The Git extension is switched off."));
  }
  const api = (await git.activate()).getAPI(1);
  await initialized(api);
  const repository = api.getRepository(uri);
  if (!repository) {
    throw new InputError(vscode.l10n.t("{0} is in no Git repository that is open.", name));
  }
  const { indexChanges, workingTreeChanges } = repository.state;
  const renamed = [...indexChanges, ...workingTreeChanges].find(
    ({ renameUri }) => renameUri?.toString() === uri.toString(),
  );
  try {
    return { name, bytes: await repository.buffer("HEAD", (renamed?.originalUri ?? uri).fsPath) };
  } catch {
    throw new InputError(vscode.l10n.t("The last commit has no {0}.", name));
  }
}

/** Milliseconds that Git may take to find the repositories of a window that was just opened. */
const patience = 10_000;

async function initialized(api: GitApi): Promise<void> {
  if (api.state === "initialized") {
    return;
  }
  let listening: vscode.Disposable | undefined;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
    listening = api.onDidChangeState((state) => state === "initialized" && resolve());
  });
  clearTimeout(timer);
  listening?.dispose();
}
