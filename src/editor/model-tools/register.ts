import * as vscode from "vscode";
import { languageModelTools } from "../../ledger.ts";
import { Disposables } from "../base/disposables.ts";
import type { Projects } from "../project/projects.ts";
import type { Scanner } from "../project/scanner.ts";
import { explainUnsafeStep } from "./explain-unsafe-step.ts";
import { listRiskScenarios } from "./list-risk-scenarios.ts";
import { scanToolDefinitions } from "./scan-tool-definitions.ts";

export interface ModelToolParts {
  projects: Projects;
  scanner: Scanner;
}

/** Registers the tools that agents in the editor can call. All of them only read. */
export function registerLanguageModelTools(parts: ModelToolParts): vscode.Disposable {
  const owned = new Disposables();
  // Absent in editors that are built without language models.
  if (typeof vscode.lm?.registerTool === "function") {
    owned.add(vscode.lm.registerTool(languageModelTools.listScenarios, listRiskScenarios(parts)));
    owned.add(vscode.lm.registerTool(languageModelTools.scanTools, scanToolDefinitions(parts)));
    owned.add(vscode.lm.registerTool(languageModelTools.explainStep, explainUnsafeStep(parts)));
  }
  return owned;
}
