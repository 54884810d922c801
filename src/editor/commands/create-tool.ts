import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { TemplateLanguage, ToolIntent, ToolTemplate } from "../../tools/templates/template.ts";
import type { CommandHandler } from "./parts.ts";

const { l10n } = vscode;

/** Inserts a tool definition in the framework and language of the file at hand, as a snippet. */
export function createToolHandler(): Record<typeof commands.createTool, CommandHandler> {
  const name = l10n.t("Create Tool Definition");
  return {
    [commands.createTool]: {
      name,
      run: async () => {
        const editor = vscode.window.activeTextEditor ?? (await newFile(name));
        const language = editor && (await languageFor(editor, name));
        if (language) {
          await insertTool(editor, language, name);
        }
      },
    },
  };
}

const families: Readonly<Record<string, TemplateLanguage>> = {
  python: "python",
  typescript: "script",
  typescriptreact: "script",
  javascript: "script",
  javascriptreact: "script",
  json: "json",
  jsonc: "json",
};

/** The kind of file; a file that is new and of no kind yet becomes one of the user's choice. */
async function languageFor(editor: vscode.TextEditor, title: string): Promise<TemplateLanguage | undefined> {
  const { languageId, isUntitled } = editor.document;
  const known = families[languageId];
  if (known) {
    return known;
  }
  if (languageId !== "plaintext" || !isUntitled) {
    throw new InputError(
      l10n.t("Tool definitions can be created in Python, TypeScript, JavaScript and JSON files."),
    );
  }
  const chosen = await pickLanguage(title);
  if (chosen) {
    await vscode.languages.setTextDocumentLanguage(editor.document, chosen);
  }
  return families[chosen ?? ""];
}

async function newFile(title: string): Promise<vscode.TextEditor | undefined> {
  const language = await pickLanguage(title);
  return language
    ? vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content: "" }))
    : undefined;
}

async function pickLanguage(title: string): Promise<string | undefined> {
  const items = [
    { label: "Python", id: "python" },
    { label: "TypeScript", id: "typescript" },
    { label: "JavaScript", id: "javascript" },
    { label: "JSON", id: "json" },
  ];
  const placeHolder = l10n.t("In which language?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.id;
}

const endings: Readonly<Record<TemplateLanguage, string>> = { python: "py", script: "tsx", json: "json" };

async function insertTool(
  editor: vscode.TextEditor,
  language: TemplateLanguage,
  title: string,
): Promise<void> {
  const [{ compose, templatesFor }, { discoverInText }, { builtinThreatModel }] = await Promise.all([
    import("../../tools/templates/compose.ts"),
    import("../../tools/discover.ts"),
    import("../../ots/threat-model.ts"),
  ]);
  const { document } = editor;
  const text = document.getText();
  const { tools } = await discoverInText({ file: `file.${endings[language]}`, text }, builtinThreatModel);
  const frameworks = tools.map(({ framework }) => framework);
  const { templates, certain } = templatesFor(language, text, frameworks);
  const template = certain ? templates[0] : await pickTemplate(templates, title);
  const intent = template && (await pickIntent(title));
  if (!template || !intent) {
    return;
  }
  const taken = tools.map(({ source: { range } }) => ({
    start: document.offsetAt(new vscode.Position(range.startLine, range.startColumn)),
    end: document.offsetAt(new vscode.Position(range.endLine, range.endColumn)),
  }));
  const cursor = document.offsetAt(editor.selection.active);
  const composed = await compose(template, intent, text, cursor, taken);
  const edits: (vscode.TextEdit | vscode.SnippetTextEdit)[] = [];
  if (composed.imports) {
    const { offset, text: lines } = composed.imports;
    edits.push(vscode.TextEdit.insert(document.positionAt(offset), lines));
  }
  const at = document.positionAt(composed.offset);
  const snippet = new vscode.SnippetTextEdit(
    new vscode.Range(at, at),
    new vscode.SnippetString(composed.snippet),
  );
  // The text is indented for its place already.
  Object.assign(snippet, { keepWhitespace: true });
  edits.push(snippet);
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  await vscode.window.showTextDocument(document, editor.viewColumn);
  await vscode.workspace.applyEdit(edit);
}

async function pickTemplate(
  templates: readonly ToolTemplate[],
  title: string,
): Promise<ToolTemplate | undefined> {
  const items = templates.map((template) => ({ label: template.title, template }));
  const placeHolder = l10n.t("For which framework?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.template;
}

async function pickIntent(title: string): Promise<ToolIntent | undefined> {
  const items: (vscode.QuickPickItem & { intent: ToolIntent })[] = [
    { label: l10n.t("It reads"), detail: l10n.t("Returns something and changes nothing."), intent: "reads" },
    {
      label: l10n.t("It acts"),
      detail: l10n.t("Changes, sends, pays or deletes something: written so that somebody is asked first."),
      intent: "acts",
    },
  ];
  const placeHolder = l10n.t("What does the tool do?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.intent;
}
