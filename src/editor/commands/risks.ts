import * as vscode from "vscode";
import type { RuleInfo } from "../../analysis/rule-info.ts";
import { commands } from "../../ledger.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import { InputError } from "../../syntax/input-error.ts";
import { type Risk, risksOf } from "../authoring/risks.ts";
import { withoutIcons } from "../base/plain-text.ts";
import type { ToolRef } from "../views/tool-tree.ts";
import { countsLine, sourceWord } from "../words.ts";
import { toolArguments } from "./arguments.ts";
import { allTools, requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { pickTool, toolAtCursor } from "./pick-tools.ts";
import { tellReport } from "./report.ts";

interface RiskItem extends vscode.QuickPickItem {
  risk?: Risk;
}

/** Lists the applicable cells of one tool and generates for those that are chosen. */
export function riskHandlers(parts: CommandParts): Record<typeof commands.showRisks, CommandHandler> {
  const name = vscode.l10n.t("Show Risks of This Tool");
  return {
    [commands.showRisks]: {
      name,
      run: async (...args) => {
        await allTools(parts);
        const ref = await oneTool(parts, args, name);
        const chosen = ref && (await chooseCells(ref));
        if (ref && chosen && chosen.length > 0) {
          requireTrust();
          const cells = chosen.map(({ key }) => key);
          tellReport(parts, await parts.runs.start({ kind: "cells", project: ref.project, cells }));
        }
      },
    },
  };
}

/** Keys of the tool's cells that a rule's findings are about, with the tools as the finding shows them. */
export async function cellsOfFinding(
  { project, tool }: ToolRef,
  rule: Pick<RuleInfo, "id" | "source" | "outcomes">,
): Promise<{ cells: string[]; tools: ToolDefinition[] }> {
  const { model } = await project.threatModel();
  const { asFound } = await import("../../analysis/shown-label.ts");
  const found = asFound(tool, rule, model);
  const tools = project.tools.all().map((one) => (one.id === tool.id ? found : one));
  const risks = risksOf(found, tools, model, project.scenarios.rowsOfTool(tool.id));
  const outcomes = risks.filter(({ cell }) => rule.outcomes.includes(cell.outcome));
  const exact = outcomes.filter(({ cell }) => cell.source === rule.source);
  return { cells: (exact.length > 0 ? exact : outcomes).map(({ key }) => key), tools };
}

/** The tool a command was called on, else the one at the cursor, else one the user picks. */
export async function oneTool(
  parts: CommandParts,
  args: readonly unknown[],
  title: string,
): Promise<ToolRef | undefined> {
  const [called] = toolArguments(args);
  return called ?? (await toolAtCursor(parts)) ?? (await pickTool(parts, title));
}

async function chooseCells({ project, tool }: ToolRef): Promise<readonly Risk[] | undefined> {
  await project.store();
  const { model } = await project.threatModel();
  const risks = risksOf(tool, project.tools.all(), model, project.scenarios.rowsOfTool(tool.id));
  const name = withoutIcons(tool.name);
  if (risks.length === 0) {
    throw new InputError(
      vscode.l10n.t(
        "No risk applies to {0}: what it does, as far as its definition tells, opens no risk outcome. If a label is missing, correct its labels.",
        name,
      ),
    );
  }
  const missing = risks.filter(({ scenarios }) => scenarios === 0).length;
  const picked = await vscode.window.showQuickPick(
    items(risks, (id) => project.titleOf(id)),
    {
      title: vscode.l10n.t("Risks of {0}: {1} cells, {2} without a scenario", name, risks.length, missing),
      placeHolder: vscode.l10n.t("Generate a scenario for each ticked cell"),
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.flatMap(({ risk }) => risk ?? []);
}

/** By outcome; what has no scenario is ticked. */
function items(risks: readonly Risk[], titleOf: (id: string) => string): RiskItem[] {
  const outcomes = [...new Set(risks.map(({ cell }) => cell.outcome))];
  return outcomes.flatMap((outcome): RiskItem[] => [
    { label: withoutIcons(titleOf(outcome)), kind: vscode.QuickPickItemKind.Separator },
    ...risks
      .filter(({ cell }) => cell.outcome === outcome)
      .map(
        (risk): RiskItem => ({
          label: sourceWord(risk.cell.source),
          description:
            risk.scenarios === 0 ? vscode.l10n.t("no scenario yet") : countsLine({ ...risk, open: 0 }),
          detail: withoutIcons(
            `${titleOf(outcome)}: ${risk.cell.triggers.map(({ title }) => title).join(", ")}`,
          ),
          picked: risk.scenarios === 0,
          risk,
        }),
      ),
  ]);
}
