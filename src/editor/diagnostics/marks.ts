import * as vscode from "vscode";
import type { Finding, FindingSeverity } from "../../analysis/finding.ts";
import { commands } from "../../ledger.ts";
import { editorRange } from "../base/editor-range.ts";
import type { Project } from "../project/project.ts";

/** A finding as the editor marks it. */
export interface Mark {
  finding: Finding;
  diagnostic: vscode.Diagnostic;
  /** URI of the file whose scan found it: a flow may end in another file. */
  origin: string;
}

const severities: Readonly<Record<FindingSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export function markOf(project: Project, finding: Finding, origin: string): Mark {
  const unused = finding.ruleId === "unused-suppression";
  const diagnostic = new vscode.Diagnostic(
    editorRange(finding.range),
    finding.message,
    unused ? vscode.DiagnosticSeverity.Hint : severities[finding.severity],
  );
  diagnostic.source = "autosafe";
  diagnostic.code = { value: finding.ruleId, target: explainTarget(project, finding.ruleId) };
  diagnostic.tags = unused ? [vscode.DiagnosticTag.Unnecessary] : [];
  diagnostic.relatedInformation = finding.related.map(
    ({ message, file, range }) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(project.uriOf(file), editorRange(range)),
        message,
      ),
  );
  return { finding, diagnostic, origin };
}

/** Opens the rule's page, which is part of the extension and needs no network. */
export function explainTarget(project: Project, ruleId: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: "command",
    path: commands.explainRule,
    query: JSON.stringify([ruleId, project.key]),
  });
}
