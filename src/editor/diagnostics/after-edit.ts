import type { SourceRange } from "../../ots/tool.ts";

/** A replaced stretch of a document, as the editor tells it: ranges of the text before, last one first. */
export interface Change {
  range: SourceRange;
  text: string;
}

/** Where a range is after the changes; undefined when a line of it was edited, so that it may mean nothing any more. */
export function afterEdit(range: SourceRange, changes: readonly Change[]): SourceRange | undefined {
  let lines = 0;
  for (const { range: edited, text } of changes) {
    if (edited.startLine > range.endLine) {
      continue;
    }
    if (edited.endLine >= range.startLine) {
      return undefined;
    }
    lines += (text.match(/\r\n|\n|\r/g) ?? []).length - (edited.endLine - edited.startLine);
  }
  return { ...range, startLine: range.startLine + lines, endLine: range.endLine + lines };
}
