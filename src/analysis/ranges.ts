import type { SourceRange } from "../ots/tool.ts";

/** Whether `inner` lies within `outer`; equal ranges do. */
export function contains(outer: SourceRange, inner: SourceRange): boolean {
  return (
    !isBefore(inner.startLine, inner.startColumn, outer.startLine, outer.startColumn) &&
    !isBefore(outer.endLine, outer.endColumn, inner.endLine, inner.endColumn)
  );
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}
