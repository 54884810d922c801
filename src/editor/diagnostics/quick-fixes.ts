import * as vscode from "vscode";
import type { Finding } from "../../analysis/finding.ts";
import type { Fix } from "../../analysis/fix.ts";
import { commands, settings } from "../../ledger.ts";
import { endingOfLanguage } from "../../tools/notebook-program.ts";
import { editorRange } from "../base/editor-range.ts";
import { groupBy } from "../base/group-by.ts";
import { readSetting } from "../base/settings.ts";
import { fileUriOf, isCell } from "../project/notebook-cells.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { DocumentScans, FindingFixes } from "./document-scans.ts";
import type { AllProjectRules } from "./project-rules.ts";

const { l10n, workspace } = vscode;
const kind = vscode.CodeActionKind.QuickFix;

/** An action whose edit is worked out when it is chosen or previewed. */
class LazyAction extends vscode.CodeAction {
  readonly edits: () => Promise<vscode.WorkspaceEdit | undefined>;

  constructor(title: string, diagnostic: vscode.Diagnostic, edits: LazyAction["edits"]) {
    super(title, kind);
    this.diagnostics = [diagnostic];
    this.edits = edits;
  }
}

interface FixParts {
  projects: Projects;
  diagnostics: Diagnostics;
  scans: DocumentScans;
  rules: AllProjectRules;
}

/** The ways out of a finding: the safe rewrite first, what silences it last. */
export function registerQuickFixes(parts: FixParts): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, { only }) {
      const home = fileUriOf(document.uri);
      const project = parts.projects.around(home);
      const marks = parts.diagnostics.markedIn(document.uri, range);
      if (!project || marks.length === 0 || (only && !only.contains(kind))) {
        return [];
      }
      const file = project.fileOf(document.uri);
      const found = await Promise.all(
        [...groupBy(marks, ({ origin }) => origin)].map(async ([origin, own]) => {
          const isMarked = (finding: Finding) =>
            finding.file === file &&
            own.some(
              (mark) =>
                mark.finding.ruleId === finding.ruleId &&
                editorRange(finding.range).isEqual(mark.diagnostic.range),
            );
          const uri = vscode.Uri.parse(origin);
          const scanned = home.toString() === origin ? document : await workspace.openTextDocument(uri);
          return parts.scans.fixes(project, scanned, isMarked);
        }),
      );
      const { infos } = await parts.rules.of(project);
      const suppress = readSetting(settings.suppressActions, document.uri);
      return found.flat().flatMap((one) => {
        const mark = marks.find(
          ({ finding, diagnostic }) =>
            finding.ruleId === one.finding.ruleId && diagnostic.range.isEqual(editorRange(one.finding.range)),
        );
        const rule = infos.find(({ id }) => id === one.finding.ruleId);
        const context = { project, document, finding: one.finding };
        const isListed = parts.projects.isListed(project);
        return mark === undefined
          ? []
          : [
              ...fixActions(context, mark.diagnostic, one),
              explain(context, mark.diagnostic),
              ...(isListed && one.finding.tool && rule && rule.outcomes.length > 0
                ? [generate(context, mark.diagnostic, one.finding.tool.id)]
                : []),
              ...(suppress && !/suppression/.test(one.finding.ruleId)
                ? [
                    ...commentSilencers(context, mark.diagnostic),
                    ...(isListed ? settingSilencers(context, mark.diagnostic) : []),
                  ]
                : []),
            ];
      });
    },
    async resolveCodeAction(action) {
      if (action instanceof LazyAction) {
        const edit = await action.edits();
        if (edit) {
          action.edit = edit;
        }
      }
      return action;
    },
  };
  return vscode.languages.registerCodeActionsProvider({ scheme: "*" }, provider, {
    providedCodeActionKinds: [kind],
  });
}

interface FindingContext {
  project: Project;
  document: vscode.TextDocument;
  finding: Finding;
}

