import * as vscode from "vscode";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Problem } from "../../syntax/problem.ts";

/** The threat model in force, and what is wrong with the project's own file; then the built-in model is in force. */
export interface ThreatModelState {
  model: ThreatModel;
  problems: readonly Problem[];
}

const file = ".autosafe/threat-model.json";
const maxBytes = 4 * 1024 * 1024;

export function threatModelUri(folder: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(folder, file);
}

/** Reads the project's threat model. Rejects only when the file system fails otherwise than by having no such file. */
export async function loadThreatModel(folder: vscode.Uri): Promise<ThreatModelState> {
  const uri = threatModelUri(folder);
  const size = await vscode.workspace.fs.stat(uri).then(
    (stat) => stat.size,
    () => undefined,
  );
  if (size === undefined || size > maxBytes) {
    const { builtinThreatModel } = await import("../../ots/threat-model.ts");
    const message = vscode.l10n.t(
      "A threat model is at most {0} MB; this file is larger.",
      maxBytes / 1024 / 1024,
    );
    return { model: builtinThreatModel, problems: size === undefined ? [] : [{ file, line: 1, message }] };
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  const { readThreatModel } = await import("../../tools/threat-model-file.ts");
  return readThreatModel(file, new TextDecoder().decode(bytes));
}

/**
 * The project's threat model, for work that must not fall back on the built-in one.
 * @throws InputError at the first problem of the project's own file.
 */
export async function needValidModel(project: {
  folder: vscode.WorkspaceFolder;
  threatModel(): Promise<ThreatModelState>;
}): Promise<ThreatModel> {
  const { model, problems } = await project.threatModel();
  const [first] = problems;
  if (first) {
    throw new InputError(vscode.l10n.t("{0}, line {1}: {2}", first.file, first.line, first.message), {
      ...first,
      file: threatModelUri(project.folder.uri).fsPath,
    });
  }
  return model;
}

/** A problem of a file as the editor shows it: at its column when there is one, else on its whole line. */
export function diagnosticOf({ line, column, message }: Problem): vscode.Diagnostic {
  const row = Math.max(0, line - 1);
  const start = Math.max(0, (column ?? 1) - 1);
  // The editor widens an empty range to the word at its place.
  const range = new vscode.Range(row, start, row, column === undefined ? Number.MAX_SAFE_INTEGER : start);
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = "AutoSafe";
  diagnostic.code = "threat-model";
  return diagnostic;
}
