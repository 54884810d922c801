import type { SourceRange } from "../ots/tool.ts";
import type { SourceText } from "../tools/discover.ts";
import {
  discoveryInNotebook,
  type OpenNotebook,
  openNotebook,
  ownerOfProgram,
  problemInNotebook,
  unreadNotebook,
} from "../tools/discover-notebook.ts";
import { readNotebook } from "../tools/notebook-text.ts";
import { createParsing } from "../tools/parsing.ts";
import type { Finding } from "./finding.ts";
import { applyEdits, type Fix } from "./fix.ts";
import type { ScanOptions, scanText, TextScan } from "./scan-text.ts";
import type { Policy } from "./settings/policy.ts";

/** A program made of cells, and what is told of it told of where the cells stand. */
export interface ProgramOfCells {
  program: SourceText;
  /** Where a range of the program stands. */
  place(range: SourceRange): { file: string; range: SourceRange };
  /** A fix of the program as a fix of the files its cells are in; undefined when there is none that does just that. */
  mended(fix: Fix): Fix | undefined;
}

/** Checks a program of cells by `scan`, and tells findings and fixes where the cells stand; problems and tools stay the program's. */
export async function scanCells(
  { program, place, mended }: ProgramOfCells,
  options: ScanOptions,
  scan: typeof scanText,
): Promise<TextScan> {
  const found = await scan(program, { ...options, policy: policyOfNotebooks(options.policy) });
  const originals = new Map<Finding, Finding>();
  const placed = <P extends Pick<Finding, "file" | "range">>(one: P): P =>
    one.file === program.file ? { ...one, ...place(one.range) } : one;
  const move = (finding: Finding): Finding => {
    const moved = { ...placed(finding), related: finding.related.map(placed) };
    originals.set(moved, finding);
    return moved;
  };
  return {
    ...found,
    findings: found.findings.map(move),
    silenced: found.silenced.map((one) => ({ ...one, finding: move(one.finding) })),
    fixesOf(finding) {
      const original = originals.get(finding);
      return (original === undefined ? [] : found.fixesOf(original)).flatMap((fix) => mended(fix) ?? []);
    },
  };
}

/**
 * Checks the program that a notebook's cells make by `scan` and tells everything where it stands in the notebook's file. A fix is
 * offered when the changed file holds exactly the changed program, so none can break the notebook.
 */
export async function scanNotebook(
  source: SourceText,
  options: ScanOptions,
  scan: typeof scanText,
): Promise<TextScan> {
  const { file, text } = source;
  const opened = openNotebook(source);
  if ("problem" in opened) {
    const discovery = unreadNotebook(file, options.named === true ? opened.problem : undefined);
    const { problems } = discovery;
    return { discovery, problems, findings: [], silenced: [], fixesOf: () => [], dispose: () => {} };
  }
  const { program, notebook } = opened;
  const parsing = createParsing(program, options.parsing?.project);
  const cells: ProgramOfCells = {
    program,
    place: (range) => ({ file, range: notebook.rangeOf(range) }),
    mended: (fix) => fixOfNotebook(opened, text, fix),
  };
  const found = await scanCells(cells, { ...options, parsing }, scan);
  return {
    ...found,
    discovery: discoveryInNotebook(opened, found.discovery),
    problems: [
      ...notebook.problems.map((problem) => ({ file, ...problem })),
      ...found.problems.map((problem) =>
        problem.file === program.file ? problemInNotebook(opened, problem) : problem,
      ),
    ],
  };
}

/** Settings name the notebook, never the program of its cells. */
function policyOfNotebooks(policy: Policy): Policy {
  return {
    ...policy,
    isScanned: (file) => policy.isScanned(ownerOfProgram(file)),
    applies: (ruleId, file) => policy.applies(ruleId, ownerOfProgram(file)),
    silence: (file, findings, document) => policy.silence(ownerOfProgram(file), findings, document),
  };
}

/** The fix as edits of the JSON the notebook is kept in. */
function fixOfNotebook({ file, program, notebook }: OpenNotebook, text: string, fix: Fix): Fix | undefined {
  const own = fix.edits.filter((edit) => edit.file === program.file);
  const edits = fix.edits.map((edit) =>
    edit.file === program.file
      ? { file, range: notebook.rangeOf(edit.range), newText: asJson(edit.newText) }
      : edit,
  );
  const after = readNotebook(
    applyEdits(
      text,
      edits.filter((edit) => edit.file === file),
    ),
  );
  const isKept =
    "text" in after && after.problems.length === 0 && after.text === applyEdits(program.text, own);
  return isKept ? { ...fix, edits } : undefined;
}

/** As it stands inside a JSON string. */
function asJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
