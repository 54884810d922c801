import type { SourceRange, ToolDefinition } from "../ots/tool.ts";
import type { Problem } from "../syntax/problem.ts";
import type { SourceText, TextDiscovery } from "./discover.ts";
import { type NotebookText, readNotebook } from "./notebook-text.ts";
import { isNotebook } from "./tool-language.ts";

/** A notebook that can be read: the program its cells make, under a name beside it, and the way back into the file. */
export interface OpenNotebook {
  /** The notebook's own name. */
  file: string;
  program: SourceText;
  notebook: NotebookText;
}

/**
 * The program of a notebook's cells. Its name is of the cells' language, so that their imports lead where they would from the
 * notebook. A sentence that says why, when it cannot be read.
 */
export function openNotebook({ file, text }: SourceText): OpenNotebook | { problem: string } {
  const notebook = readNotebook(text);
  return "problem" in notebook
    ? notebook
    : { file, notebook, program: { file: `${file}.${notebook.ending}`, text: notebook.text } };
}

/**
 * The tools of a notebook's cells, each where it stands in the file; `discover` finds them in the program the cells make. The
 * programs behind them are not kept. `named` says that the user asked for this very file.
 */
export async function discoverNotebook(
  source: SourceText,
  named: boolean,
  discover: (cells: SourceText) => Promise<TextDiscovery>,
): Promise<TextDiscovery> {
  const opened = openNotebook(source);
  return "problem" in opened
    ? unreadNotebook(source.file, named ? opened.problem : undefined)
    : discoveryInNotebook(opened, await discover(opened.program));
}

/** What is discovered in a notebook that cannot be read: nothing, and why. */
export function unreadNotebook(file: string, problem: string | undefined): TextDiscovery {
  const problems = problem === undefined ? [] : [{ file, line: 1, message: problem }];
  return { ...nothing, problems, programs: new Map() };
}

const nothing = { tools: [], servers: [], permissions: [], replaced: [], parsed: false };

/** What was discovered in the program of the cells, moved to where it stands in the notebook. */
export function discoveryInNotebook(
  opened: OpenNotebook,
  { tools, problems, parsed, replaced }: TextDiscovery,
): TextDiscovery {
  const { file, program, notebook } = opened;
  return {
    ...nothing,
    programs: new Map(),
    parsed,
    replaced,
    tools: tools.map((tool) =>
      tool.source.file === program.file ? moved(tool, file, notebook.rangeOf) : tool,
    ),
    problems: [
      ...notebook.problems.map((problem) => ({ file, ...problem })),
      ...problems.map((problem) => problemInNotebook(opened, problem)),
    ],
  };
}

/** A problem of the program of the cells, told of the notebook. */
export function problemInNotebook({ file, notebook }: OpenNotebook, { message, line }: Problem): Problem {
  const start = { startLine: line - 1, startColumn: 0, endLine: line - 1, endColumn: 0 };
  return { file, line: notebook.rangeOf(start).startLine + 1, message };
}

/** The names that the program of a file may have, before it is known which language a notebook is in. */
export function programsOf(file: string): string[] {
  return isNotebook(file) ? [`${file}.py`, `${file}.ts`] : [file];
}

/** The file a name stands for: that of the notebook for the program of its cells. */
export function ownerOfProgram(file: string): string {
  return file.replace(/(\.ipynb)\.(?:py|ts|js)$/i, "$1");
}

function moved(
  tool: ToolDefinition,
  file: string,
  rangeOf: (range: SourceRange) => SourceRange,
): ToolDefinition {
  const { source, approval } = tool;
  const place = { file, range: rangeOf(source.range), nameRange: rangeOf(source.nameRange) };
  const stated =
    approval?.range === undefined || approval.file !== undefined
      ? approval
      : { ...approval, range: rangeOf(approval.range) };
  return { ...tool, source: place, ...(stated === undefined ? {} : { approval: stated }) };
}
