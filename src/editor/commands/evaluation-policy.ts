import * as vscode from "vscode";
import { InputError } from "../../syntax/input-error.ts";
import type { Project } from "../project/project.ts";

interface PolicyItem extends vscode.QuickPickItem {
  read: () => Promise<string | undefined>;
}

const longest = 200_000;
const mostFiles = 40;
const policyFiles =
  "{**/*policy*.md,**/*policy*.txt,**/*prompt*.md,**/*prompt*.txt,AGENTS.md,CLAUDE.md,.github/copilot-instructions.md}";

/**
 * Asks for the policy text that is put before the agent: none, one distilled from the project's reflections, or a file.
 * @returns undefined when the person leaves
 */
export async function askPolicy(project: Project, title: string): Promise<string | undefined> {
  const pattern = new vscode.RelativePattern(project.folder, policyFiles);
  const files = await vscode.workspace.findFiles(pattern, "**/node_modules/**", mostFiles);
  const items: PolicyItem[] = [
    { label: vscode.l10n.t("No policy text"), read: async () => "" },
    {
      label: vscode.l10n.t("Distilled from this project's reflections"),
      detail: vscode.l10n.t("What Generate Safety Policy writes. Compare with an evaluation without it."),
      read: () => distilled(project),
    },
    ...files
      .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), read: () => textOf(uri) }))
      .sort((a, b) => a.label.localeCompare(b.label)),
    {
      label: vscode.l10n.t("Another file…"),
      read: async () => {
        const [uri] = (await vscode.window.showOpenDialog({ title, defaultUri: project.folder.uri })) ?? [];
        return uri && textOf(uri);
      },
    },
  ];
  const placeHolder = vscode.l10n.t("Which policy text is put before the agent?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true }))?.read();
}

async function distilled(project: Project): Promise<string> {
  const [store, { model }, { safetyPolicy }] = await Promise.all([
    project.store(),
    project.threatModel(),
    import("../../dataset/safety-policy.ts"),
  ]);
  const text = safetyPolicy(store, model);
  if (text === undefined) {
    throw new InputError(
      vscode.l10n.t(
        "There is no pair to learn from yet: run the pipeline until a safe action stands beside an unsafe one.",
      ),
    );
  }
  return text;
}

async function textOf(uri: vscode.Uri): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (bytes.length > longest) {
    throw new InputError(
      vscode.l10n.t("{0} is too long for a policy text.", vscode.workspace.asRelativePath(uri)),
    );
  }
  return new TextDecoder().decode(bytes);
}
