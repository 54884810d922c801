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
import type { ScanOptions, TextScan } from "./scan-text.ts";
import type { Policy } from "./settings/policy.ts";

/**
 * Checks the program that a notebook's cells make by `scan` and tells everything where it stands in the notebook's file. A fix is
 * offered when the changed file holds exactly the changed program, so none can break the notebook.
 */
export async function scanNotebook(
  source: SourceText,
  options: ScanOptions,
  scan: (program: SourceText, options: ScanOptions) => Promise<TextScan>,
): Promise<TextScan> {
  const opened = openNotebook(source);
  if ("problem" in opened) {
    const discovery = unreadNotebook(source.file, options.named === true ? opened.problem : undefined);
    const { problems } = discovery;
    return { discovery, problems, findings: [], silenced: [], fixesOf: () => [], dispose: () => {} };
  }
  const { program } = opened;
  const found = await scan(program, {
    ...options,
    policy: policyOfNotebooks(options.policy),
    parsing: createParsing(program, options.parsing?.project),
  });
  const originals = new Map<Finding, Finding>();
  const move = (finding: Finding): Finding => {
    const moved = inNotebook(opened, finding);
    originals.set(moved, finding);
    return moved;
  };
  return {
    findings: found.findings.map(move),
    silenced: found.silenced.map((one) => ({ ...one, finding: move(one.finding) })),
    discovery: discoveryInNotebook(opened, found.discovery),
    problems: [
      ...opened.notebook.problems.map((problem) => ({ file: source.file, ...problem })),
      ...found.problems.map((problem) =>
        problem.file === program.file ? problemInNotebook(opened, problem) : problem,
      ),
    ],
    fixesOf(finding) {
      const original = originals.get(finding);
      const fixes = original === undefined ? [] : found.fixesOf(original);
      return fixes.flatMap((fix) => fixOfNotebook(opened, source.text, fix) ?? []);
    },
    dispose: found.dispose,
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

function inNotebook(opened: OpenNotebook, finding: Finding): Finding {
  const place = <P extends Pick<Finding, "file" | "range">>(one: P): P =>
    one.file === opened.program.file
      ? { ...one, file: opened.file, range: opened.notebook.rangeOf(one.range) }
      : one;
  return { ...place(finding), related: finding.related.map(place) };
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
