import type { CodeDocument } from "../../syntax/code-document.ts";
import type { DataDocument } from "../../syntax/data-node.ts";

/** The last line of the longest text that begins on a line, else the line itself; both zero-based. */
export type Extents = (line: number) => number;

/** Strings of program text that go over several lines: nobody can write a comment inside one. */
export function codeExtents(document: CodeDocument): Extents {
  const ends = new Map<number, number>();
  for (const node of document.nodes("string", "concatenated_string", "template_string")) {
    note(ends, node.startPosition.row, node.endPosition.row);
  }
  return (line) => ends.get(line) ?? line;
}

/** The same for values of data files, counted from the line of their key. */
export function dataExtents(document: DataDocument): Extents {
  const ends = new Map<number, number>();
  for (const { node } of document.places()) {
    for (const { keyOffset, value } of node.entries()) {
      if (value.kind === "string") {
        const { startLine, endLine } = document.rangeOf({
          offset: keyOffset,
          length: value.offset + value.length - keyOffset,
        });
        note(ends, startLine, endLine);
      }
    }
  }
  return (line) => ends.get(line) ?? line;
}

function note(ends: Map<number, number>, start: number, end: number): void {
  if (end > start) {
    ends.set(start, Math.max(ends.get(start) ?? 0, end));
  }
}
