import * as vscode from "vscode";
import type { SourceLocation } from "../../ots/tool.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Problem } from "../../syntax/problem.ts";
import { isNotebook } from "../../tools/tool-language.ts";
import { editorRange } from "../base/editor-range.ts";
import { withoutLinks } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import type { ScenarioRef } from "../views/scenario-nodes.ts";
import type { ToolRef } from "../views/tool-tree.ts";
import { revealInNotebook } from "./reveal-in-notebook.ts";

/** Shows the definition with the tool's name selected. */
export function revealTool(
  { project, tool }: ToolRef,
  options?: vscode.TextDocumentShowOptions,
): Promise<void> {
  // The node may be older than the last edit of its file.
  return reveal(project, (project.tools.byId(tool.id) ?? tool).source, options);
}

/** Shows a definition with its name selected. */
export async function reveal(
  project: Project,
  { file, range, nameRange }: SourceLocation,
  options?: vscode.TextDocumentShowOptions,
): Promise<void> {
  const uri = project.uriOf(file);
  if (isNotebook(file) && (await revealInNotebook(uri, nameRange, options))) {
    return;
  }
  const editor = await vscode.window.showTextDocument(uri, {
    preview: true,
    selection: editorRange(nameRange),
    ...options,
  });
  editor.revealRange(editorRange(range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** @throws InputError when the definition is no longer in the workspace. */
export function toolOfScenario({ project, row }: ScenarioRef): ToolRef {
  const tool = project.tools.byId(row.toolId);
  if (!tool) {
    throw new InputError(
      vscode.l10n.t("The definition of {0} is no longer in this workspace.", withoutLinks(row.toolName)),
    );
  }
  return { project, tool };
}

/** Shows a file that has a problem, at its place. `line` and `column` are one-based. */
export async function openProblem({ file, line, column }: Omit<Problem, "message">): Promise<void> {
  const place = new vscode.Position(Math.max(0, line - 1), Math.max(0, (column ?? 1) - 1));
  await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(place, place) });
}
