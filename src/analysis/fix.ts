import type { SourceRange } from "../ots/tool.ts";
import { lineIndexOf } from "../syntax/line-index.ts";

/** Replaces a stretch of a text. */
export interface TextEdit {
  /** Workspace-relative, forward slashes. */
  file: string;
  range: SourceRange;
  newText: string;
}

/** A change that removes a finding's cause. Edits of one fix do not overlap. */
export interface Fix {
  /** In the imperative: "Quote `host` with shlex.quote". */
  title: string;
  /** `safe`: keeps what the code does for honest input; `alternative`: a person has to agree or to fill something in. */
  kind: "safe" | "alternative";
  edits: readonly TextEdit[];
  /** A piece of the new text that a person should replace, such as the name of a root folder. */
  placeholder?: string;
}

/** Start and end offsets of a range in a text. */
export function offsetsOf(text: string, range: SourceRange): { start: number; end: number } {
  const { offsetAt } = lineIndexOf(text);
  return {
    start: offsetAt(range.startLine, range.startColumn),
    end: offsetAt(range.endLine, range.endColumn),
  };
}

/** The range between two offsets of a text. */
export function rangeBetween(text: string, start: number, end: number): SourceRange {
  return lineIndexOf(text).rangeAt(start, end - start);
}

/**
 * The text after the edits of one file. An edit that overlaps an earlier one is left out, so that fixes of several
 * findings can be applied together; equal edits, such as an import both need, count once.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const placed = edits.map(({ range, newText }) => ({ ...offsetsOf(text, range), newText }));
  placed.sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let position = 0;
  let last: (typeof placed)[number] | undefined;
  for (const edit of placed) {
    const isSame = last?.start === edit.start && last.end === edit.end && last.newText === edit.newText;
    if (edit.start < position || isSame) {
      continue;
    }
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
    last = edit;
  }
  return result + text.slice(position);
}
