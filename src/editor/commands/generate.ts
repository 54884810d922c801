import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { groupBy } from "../base/group-by.ts";
import type { ScenarioRef } from "../views/scenario-nodes.ts";
import type { ToolRef } from "../views/tool-tree.ts";
import { scenarioArguments, toolArguments } from "./arguments.ts";
import { allTools, requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { needToolAtCursor, needToolsInFile, pickTools } from "./pick-tools.ts";
import { tellReport } from "./report.ts";

type GenerateCommand =
  | typeof commands.generate
  | typeof commands.generateAtCursor
  | typeof commands.generateForFile
  | typeof commands.generateForTools
  | typeof commands.runPipeline;

export function generateHandlers(parts: CommandParts): Record<GenerateCommand, CommandHandler> {
  const generate = vscode.l10n.t("Generate Risk Scenarios");
  const pipeline = vscode.l10n.t("Run Full Pipeline");
  const named = async (kind: "generate" | "pipeline", tools: () => Promise<ToolRef[] | undefined>) => {
    requireTrust();
    await allTools(parts);
    await runForTools(parts, kind, (await tools()) ?? []);
  };
  return {
    [commands.generate]: {
      name: generate,
      run: () => named("generate", () => pickTools(parts, generate)),
    },
    [commands.generateAtCursor]: {
      name: generate,
      run: () => named("generate", () => needToolAtCursor(parts)),
    },
    [commands.generateForFile]: {
      name: generate,
      run: () => named("generate", () => needToolsInFile(parts)),
    },
    [commands.generateForTools]: {
      name: generate,
      run: (...args) => named("generate", async () => toolArguments(args)),
    },
    [commands.runPipeline]: {
      name: pipeline,
      run: (...args) => {
        const tools = toolArguments(args);
        const scenarios = tools.length > 0 ? [] : scenarioArguments(args, []);
        return scenarios.length > 0
          ? runForScenarios(parts, "finish", scenarios)
          : named("pipeline", async () => (tools.length > 0 ? tools : pickTools(parts, pipeline)));
      },
    },
  };
}

/** Runs for tools, folder by folder. */
async function runForTools(
  parts: CommandParts,
  kind: "generate" | "pipeline",
  refs: readonly ToolRef[],
): Promise<void> {
  for (const [project, own] of groupBy(refs, (ref) => ref.project)) {
    const tools = own.map(({ tool }) => tool.id);
    tellReport(parts, await parts.runs.start({ kind, project, tools }));
  }
}

/** Runs for scenarios, folder by folder. */
export async function runForScenarios(
  parts: CommandParts,
  kind: "simulate" | "reflect" | "finish",
  refs: readonly ScenarioRef[],
): Promise<void> {
  requireTrust();
  for (const [project, own] of groupBy(refs, (ref) => ref.project)) {
    const scenarios = own.map(({ row }) => row.id);
    tellReport(parts, await parts.runs.start({ kind, project, scenarios }));
  }
}
