import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { parseCode } from "../../syntax/parsed.ts";
import { isDataLanguage, toolLanguageOf } from "../../tools/tool-language.ts";
import type { Finding } from "../finding.ts";
import type { Fix } from "../fix.ts";
import { codeExtents } from "./extents.ts";

/** What opens and closes a comment. */
type Marks = readonly [open: string, close: string];

const placeholder = "reason";

/** Marks of comments in a file of that name; undefined where none can stand, as in plain JSON. */
function marksOf(file: string): Marks | undefined {
  if (
    /\.(?:[mc]?[jt]sx?|jsonc|json5|code-workspace)$|(?:^|\/)(?:\.vscode\/[^/]*|\.?devcontainer|tsconfig[^/]*)\.json$/i.test(
      file,
    )
  ) {
    return ["// ", ""];
  }
  if (/\.(?:pyi?|ya?ml|toml|sh|bash|env|cfg)$|(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$/i.test(file)) {
    return ["# ", ""];
  }
  return /\.(?:md|mdx|html?)$/i.test(file) ? ["<!-- ", " -->"] : undefined;
}

/** Whether a comment can stand in the file. */
export function takesComments(file: string): boolean {
  return marksOf(file) !== undefined;
}

/** Silences a finding by a comment on the line above; undefined when none can stand in the file. */
export async function ignoreLine(
  text: string,
  { file, range, ruleId }: Pick<Finding, "file" | "range" | "ruleId">,
): Promise<Fix | undefined> {
  const marks = marksOf(file);
  if (marks === undefined) {
    return undefined;
  }
  if (range.startLine < headLines(text) && /\.mdx?$/i.test(file)) {
    return ignoreFile(text, { file, ruleId }); // no comment of ours is read in front matter
  }
  const lines = text.split(/\r\n|\n|\r/);
  const language = toolLanguageOf(file);
  const document =
    language === undefined || isDataLanguage(language)
      ? undefined
      : await parseCode(language, text).catch(() => undefined);
  try {
    const line = lineFor(lines, range.startLine, document);
    const indent = /^[\t ]*/.exec(lines[line] ?? "")?.[0] ?? "";
    const [open, close] = document && isInMarkup(document, line, indent.length) ? ["{/* ", " */}"] : marks;
    return {
      title: `Ignore ${ruleId} on this line`,
      kind: "alternative",
      edits: [
        {
          file,
          range: { startLine: line, startColumn: 0, endLine: line, endColumn: 0 },
          newText: `${indent}${open}autosafe-ignore-next-line ${ruleId} -- ${placeholder}${close}${endOfLine(text)}`,
        },
      ],
      placeholder,
    };
  } finally {
  }
}

/** Silences a rule in a whole file; undefined when no comment can stand in it. */
export function ignoreFile(
  text: string,
  { file, ruleId }: Pick<Finding, "file" | "ruleId">,
): Fix | undefined {
  const marks = marksOf(file);
  if (marks === undefined) {
    return undefined;
  }
  const [open, close] = marks;
  const line = headLines(text);
  return {
    title: `Ignore ${ruleId} in this file`,
    kind: "alternative",
    edits: [
      {
        file,
        range: { startLine: line, startColumn: 0, endLine: line, endColumn: 0 },
        newText: `${open}autosafe-ignore-file ${ruleId} -- ${placeholder}${close}${endOfLine(text)}`,
      },
    ],
    placeholder,
  };
}

/** How many lines must stand first in a file: `#!`, an encoding, front matter, a directive of the parser. */
function headLines(text: string): number {
  const head =
    /^(?:\uFEFF)?(?:---\r?\n[\s\S]*?\r?\n---\r?\n|(?:#(?:!|.*coding[:=]|\s*(?:syntax|escape)=).*\r?\n)*)/.exec(
      text,
    );
  return (head?.[0].match(/\r?\n/g) ?? []).length;
}

/** The line before which a comment may stand: not inside a text, not behind a line that goes on. */
function lineFor(lines: readonly string[], start: number, document: CodeDocument | undefined): number {
  const extents = document === undefined ? (line: number) => line : codeExtents(document);
  let line = start;
  for (let above = start - 1; above >= 0 && above > start - 500; above--) {
    if (extents(above) >= line || (above === line - 1 && /\\$/.test(lines[above] ?? ""))) {
      line = above;
    }
  }
  return line;
}

/** Whether the line begins among the children of a JSX element, where a comment needs braces. */
function isInMarkup(document: CodeDocument, row: number, column: number): boolean {
  const node = document.root.descendantForPosition({ row, column });
  for (let at: Node | null = node; at !== null && at.startPosition.row >= row; at = at.parent) {
    if (
      /^jsx_(?:element|fragment)$/.test(at.parent?.type ?? "") &&
      !/^jsx_(?:opening|closing)/.test(at.type)
    ) {
      return true;
    }
  }
  return false;
}

function endOfLine(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
