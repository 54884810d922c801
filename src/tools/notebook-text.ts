import type { DataDocument, DataNode } from "../syntax/data-node.ts";
import { parseJson } from "../syntax/json.ts";
import { createLineIndex, type TextRange } from "../syntax/line-index.ts";
import { endingOfLanguage, programOfCells } from "./notebook-program.ts";

const maxCells = 5_000;

/** The program a notebook's cells make together, and the way back from it into the file. */
export interface NotebookText {
  text: string;
  /** Of the language it is in, without the dot. */
  ending: string;
  /** The code cells, in the order of the notebook. */
  cells: readonly NotebookCell[];
  /** What is wrong with the file itself, as far as it could be read. */
  problems: DataDocument["problems"];
  /** Where a range of `text` stands in the notebook's file. */
  rangeOf(range: TextRange): TextRange;
  /** Where a range of the notebook's file stands in `text`: the inverse of `rangeOf`. */
  programRangeOf(range: TextRange): TextRange;
}

/** A stretch of the program that one JSON string of the file spells. */
interface Piece {
  /** Offsets of its first character in the program and in the file. */
  at: number;
  source: number;
}

/** A code cell of the program. */
export interface NotebookCell {
  /** Its place among all cells of the notebook, those with prose counted. */
  index: number;
  /** The line of the program it begins in. */
  firstLine: number;
}

/**
 * The code cells of a Jupyter notebook (nbformat 4), one below the other. What only the notebook understands (`!pip …`,
 * `%magic`, cells of another language) becomes comments, so that every line stays where it is. Undefined for what is no notebook
 * or in a language that is not read; `problem` says which.
 */
export function readNotebook(source: string): NotebookText | { problem: string } {
  const { root, problems } = parseJson("json", source);
  const cells = root?.get("cells");
  if (cells?.kind !== "array") {
    const older = root?.get("worksheets") !== undefined;
    return {
      problem: older
        ? "a notebook of nbformat 3; save it with a current Jupyter, or run jupyter nbconvert --to notebook"
        : "not a notebook of nbformat 4: it has no list of cells",
    };
  }
  const language = languageIn(root);
  const ending = endingOfLanguage(language);
  if (ending === undefined) {
    return { problem: `a notebook in ${language || "an unnamed language"}; its cells are not read` };
  }
  const pieces: Piece[] = [];
  const indexes: number[] = [];
  const written: string[] = [];
  let at = 0;
  for (const [index, cell] of cells.items().slice(0, maxCells).entries()) {
    const body = cell.get("cell_type")?.value === "code" ? cell.get("source") : undefined;
    const parts = body?.kind === "array" ? body.items() : body === undefined ? [] : [body];
    if (body === undefined) {
      continue;
    }
    let code = "";
    for (const part of parts) {
      pieces.push({ at: at + code.length, source: part.offset + 1 });
      code += typeof part.value === "string" ? part.value : "";
    }
    indexes.push(index);
    written.push(code);
    at += code.length + 1;
  }
  const { text, firstLines } = programOfCells(written, ending);
  const left = cells.items()[maxCells];
  const cut = left && {
    line: createLineIndex(source).positionAt(left.offset).line + 1,
    message: `more than ${maxCells} cells; those from here on are not read`,
  };
  return {
    text,
    ending,
    cells: indexes.map((index, place) => ({ index, firstLine: firstLines[place] ?? 0 })),
    problems: [...problems.slice(0, 1), ...(cut ? [cut] : [])],
    ...ways(source, text, pieces),
  };
}

function languageIn(root: DataNode | undefined): string {
  const metadata = root?.get("metadata");
  const named = [metadata?.get("language_info")?.get("name"), metadata?.get("kernelspec")?.get("language")];
  const name = named.map((node) => node?.value).find((value) => typeof value === "string");
  // A notebook that was never run names no language; nearly all are in Python.
  return typeof name === "string" ? name.toLowerCase() : "python";
}

/** Ranges of the program as ranges of the file and back, through the escapes of the JSON strings. */
function ways(
  source: string,
  text: string,
  pieces: readonly Piece[],
): Pick<NotebookText, "rangeOf" | "programRangeOf"> {
  const inSource = createLineIndex(source);
  // The parser, whose ranges these are, knows no lone carriage return.
  const inProgram = createLineIndex(text.replace(/\r(?!\n)/g, " "));
  const between = (index: typeof inSource, start: number, end: number) =>
    index.rangeAt(start, Math.max(0, end - start));
  const toSource = (offset: number): number => {
    const piece = lastUpTo(pieces, "at", offset);
    return piece === undefined ? 0 : skip(source, piece.source, offset - piece.at).at;
  };
  const toProgram = (offset: number): number => {
    const piece = lastUpTo(pieces, "source", offset);
    return piece === undefined ? 0 : piece.at + skip(source, piece.source, Infinity, offset).count;
  };
  return {
    rangeOf: ({ startLine, startColumn, endLine, endColumn }) =>
      between(
        inSource,
        toSource(inProgram.offsetAt(startLine, startColumn)),
        toSource(inProgram.offsetAt(endLine, endColumn)),
      ),
    programRangeOf: ({ startLine, startColumn, endLine, endColumn }) =>
      between(
        inProgram,
        toProgram(inSource.offsetAt(startLine, startColumn)),
        toProgram(inSource.offsetAt(endLine, endColumn)),
      ),
  };
}

/** The last piece that begins at the offset or before it; the first one when none does. */
function lastUpTo(pieces: readonly Piece[], side: keyof Piece, offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.[side] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return pieces[low];
}

/** How far `count` characters of a JSON string reach whose content begins at `start`: no further than its end, or `until`. */
function skip(
  source: string,
  start: number,
  count: number,
  until = source.length,
): { at: number; count: number } {
  let at = start;
  let done = 0;
  for (; done < count && at < until && source[at] !== '"'; done++) {
    at += source[at] !== "\\" ? 1 : source[at + 1] === "u" ? 6 : 2;
  }
  return { at, count: done };
}
