import { readFile, writeFile } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Finding } from "../analysis/finding.ts";
import { applyEdits, type Fix, type TextEdit } from "../analysis/fix.ts";
import type { Problem } from "../syntax/problem.ts";
import { decodeText } from "../tools/source-bytes.ts";
import { errorCode } from "../tools/walk.ts";

/** A file as it is and as it would be. */
export interface FixedFile {
  file: string;
  before: string;
  after: string;
  /** The byte order mark, when the file has one. */
  mark: string;
}

export interface Fixing {
  files: FixedFile[];
  /** How many findings have a safe rewrite among them. */
  fixed: number;
  problems: Problem[];
}

/** The first way out of a finding, when it is one that keeps what the code does. */
export function safeFix(ways: readonly Fix[] | undefined): Fix | undefined {
  const [first] = ways ?? [];
  return first?.kind === "safe" ? first : undefined;
}

/** Applies the safe rewrites of the findings to the files' texts; nothing is written. */
export async function planFixes(
  root: string,
  findings: readonly Finding[],
  fixes: ReadonlyMap<Finding, readonly Fix[]>,
): Promise<Fixing> {
  const safe = findings.flatMap((finding) => safeFix(fixes.get(finding)) ?? []);
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of safe.flatMap(({ edits }) => edits)) {
    byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  }
  const fixing: Fixing = { files: [], fixed: safe.length, problems: [] };
  for (const [file, edits] of byFile) {
    const read = await readForFix(root, file);
    if (typeof read === "string") {
      fixing.problems.push({ file, line: 1, message: `not fixed: ${read}` });
      continue;
    }
    const after = applyEdits(read.text, edits);
    if (after !== read.text) {
      fixing.files.push({ file, before: read.text, after, mark: read.mark });
    }
  }
  return fixing;
}

async function readForFix(root: string, file: string): Promise<{ text: string; mark: string } | string> {
  if (isAbsolute(file) || file.startsWith("../")) {
    return "it lies outside the folder";
  }
  try {
    const bytes = await readFile(resolve(root, file));
    const decoded = decodeText(bytes);
    if ("binary" in decoded || decoded.lossy || bytes[0] === 0xff || bytes[0] === 0xfe) {
      return "it is not UTF-8";
    }
    return { text: decoded.text, mark: bytes[0] === 0xef && bytes[1] === 0xbb ? "\ufeff" : "" };
  } catch (error) {
    return errorCode(error);
  }
}

/** Writes the files that are still as they were scanned. */
export async function writeFixes(root: string, { files }: Fixing): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { file, before, after, mark } of files) {
    const now = await readForFix(root, file);
    if (typeof now === "string" || now.text !== before) {
      const reason = typeof now === "string" ? now : "it was changed meanwhile";
      problems.push({ file, line: 1, message: `not fixed: ${reason}` });
      continue;
    }
    try {
      await writeFile(resolve(root, file), mark + after);
    } catch (error) {
      problems.push({ file, line: 1, message: `not fixed: ${errorCode(error)}` });
    }
  }
  return problems;
}

/** What would change, as a unified diff that `git apply` and `patch -p1` take. */
export function unifiedDiff({ files }: Fixing): string {
  return files
    .map(({ file, before, after }) =>
      createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
        context: 3,
      }).replace(/^=+\n/, ""),
    )
    .join("");
}
