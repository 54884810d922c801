import type { JsonObject } from "../ots/json.ts";

/** A row with the one-based line it begins on. */
export interface TableRow {
  cells: string[];
  line: number;
}

/** Cells of one row at most; what a hostile line has beyond is dropped. */
const maxCells = 1000;

/**
 * The rows of a comma-separated table (RFC 4180): cells in quotes may hold commas, line ends and doubled quotes. Blank rows are left
 * out; a quote that is never closed ends with the text.
 */
export function* tableRows(text: string): Generator<TableRow, undefined> {
  let line = 1;
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    const cells: string[] = [];
    const begins = line;
    for (let more = true; more; ) {
      const { cell, end, lines } = text[at] === '"' ? quotedCell(text, at + 1) : plainCell(text, at);
      if (cells.length < maxCells) {
        cells.push(cell);
      }
      line += lines;
      more = text[end] === ",";
      at = end + 1;
    }
    if (text[at - 1] === "\r" && text[at] === "\n") {
      at++;
    }
    if (cells.some((cell) => cell !== "")) {
      yield { cells, line: begins };
    }
    line++;
  }
}

interface Cell {
  cell: string;
  /** Where the comma, the line end or the end of the text is. */
  end: number;
  /** Line ends within the cell. */
  lines: number;
}

const endOfCell = /[,\r\n]/g;

function plainCell(text: string, from: number): Cell {
  endOfCell.lastIndex = from;
  const end = endOfCell.exec(text)?.index ?? text.length;
  return { cell: text.slice(from, end), end, lines: 0 };
}

function quotedCell(text: string, from: number): Cell {
  const parts: string[] = [];
  let at = from;
  let quote = text.indexOf('"', at);
  while (quote !== -1 && text[quote + 1] === '"') {
    parts.push(text.slice(at, quote + 1));
    at = quote + 2;
    quote = text.indexOf('"', at);
  }
  const close = quote === -1 ? text.length : quote;
  parts.push(text.slice(at, close));
  const rest = plainCell(text, Math.min(close + 1, text.length));
  const cell = parts.join("") + rest.cell;
  return { cell, end: rest.end, lines: cell.split("\n").length - 1 };
}

/** Whether the text's first line could be the names of columns. */
export function looksLikeTable(text: string): boolean {
  const first = /^\uFEFF?[^\r\n]*/.exec(text)?.[0] ?? "";
  const names = tableRows(first).next().value?.cells ?? [];
  return (
    !/^\uFEFF?\s*[[{]/.test(first) &&
    names.length > 1 &&
    new Set(names).size === names.length &&
    names.every((name) => name.trim() !== "" && name.length <= 100)
  );
}

/** The rows under the first one as records: the column's name, and the cell as text. */
export function tableRecords(text: string): { record: JsonObject; line: number }[] {
  const [head, ...rows] = tableRows(text);
  const names = head?.cells.map((name) => name.trim()) ?? [];
  return rows.map(({ cells, line }) => ({
    record: Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ""])),
    line,
  }));
}

// A spreadsheet would run a hostile text that begins like a formula; a quote before it keeps it text.
const formula = /^'*[=+\-@\t\r]/;

/** A text that a spreadsheet shows and does not run. `shownText` takes it back. */
export function inertText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** What `inertText` was given. */
export function shownText(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
