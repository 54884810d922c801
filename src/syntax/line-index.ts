/** Zero-based, half-open; columns count UTF-16 code units. The same shape as a tool's source range. */
export interface TextRange {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

/** Turns offsets of one text into lines and columns. Both are zero-based. */
export interface LineIndex {
  positionAt(offset: number): { line: number; column: number };
  rangeAt(offset: number, length: number): TextRange;
  /** The offset of a position; beyond the end of the text it is the text's end. */
  offsetAt(line: number, column: number): number;
}

/** Builds the index in one pass over the text; every look-up is a binary search. `\r\n`, `\n` and `\r` end lines. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) {
      starts.push(offset + 1);
    }
  }
  const positionAt = (offset: number) => {
    const inside = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= inside) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low, column: inside - (starts[low] ?? 0) };
  };
  return {
    positionAt,
    offsetAt: (line, column) => Math.min((starts[line] ?? text.length) + column, text.length),
    rangeAt(offset, length) {
      const start = positionAt(offset);
      const end = positionAt(offset + length);
      return {
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
      };
    },
  };
}

let latest: { text: string; index: LineIndex } | undefined;

/** As `createLineIndex`, made once while the same text is asked about: rules ask about one file at a time, once for each of its tools. */
export function lineIndexOf(text: string): LineIndex {
  if (latest?.text !== text) {
    latest = { text, index: createLineIndex(text) };
  }
  return latest.index;
}
