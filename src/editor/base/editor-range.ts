import * as vscode from "vscode";
import type { SourceRange } from "../../ots/tool.ts";

/** A range as the editor counts it. */
export function editorRange({ startLine, startColumn, endLine, endColumn }: SourceRange): vscode.Range {
  return new vscode.Range(startLine, startColumn, endLine, endColumn);
}
