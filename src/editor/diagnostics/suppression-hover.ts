import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { inMarkdown } from "../base/plain-text.ts";
import { fileUriOf } from "../project/notebook-cells.ts";
import type { Projects } from "../project/projects.ts";
import type { Diagnostics } from "./diagnostics.ts";
import { explainTarget } from "./marks.ts";
import type { AllProjectRules } from "./project-rules.ts";

const { l10n } = vscode;
const directive = /autosafe-ignore(?:-(?:next-line|start|end|file))?\b[^\n]*/;

/** On a comment that silences rules: what the rules find, the reason given, and whether it still silences anything. */
export function registerSuppressionHover(
  projects: Projects,
  rules: AllProjectRules,
  diagnostics: Diagnostics,
): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: "*" },
    {
      async provideHover(document, position) {
        const project = projects.around(fileUriOf(document.uri));
        const range = document.getWordRangeAtPosition(position, directive);
        if (!project || !range) {
          return undefined;
        }
        const text = document.getText(range);
        const [before = "", reason = ""] = text.split(/\s--\s/, 2);
        const named = new Set(before.match(/[a-z][a-z0-9]*(?:-[a-z0-9]+)+/g) ?? []);
        const { infos } = await rules.of(project);
        const lines = infos
          .filter(({ id }) => named.has(id))
          .map(
            ({ id, title }) =>
              `- [\`${id}\`](${explainTarget(project, id).toString()}): ${inMarkdown(title)}`,
          );
        if (lines.length === 0) {
          return undefined;
        }
        const unused = diagnostics
          .markedIn(document.uri, range)
          .some(({ finding }) => finding.ruleId === "unused-suppression");
        const parts = [
          l10n.t("Ignored here:"),
          lines.join("\n"),
          reason.trim() === ""
            ? l10n.t("No reason is given.")
            : `${l10n.t("Reason:")} ${inMarkdown(reason.replace(/\s*(?:\*\/\}?|-->)\s*$/, ""))}`,
          unused ? l10n.t("Nothing of this is found here any more: the comment can go.") : "",
        ];
        const content = new vscode.MarkdownString(parts.filter((part) => part !== "").join("\n\n"));
        content.isTrusted = { enabledCommands: [commands.explainRule] };
        return new vscode.Hover(content, range);
      },
    },
  );
}
