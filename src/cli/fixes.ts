import { readFile, writeFile } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { Finding } from "../analysis/finding.ts";
import { applyEdits, type Fix } from "../analysis/fix.ts";
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

/** What a scan found, with the ways out of each finding. */
export interface Fixable {
  findings: readonly Finding[];
  fixes: ReadonlyMap<Finding, readonly Fix[]>;
}

/** Each pass mends what one rule says of a file; more than these rules rarely speak of one. */
const maxPasses = 10;

/**
 * Applies the safe rewrites of the findings to the files' texts; nothing is written. Two rules may mend one call with the same
 * words, so a file is mended for one rule at a time and looked at again before the next.
 * @param again what is found in files as they are by then, by their texts.
 */
export async function planFixes(
  root: string,
  found: Fixable,
  again: (texts: ReadonlyMap<string, string>) => Promise<Fixable>,
): Promise<Fixing> {
  const files = new Map<string, FixedFile>();
  const problems = new Map<string, Problem>();
  const mended = new Set<string>();
  let fixed = 0;
  let current = found;
  for (let pass = 0; pass < maxPasses; pass++) {
    const { chosen, ruleOf } = oneRuleEach(current, mended);
    if (chosen.length === 0) {
      break;
    }
    for (const [file, edits] of Map.groupBy(
      chosen.flatMap(({ edits }) => edits),
      (edit) => edit.file,
    )) {
      mended.add(`${file} ${ruleOf.get(file)}`);
      const known = files.get(file) ?? (await openForFix(root, file));
      if (typeof known === "string") {
        problems.set(file, { file, line: 1, message: `not fixed: ${known}` });
      } else {
        files.set(file, { ...known, after: applyEdits(known.after, edits) });
      }
    }
    fixed += chosen.filter(({ edits }) => edits.every(({ file }) => files.has(file))).length;
    current = await again(new Map([...files].map(([file, { after }]) => [file, after])));
  }
  return {
    files: [...files.values()].filter(({ before, after }) => before !== after),
    fixed,
    problems: [...problems.values()],
  };
}

/** The safe rewrites of findings such that no file is changed for two rules; those of rules that had their turn are left out. */
function oneRuleEach(
  { findings, fixes }: Fixable,
  mended: ReadonlySet<string>,
): { chosen: Fix[]; ruleOf: ReadonlyMap<string, string> } {
  const ruleOf = new Map<string, string>();
  const chosen = findings.flatMap((finding): Fix[] => {
    const fix = safeFix(fixes.get(finding));
    const files = [...new Set(fix?.edits.map(({ file }) => file))];
    const { ruleId } = finding;
    const isFree = files.every(
      (file) => (ruleOf.get(file) ?? ruleId) === ruleId && !mended.has(`${file} ${ruleId}`),
    );
    if (fix === undefined || !isFree) {
      return [];
    }
    for (const file of files) {
      ruleOf.set(file, ruleId);
    }
    return [fix];
  });
  return { chosen, ruleOf };
}

async function openForFix(root: string, file: string): Promise<FixedFile | string> {
  const read = await readForFix(root, file);
  return typeof read === "string" ? read : { file, before: read.text, after: read.text, mark: read.mark };
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
