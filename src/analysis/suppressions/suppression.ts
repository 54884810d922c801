import { createLineIndex, type TextRange } from "../../syntax/line-index.ts";
import type { Comment } from "./comments.ts";

/** A comment that silences rules. Lines are zero-based; `from` and `to` are both included. */
export interface Suppression {
  form: "line" | "next-line" | "block" | "file";
  ruleIds: readonly string[];
  /** Why the findings are not to be reported; empty when nothing was said. */
  reason: string;
  /** The whole comment. */
  range: TextRange;
  from: number;
  to: number;
  /** The empty range behind the last rule, where a reason belongs. */
  idsEnd: TextRange;
  /** The comment that ends a block. */
  end?: TextRange;
}

/** A comment that means to silence something and cannot. */
export interface SuppressionMistake {
  message: string;
  range: TextRange;
}

export interface SuppressionReading {
  suppressions: Suppression[];
  mistakes: SuppressionMistake[];
}

/** What makes a file worth looking for suppressions in. */
export const suppressionMark = "autosafe-ignore";

const directive =
  /autosafe-ignore(?:-(next-line|start|end|file))?(?![\w-])[ \t]*:?[ \t]*([^\n\r]*?)(?:\*\/|-->|\*\/\}|$)/m;
/** Nobody weighs more rules than this in one comment. */
const maxRules = 50;
const ruleIdList = /^[a-z][\w-]*(?:\s*,\s*[a-z][\w-]*)*/i;

interface Directive {
  form: "next-line" | "start" | "end" | "file" | undefined;
  ruleIds: string[];
  reason: string;
}

/** `rule-a, rule-b -- reason`; ids without a reason and a reason without ids are taken as well. */
function readDirective(comment: string): Directive | undefined {
  const match = directive.exec(comment);
  if (match === null) {
    return undefined;
  }
  const [, form, rest = ""] = match;
  const [before = "", ...after] = rest.split(/(?:^|\s)--(?=\s|$)/);
  const list = ruleIdList.exec(before.trim())?.[0] ?? "";
  return {
    form: form as Directive["form"],
    ruleIds: list.split(",", maxRules).flatMap((id) => id.trim() || []),
    reason: after.join("--").trim(),
  };
}

/**
 * Reads the suppressions among a file's comments. `lastLineFrom(line)` is the last line of the longest string that begins
 * on a line: nobody can put a comment inside a text, so the comment before it covers all of it.
 */
export function readSuppressions(
  text: string,
  comments: readonly Comment[],
  lastLineFrom: (line: number) => number = (line) => line,
): SuppressionReading {
  const lines = createLineIndex(text);
  const lineTexts = text.split(/\r\n|\n|\r/);
  const suppressions: Suppression[] = [];
  const mistakes: SuppressionMistake[] = [];
  const open: Suppression[] = [];
  const commentLines = new Set<number>();
  for (const { offset, text: comment } of comments) {
    const range = lines.rangeAt(offset, comment.length);
    if (standsAlone(lineTexts, range)) {
      for (let line = range.startLine; line <= range.endLine; line++) {
        commentLines.add(line);
      }
    }
  }
  const nextCodeLine = (line: number) => {
    let next = line + 1;
    while (next < lineTexts.length && (commentLines.has(next) || lineTexts[next]?.trim() === "")) {
      next += 1;
    }
    return next;
  };
  for (const { offset, text: comment } of comments) {
    const found = comment.includes(suppressionMark) ? readDirective(comment) : undefined;
    if (found === undefined) {
      continue;
    }
    const range = lines.rangeAt(offset, comment.length);
    if (found.form === "end") {
      const begun = open.findLast(
        ({ ruleIds }) => found.ruleIds.length === 0 || found.ruleIds.every((id) => ruleIds.includes(id)),
      );
      if (begun === undefined) {
        mistakes.push({ range, message: "This autosafe-ignore-end ends no block that was started." });
      } else {
        begun.to = range.endLine;
        begun.end = range;
        open.splice(open.indexOf(begun), 1);
      }
      continue;
    }
    if (found.ruleIds.length === 0) {
      mistakes.push({ range, message: "Name the rules to ignore: everything at once is never ignored." });
      continue;
    }
    const { ruleIds, reason } = found;
    const last = ruleIds.at(-1) ?? "";
    const idsEnd = lines.rangeAt(
      offset + comment.indexOf(last, comment.indexOf(suppressionMark)) + last.length,
      0,
    );
    const suppression: Suppression = { ruleIds, reason, range, idsEnd, ...scopeOf(found.form, range) };
    suppressions.push(suppression);
    if (suppression.form === "block") {
      open.push(suppression);
    }
  }
  for (const begun of open) {
    mistakes.push({
      range: begun.range,
      message: "This block has no autosafe-ignore-end; it ignores nothing.",
    });
    suppressions.splice(suppressions.indexOf(begun), 1);
  }
  return { suppressions, mistakes };

  function scopeOf(form: Directive["form"], range: TextRange): Pick<Suppression, "form" | "from" | "to"> {
    switch (form) {
      case "file":
        return { form: "file", from: 0, to: lineTexts.length };
      case "start":
        return { form: "block", from: range.startLine, to: range.startLine };
      case "next-line": {
        const from = nextCodeLine(range.endLine);
        return { form: "next-line", from, to: Math.max(from, lastLineFrom(from)) };
      }
      default:
        return {
          form: "line",
          from: range.startLine,
          to: Math.max(range.endLine, lastLineFrom(range.endLine)),
        };
    }
  }
}

/** Whether nothing but the comment is on its lines. */
function standsAlone(lines: readonly string[], range: TextRange): boolean {
  const before = (lines[range.startLine] ?? "").slice(0, range.startColumn);
  const after = (lines[range.endLine] ?? "").slice(range.endColumn);
  return /^\s*\{?$/.test(before) && /^\}?\s*$/.test(after);
}
