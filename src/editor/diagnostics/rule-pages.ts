import { posix } from "node:path";
import * as vscode from "vscode";
import type { Projects } from "../project/projects.ts";
import type { AllProjectRules } from "./project-rules.ts";

const scheme = "autosafe-rule";

/** Pages of rules as documents of the extension's own: readable without a network. */
export function registerRulePages(projects: Projects, rules: AllProjectRules): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path, query }) {
      const project = projects.byKey(query) ?? projects.all()[0];
      const id = posix.basename(path, ".md");
      const infos = project ? (await rules.of(project)).infos : [];
      const rule = infos.find((info) => info.id === id);
      const { rulePage } = await import("../../analysis/rule-page.ts");
      return rule ? rulePage(rule) : vscode.l10n.t("There is no rule {0}.", id);
    },
  });
}

/** Shows a rule's page in the Markdown preview, else as text. @param folder key of the project whose rule it may be. */
export async function showRulePage(ruleId: string, folder: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme, path: `/${ruleId.replaceAll(/[^\w-]/g, "")}.md`, query: folder });
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}
