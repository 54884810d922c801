import * as vscode from "vscode";
import type { ProgramOfCells } from "../../analysis/scan-notebook.ts";
import type { SourceRange } from "../../ots/tool.ts";
import { endingOfLanguage, programOfCells } from "../../tools/notebook-program.ts";

const scheme = "vscode-notebook-cell";

/** Whether a document is a cell of a notebook: it has the notebook's path and a fragment, and is not the notebook's text. */
export function isCell(uri: vscode.Uri): boolean {
  return uri.scheme === scheme;
}

/** The file a document is of: the notebook for a cell that is open, else the document itself. */
export function fileUriOf(uri: vscode.Uri): vscode.Uri {
  return (isCell(uri) ? notebookOf(uri)?.uri : undefined) ?? uri;
}

/** The open notebook that a cell is of. */
export function notebookOf(uri: vscode.Uri): vscode.NotebookDocument | undefined {
  return vscode.workspace.notebookDocuments.find(
    (notebook) =>
      isCell(uri) &&
      notebook.uri.path === uri.path &&
      notebook.getCells().some(({ document }) => document.uri.fragment === uri.fragment),
  );
}

/** Tells whether a document, or any cell of the notebook it is of, has changed: then this is another text. */
export function versionOf(document: vscode.TextDocument): string {
  const cells = notebookOf(document.uri)?.getCells() ?? [];
  return cells.length === 0
    ? String(document.version)
    : cells.map(({ document: { uri, version } }) => `${uri.fragment} ${version}`).join("\n");
}

/** A cell under the name of its notebook, `book.ipynb#fragment`; undefined for other documents. */
export function fragmentOf(uri: vscode.Uri): string | undefined {
  return isCell(uri) && uri.fragment !== "" ? uri.fragment : undefined;
}

const cellName = /^(.+\.ipynb)#([^/#]+)$/i;

/** The notebook's name and the fragment in the name of a cell. */
export function cellNamed(file: string): { notebook: string; fragment: string } | undefined {
  const [, notebook, fragment] = cellName.exec(file) ?? [];
  return notebook === undefined || fragment === undefined ? undefined : { notebook, fragment };
}

/** The cell of a notebook that is open; made up of the two for one that is not. On a remote machine a cell names that as well. */
export function cellUri(notebook: vscode.Uri, fragment: string): vscode.Uri {
  const cells = vscode.workspace.notebookDocuments
    .filter(({ uri }) => uri.path === notebook.path)
    .flatMap((open) => open.getCells().map(({ document }) => document.uri));
  return cells.find((uri) => uri.fragment === fragment) ?? notebook.with({ scheme, fragment });
}

/** The code cells of a notebook that are in the language of the first of them which is read, with its ending. */
function codeOf(
  notebook: vscode.NotebookDocument,
): { cells: vscode.TextDocument[]; ending: string } | undefined {
  const cells = notebook
    .getCells()
    .filter(({ kind }) => kind === vscode.NotebookCellKind.Code)
    .map(({ document }) => document);
  const language = cells.map(({ languageId }) => languageId).find((id) => endingOfLanguage(id) !== undefined);
  const ending = language === undefined ? undefined : endingOfLanguage(language);
  return ending === undefined
    ? undefined
    : { cells: cells.filter(({ languageId }) => languageId === language), ending };
}

/**
 * The program that the cells of an open notebook make, as they are in the editor. `file` is the notebook's name in its project;
 * cells are named by it and their fragment. Undefined when no cell is in a language that is read.
 */
export function programOf(file: string, notebook: vscode.NotebookDocument): ProgramOfCells | undefined {
  const code = codeOf(notebook);
  if (code === undefined) {
    return undefined;
  }
  const { cells, ending } = code;
  const texts = cells.map((cell) => cell.getText().replaceAll("\r\n", "\n"));
  const { text, firstLines } = programOfCells(texts, ending);
  const program = { file: `${file}.${ending}`, text };
  const place = ({ startLine, startColumn, endLine, endColumn }: SourceRange) => {
    const index = Math.max(
      0,
      firstLines.findLastIndex((line) => line <= startLine),
    );
    const first = firstLines[index] ?? 0;
    const lines = (texts[index] ?? "").split("\n");
    const last = lines.length - 1;
    const reachesOut = endLine - first > last;
    return {
      file: `${file}#${cells[index]?.uri.fragment}`,
      range: {
        startLine: startLine - first,
        startColumn,
        endLine: reachesOut ? last : endLine - first,
        endColumn: reachesOut ? (lines[last]?.length ?? 0) : endColumn,
      },
    };
  };
  /** Up to the line break behind the last line of a cell, an edit stays in the cell. */
  const staysIn = ({ startLine, endLine, endColumn }: SourceRange) => {
    const next = firstLines.find((line) => line > startLine) ?? Infinity;
    return endLine < next || (endLine === next && endColumn === 0);
  };
  return {
    program,
    place,
    mended: (fix) => {
      const own = fix.edits.filter((edit) => edit.file === program.file);
      return own.every(({ range }) => staysIn(range))
        ? {
            ...fix,
            edits: fix.edits.map((edit) =>
              edit.file === program.file ? { ...edit, ...place(edit.range) } : edit,
            ),
          }
        : undefined;
    },
  };
}
