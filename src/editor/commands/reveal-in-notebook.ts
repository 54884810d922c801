import * as vscode from "vscode";
import type { SourceRange } from "../../ots/tool.ts";
import { editorRange } from "../base/editor-range.ts";

/**
 * Opens a notebook at the cell in which a range of its file lies. False when it cannot be shown as a notebook, or when what is in
 * the editor is no longer what the range was found in.
 */
export async function revealInNotebook(uri: vscode.Uri, range: SourceRange): Promise<boolean> {
  const [{ readNotebook }, { decodeText }] = await Promise.all([
    import("../../tools/notebook-text.ts"),
    import("../../tools/source-bytes.ts"),
  ]);
  let notebook: vscode.NotebookDocument;
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
    notebook = await vscode.workspace.openNotebookDocument(uri);
  } catch {
    return false; // nothing here shows notebooks
  }
  const decoded = decodeText(bytes);
  const read = "binary" in decoded ? undefined : readNotebook(decoded.text);
  if (read === undefined || "problem" in read) {
    return false;
  }
  const { startLine, endLine, ...columns } = read.programRangeOf(range);
  const place = read.cells.findLast(({ firstLine }) => firstLine <= startLine);
  const cell = place && notebook.getCells()[place.index];
  if (cell === undefined) {
    return false;
  }
  const first = place?.firstLine ?? 0;
  const selection = editorRange({ startLine: startLine - first, endLine: endLine - first, ...columns });
  await vscode.commands.executeCommand("vscode.open", cell.document.uri, { selection, preview: true });
  return true;
}
