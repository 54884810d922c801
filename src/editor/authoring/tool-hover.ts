import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { Approval, ToolDefinition } from "../../ots/tool.ts";
import { mayDefineTools } from "../../tools/tool-language.ts";
import { editorRange } from "../base/editor-range.ts";
import { inMarkdown } from "../base/plain-text.ts";
import { scenarioLink, toolLink } from "../commands/links.ts";
import { toolLanguages } from "../lenses.ts";
import type { DocumentFollower } from "../project/document-follower.ts";
import type { Projects } from "../project/projects.ts";
import type { ToolRef } from "../views/tool-tree.ts";
import { countsLine, severityWord, sourceWord, stateWord } from "../words.ts";
import { type Risk, risksOf, worstOf } from "./risks.ts";

const { l10n } = vscode;
const linked = [
  commands.showRisks,
  commands.correctLabels,
  commands.showScenarios,
  commands.openTrajectory,
] as const;

/** On the name of a tool: what it can do and why, which risk cells apply, what the scenarios have shown. */
export function registerToolHover(projects: Projects, follower: DocumentFollower): vscode.Disposable {
  const selector = toolLanguages.map((language) => ({ language }));
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position) {
      const project = projects.of(document.uri);
      if (!project || !mayDefineTools(document.uri.path)) {
        return undefined;
      }
      const found = nameAt(document, position, await follower.current(document));
      return found && new vscode.Hover(await describe({ project, tool: found.tool }), found.range);
    },
  });
}

/**
 * The tool whose name stands at the position: where the definition gives it, or as a word within the definition, as a
 * function is often called like the name that its decorator gives it.
 */
function nameAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  tools: readonly ToolDefinition[],
): { tool: ToolDefinition; range: vscode.Range } | undefined {
  const given = tools.find(({ source }) => editorRange(source.nameRange).contains(position));
  if (given) {
    return { tool: given, range: editorRange(given.source.nameRange) };
  }
  const range = document.getWordRangeAtPosition(position);
  const word = range && document.getText(range);
  const tool = tools.find(
    ({ name, source }) => name === word && editorRange(source.range).contains(position),
  );
  return range && tool && { tool, range };
}

async function describe(ref: ToolRef): Promise<vscode.MarkdownString> {
  const { project, tool } = ref;
  // A store that cannot be read is the scenario view's to report.
  await project.store().catch(() => undefined);
  const [{ model }, { annotationContradictions }] = await Promise.all([
    project.threatModel(),
    import("../../tools/capabilities.ts"),
  ]);
  const rows = project.scenarios.rowsOfTool(tool.id);
  const risks = risksOf(tool, project.tools.all(), model, rows);
  const worst = worstOf(rows);
  const links = [
    link(l10n.t("Show risks"), toolLink(commands.showRisks, ref)),
    link(l10n.t("Correct labels"), toolLink(commands.correctLabels, ref)),
    ...(rows.length > 0 ? [link(l10n.t("Show scenarios"), toolLink(commands.showScenarios, ref))] : []),
  ];
  const parts = [
    `**${inMarkdown(tool.name)}** · ${inMarkdown(tool.framework)}`,
    ...annotationContradictions(tool).map((text) => `⚠ ${inMarkdown(text)}`),
    labels(ref),
    ...(tool.approval
      ? [inMarkdown(l10n.t("Approval: {0} ({1})", tool.approval.required, statedIn(tool.approval)))]
      : []),
    cells(risks, (id) => project.titleOf(id)),
    rows.length > 0
      ? inMarkdown(l10n.t("So far: {0}", countsLine(project.scenarios.ofTool(tool.id))))
      : l10n.t("No scenarios yet."),
    ...(worst
      ? [
          `${l10n.t("The worst:")} ${stateWord(worst.state)}, ${severityWord(worst.severity)}: ${link(
            inMarkdown(worst.title),
            scenarioLink(commands.openTrajectory, ref, worst),
          )}`,
        ]
      : []),
    links.join(" · "),
  ];
  const text = new vscode.MarkdownString(parts.filter((part) => part !== "").join("\n\n"));
  text.isTrusted = { enabledCommands: linked };
  return text;
}

function labels({ tool }: ToolRef): string {
  return tool.capabilities.length === 0
    ? l10n.t("No capability labels: as far as the definition tells, it has no effect that could harm.")
    : tool.capabilities
        .map(({ label, evidence }) => {
          const proof = evidence.map(({ text }) => inMarkdown(text)).join("; ");
          return `- \`${label}\`: ${proof}`;
        })
        .join("\n");
}

/** A line for each outcome: its sources, and how many scenarios each has. */
function cells(risks: readonly Risk[], titleOf: (id: string) => string): string {
  if (risks.length === 0) {
    return l10n.t("No risk cell applies.");
  }
  const missing = risks.filter(({ scenarios }) => scenarios === 0).length;
  const outcomes = [...new Set(risks.map(({ cell }) => cell.outcome))];
  const lines = outcomes.map((outcome) => {
    const own = risks.filter(({ cell }) => cell.outcome === outcome);
    const sources = own.map(({ cell, scenarios, unsafe }) => {
      const name = sourceWord(cell.source);
      return unsafe > 0
        ? l10n.t("{0} {1} ({2} unsafe)", name, scenarios, unsafe)
        : l10n.t("{0} {1}", name, scenarios);
    });
    return `- ${inMarkdown(titleOf(outcome))}: ${inMarkdown(sources.join(" · "))}`;
  });
  return `${l10n.t("{0} risk cells apply, {1} without a scenario:", risks.length, missing)}\n${lines.join("\n")}`;
}

/** @param text already in Markdown. */
/** What states an approval, with its file when that is not the tool's. */
function statedIn({ statedBy, file }: Approval): string {
  return file === undefined ? statedBy : `${statedBy}, ${file}`;
}

function link(text: string, target: string): string {
  return `[${text}](${target})`;
}
