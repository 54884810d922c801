import * as vscode from "vscode";
import type { SourceRange } from "../../ots/tool.ts";
import { editorRange } from "../base/editor-range.ts";

/**
 * Opens a notebook at the cell in which a range of its file lies, with the range selected as long as the cell still has that text.
 * False when it cannot be shown as a notebook.
 */
export async function revealInNotebook(
  uri: vscode.Uri,
  range: SourceRange,
  options: vscode.TextDocumentShowOptions = {},
): Promise<boolean> {
  const [{ readNotebook }, { decodeText }, { offsetsOf }] = await Promise.all([
    import("../../tools/notebook-text.ts"),
    import("../../tools/source-bytes.ts"),
    import("../../analysis/fix.ts"),
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
  const inProgram = read.programRangeOf(range);
  const { startLine, endLine, ...columns } = inProgram;
  const place = read.cells.findLast(({ firstLine }) => firstLine <= startLine);
  const cell = place && notebook.getCells()[place.index];
  if (cell === undefined) {
    return false;
  }
  const first = place?.firstLine ?? 0;
  const selection = editorRange({ startLine: startLine - first, endLine: endLine - first, ...columns });
  const { start, end } = offsetsOf(read.text, inProgram);
  const isThere = cell.document.getText(selection) === read.text.slice(start, end);
  await vscode.commands.executeCommand("vscode.open", cell.document.uri, {
    preview: true,
    ...(isThere ? { selection } : {}),
    ...options,
  });
  return true;
}