function fixActions(
  context: FindingContext,
  diagnostic: vscode.Diagnostic,
  { fixes }: FindingFixes,
): vscode.CodeAction[] {
  return fixes.map((fix, index) => {
    const action = new LazyAction(fix.title, diagnostic, async () => editOf(context.project, fix));
    action.isPreferred = index === 0 && fix.kind === "safe";
    return action;
  });
}

function explain({ project, finding }: FindingContext, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  return commandAction(l10n.t("Explain {0}", finding.ruleId), diagnostic, commands.explainRule, [
    finding.ruleId,
    project.key,
  ]);
}

function generate(
  { project, finding }: FindingContext,
  diagnostic: vscode.Diagnostic,
  toolId: string,
): vscode.CodeAction {
  return commandAction(l10n.t("Generate a Risk Scenario for This"), diagnostic, commands.generateForFinding, [
    { folder: project.key, toolId, ruleId: finding.ruleId },
  ]);
}

/** For one line and for the file; none in files that take no comments. */
function commentSilencers(
  { project, document, finding }: FindingContext,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
  const write = () => import("../../analysis/suppressions/write.ts");
  // How comments are written goes by the name of a file, and a cell has none of its own.
  const named = isCell(document.uri) ? `cell.${endingOfLanguage(document.languageId)}` : finding.file;
  const at = (fix: Fix): Fix => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, file: finding.file })),
  });
  return takesComments(document)
    ? [
        new LazyAction(l10n.t("Ignore {0} on this line", finding.ruleId), diagnostic, async () => {
          const fix = await (await write()).ignoreLine(document.getText(), { ...finding, file: named });
          return fix && editOf(project, at(fix));
        }),
        new LazyAction(l10n.t("Ignore {0} in this file", finding.ruleId), diagnostic, async () => {
          const fix = (await write()).ignoreFile(document.getText(), { ...finding, file: named });
          return fix && editOf(project, at(fix));
        }),
      ]
    : [];
}

/** By the settings of the project: for a file that takes no comments, and for everything. */
function settingSilencers(
  { project, document, finding: { ruleId, file } }: FindingContext,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
  const forFile = commandAction(
    l10n.t("Ignore {0} in this file", ruleId),
    diagnostic,
    commands.suppressInSettings,
    [{ folder: project.key, ruleId, file }],
  );
  return [
    ...(takesComments(document) ? [] : [forFile]),
    commandAction(l10n.t("Turn {0} off in this project", ruleId), diagnostic, commands.disableRule, [
      { folder: project.key, ruleId },
    ]),
  ];
}

function takesComments(document: vscode.TextDocument): boolean {
  return document.languageId !== "json";
}

function commandAction(
  title: string,
  diagnostic: vscode.Diagnostic,
  command: string,
  args: unknown[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.diagnostics = [diagnostic];
  action.command = { command, title, arguments: args };
  return action;
}

/** A piece that a person has to fill in becomes a stop of a snippet. */
function editOf(project: Project, fix: Fix): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const files = new Set(fix.edits.map(({ file }) => file));
  let placeholder = fix.placeholder;
  for (const file of files) {
    const edits = fix.edits
      .filter((one) => one.file === file)
      .map(({ range, newText }) => {
        if (placeholder === undefined || !newText.includes(placeholder)) {
          return vscode.TextEdit.replace(editorRange(range), newText);
        }
        const text = placeholder;
        placeholder = undefined;
        const snippet = new vscode.SnippetTextEdit(editorRange(range), snippetOf(newText, text));
        return Object.assign(snippet, { keepWhitespace: true });
      });
    edit.set(project.uriOf(file), edits);
  }
  return edit;
}

function snippetOf(text: string, placeholder: string): vscode.SnippetString {
  const at = text.indexOf(placeholder);
  return new vscode.SnippetString()
    .appendText(text.slice(0, at))
    .appendPlaceholder(placeholder)
    .appendText(text.slice(at + placeholder.length));
}
