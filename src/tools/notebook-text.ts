import type { DataDocument, DataNode } from "../syntax/data-node.ts";
import { parseJson } from "../syntax/json.ts";
import { createLineIndex, type TextRange } from "../syntax/line-index.ts";

/** Endings of program text by the language a notebook's kernel runs. */
const endings: Readonly<Record<string, string>> = { python: "py", typescript: "ts", javascript: "js" };
const maxCells = 5_000;

/** The program a notebook's cells make together, and the way back from it into the file. */
export interface NotebookText {
  text: string;
  /** Of the language it is in, without the dot. */
  ending: string;
  /** What is wrong with the file itself, as far as it could be read. */
  problems: DataDocument["problems"];
  /** Where a range of `text` stands in the notebook's file. */
  rangeOf(range: TextRange): TextRange;
}

/** A stretch of the program that one JSON string of the file spells. */
interface Piece {
  /** Offsets of its first character in the program and in the file. */
  at: number;
  source: number;
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
    return { problem: "not a notebook of nbformat 4: it has no list of cells" };
  }
  const language = languageIn(root);
  const ending = endings[language];
  if (ending === undefined) {
    return { problem: `a notebook in ${language || "an unnamed language"}; its cells are not read` };
  }
  const pieces: Piece[] = [];
  let text = "";
  for (const cell of cells.items().slice(0, maxCells)) {
    const body = cell.get("cell_type")?.value === "code" ? cell.get("source") : undefined;
    const parts = body?.kind === "array" ? body.items() : body === undefined ? [] : [body];
    const written = parts.map((part) => (typeof part.value === "string" ? part.value : ""));
    const shown = ending === "py" ? withoutMagic(written.join("")) : written.join("");
    let start = 0;
    for (const [index, part] of parts.entries()) {
      pieces.push({ at: text.length + start, source: part.offset + 1 });
      start += written[index]?.length ?? 0;
    }
    text += `${shown}\n`;
  }
  return { text, ending, problems: problems.slice(0, 1), rangeOf: wayBack(source, text, pieces) };
}

function languageIn(root: DataNode | undefined): string {
  const metadata = root?.get("metadata");
  const named = [metadata?.get("language_info")?.get("name"), metadata?.get("kernelspec")?.get("language")];
  const name = named.map((node) => node?.value).find((value) => typeof value === "string");
  // A notebook that was never run names no language; nearly all are in Python.
  return typeof name === "string" ? name.toLowerCase().replace(/^(i?python)\d*$/, "python") : "python";
}

const foreignCell = /^\s*%%(?!time|timeit|capture|prun|memit|mprun|heat|skip)[\w!]/;

/** Python with the notebook's own commands as comments of the same length. */
function withoutMagic(code: string): string {
  if (foreignCell.test(code)) {
    return code.replace(/^[^\n]/gm, "#");
  }
  return code.replace(/^([ \t]*)[%!?]/gm, "$1#");
}

/** Turns ranges of the program into ranges of the file, through the escapes of the JSON strings. */
function wayBack(source: string, text: string, pieces: readonly Piece[]): NotebookText["rangeOf"] {
  const lines = createLineIndex(source);
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  const offsetOf = (line: number, column: number): number => {
    const at = (starts[line] ?? text.length) + column;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((pieces[middle]?.at ?? 0) <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const piece = pieces[low];
    return piece === undefined ? 0 : skip(source, piece.source, at - piece.at);
  };
  return ({ startLine, startColumn, endLine, endColumn }) => {
    const start = offsetOf(startLine, startColumn);
    return lines.rangeAt(start, Math.max(0, offsetOf(endLine, endColumn) - start));
  };
}

/** The offset behind `count` characters of a JSON string whose content begins at `start`. */
function skip(source: string, start: number, count: number): number {
  let at = start;
  for (let left = count; left > 0 && at < source.length && source[at] !== '"'; left--) {
    at += source[at] !== "\\" ? 1 : source[at + 1] === "u" ? 6 : 2;
  }
  return at;
}
