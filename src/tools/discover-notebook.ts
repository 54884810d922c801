import type { SourceRange, ToolDefinition } from "../ots/tool.ts";
import type { SourceText, TextDiscovery } from "./discover.ts";
import { readNotebook } from "./notebook-text.ts";

/**
 * The tools of a notebook's cells, each where it stands in the file; `discover` finds them in the program the cells make. The
 * programs behind them are not kept. `named` says that the user asked for this very file.
 */
export async function discoverNotebook(
  { file, text }: SourceText,
  named: boolean,
  discover: (cells: SourceText) => Promise<TextDiscovery>,
): Promise<TextDiscovery> {
  const none = {
    tools: [],
    servers: [],
    permissions: [],
    problems: [],
    replaced: [],
    programs: new Map(),
    parsed: false,
  };
  const notebook = readNotebook(text);
  if ("problem" in notebook) {
    return { ...none, problems: named ? [{ file, line: 1, message: notebook.problem }] : [] };
  }
  const program = notebookProgram(file, notebook.ending);
  const { tools, problems, parsed, replaced } = await discover({ file: program, text: notebook.text });
  const lineOf = (line: number) => {
    const start = { startLine: line - 1, startColumn: 0, endLine: line - 1, endColumn: 0 };
    return notebook.rangeOf(start).startLine + 1;
  };
  return {
    ...none,
    parsed,
    replaced,
    tools: tools.map((tool) => (tool.source.file === program ? moved(tool, file, notebook.rangeOf) : tool)),
    problems: [
      ...notebook.problems.map((problem) => ({ file, ...problem })),
      ...problems.map(({ message, line }) => ({ file, line: lineOf(line), message })),
    ],
  };
}

/** A name of the cells' language beside the notebook, so that their imports lead where they would from there. */
function notebookProgram(file: string, ending: string): string {
  return `${file}.${ending}`;
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
