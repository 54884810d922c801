import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import { replaceText, textOf } from "../base/replace-text.ts";
import { rulesFile } from "../diagnostics/project-rules.ts";
import { showRulePage } from "../diagnostics/rule-pages.ts";
import type { Project } from "../project/project.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { tellReport } from "./report.ts";
import { cellsOfFinding } from "./risks.ts";
import { revealScenario } from "./view.ts";

const { l10n } = vscode;

type FindingCommand =
  | typeof commands.explainRule
  | typeof commands.disableRule
  | typeof commands.suppressInSettings
  | typeof commands.generateForFinding;

/** What quick fixes and links of findings do beyond editing the file. */
export function findingHandlers(parts: CommandParts): Record<FindingCommand, CommandHandler> {
  const explain = l10n.t("Explain Rule");
  return {
    [commands.explainRule]: {
      name: explain,
      run: async (ruleId, folder) => {
        const id = typeof ruleId === "string" ? ruleId : await pickRule(parts, explain);
        if (id !== undefined) {
          await showRulePage(id, typeof folder === "string" ? folder : "");
        }
      },
    },
    [commands.disableRule]: {
      name: l10n.t("Turn Rule Off"),
      run: async (target) => {
        const { project, ruleId } = targetOf(parts, target);
        const { withRuleOff } = await import("../../analysis/settings/edit.ts");
        await editRules(project, (text) => withRuleOff(text, ruleId));
      },
    },
    [commands.suppressInSettings]: {
      name: l10n.t("Ignore Finding"),
      run: async (target) => {
        const { project, ruleId, file = "" } = targetOf(parts, target);
        const reason = await vscode.window.showInputBox({
          title: l10n.t("Ignore {0} in {1}", ruleId, file),
          prompt: l10n.t("Why is this no danger here?"),
          validateInput: (text) => (text.trim() === "" ? l10n.t("A reason is needed.") : undefined),
        });
        if (reason !== undefined) {
          const { withSuppressed } = await import("../../analysis/settings/edit.ts");
          await editRules(project, (text) => withSuppressed(text, { rule: ruleId, file, reason }));
        }
      },
    },
    [commands.generateForFinding]: {
      name: l10n.t("Generate Risk Scenarios"),
      run: async (target) => {
        requireTrust();
        const { project, ruleId, toolId = "" } = targetOf(parts, target);
        await parts.scanner.ensure(); // nobody may have looked for tools yet
        const tool = project.tools.byId(toolId);
        const rule = (await parts.rules.of(project)).infos.find(({ id }) => id === ruleId);
        if (!tool || !rule) {
          throw new InputError(l10n.t("The tool of this finding is no longer in this workspace."));
        }
        const ref = { project, tool };
        const { cells, tools } = await cellsOfFinding(ref, rule);
        if (cells.length === 0) {
          await vscode.commands.executeCommand(commands.showRisks, { kind: "tool", ...ref });
          return;
        }
        await project.store();
        const before = new Set(project.scenarios.rowsOfTool(toolId).map(({ id }) => id));
        tellReport(parts, await parts.runs.start({ kind: "cells", project, cells, tools }));
        const made = project.scenarios.rowsOfTool(toolId).find(({ id }) => !before.has(id));
        await (made === undefined
          ? vscode.commands.executeCommand(commands.showScenarios, { kind: "tool", ...ref })
          : revealScenario(parts, { project, row: made }));
      },
    },
  };
}

interface Target {
  project: Project;
  ruleId: string;
  file?: string;
  toolId?: string;
}

/** What a quick fix passes: the project by its key, the rest as it is. */
function targetOf({ projects }: CommandParts, value: unknown): Target {
  const given = (value ?? {}) as Record<string, unknown>;
  const project = typeof given.folder === "string" ? projects.byKey(given.folder) : undefined;
  if (!project || typeof given.ruleId !== "string") {
    throw new InputError(l10n.t("This is called on a finding: use the light bulb beside it."));
  }
  const { ruleId } = given;
  return {
    project,
    ruleId,
    ...(typeof given.file === "string" ? { file: given.file } : {}),
    ...(typeof given.toolId === "string" ? { toolId: given.toolId } : {}),
  };
}

async function editRules(project: Project, edit: (text: string) => string): Promise<void> {
  requireTrust();
  const uri = project.uriOf(rulesFile);
  await replaceText(uri, edit((await textOf(uri)) ?? ""));
}

async function pickRule({ projects, rules }: CommandParts, title: string): Promise<string | undefined> {
  const [project] = projects.all();
  if (!project) {
    throw new InputError(l10n.t("Open a folder first: AutoSafe works on the tool definitions of a folder."));
  }
  const items = (await rules.of(project)).infos.map(({ id, title: detail }) => ({ label: id, detail }));
  const placeHolder = l10n.t("Which rule?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true }))?.label;
}
