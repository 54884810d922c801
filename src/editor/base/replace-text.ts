import * as vscode from "vscode";

/** The text of a file, as it is in the editor when it is open there; undefined when there is none. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return undefined;
  }
}

/**
 * Sets the text of a file, which may not exist yet. It is an edit of the document, so that Undo in the file takes it back;
 * saved at once, as others follow the file.
 */
export async function replaceText(uri: vscode.Uri, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const document = await vscode.workspace.openTextDocument(uri).then(
    (found) => found,
    () => undefined,
  );
  if (document) {
    edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  } else {
    edit.createFile(uri, { contents: Buffer.from(text) });
  }
  await vscode.workspace.applyEdit(edit);
  await document?.save();
}
