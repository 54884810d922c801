import type * as vscode from "vscode";
import type { Activity } from "../base/activity.ts";
import type { SetContext } from "../base/context-keys.ts";
import type { Log } from "../base/log.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { AllProjectRules } from "../diagnostics/project-rules.ts";
import type { Keys } from "../model/keys.ts";
import type { ChangedServers } from "../project/changed-servers.ts";
import type { DocumentFollower } from "../project/document-follower.ts";
import type { Projects } from "../project/projects.ts";
import type { Scanner } from "../project/scanner.ts";
import type { ReportPanels } from "../report/report-panel.ts";
import type { Runs } from "../run/runs.ts";
import type { Inspector } from "../trajectory/inspector.ts";
import type { ScenarioTreeNode } from "../views/scenario-nodes.ts";
import type { ScenarioTree } from "../views/scenario-tree.ts";

/** What commands work with. */
export interface CommandParts {
  projects: Projects;
  scanner: Scanner;
  follower: DocumentFollower;
  changedServers: ChangedServers;
  diagnostics: Diagnostics;
  rules: AllProjectRules;
  activity: Activity;
  runs: Runs;
  inspector: Inspector;
  reports: ReportPanels;
  log: Log;
  setContext: SetContext;
  scenarioTree: ScenarioTree;
  scenarioView: vscode.TreeView<ScenarioTreeNode>;
  memento: vscode.Memento;
  keys: Keys;
  extensionUri: vscode.Uri;
  /** Folder of the copies of the extension's sample files. */
  samples: vscode.Uri;
  /** The extension's own. */
  version: string;
}

/** A command's body with the words that name it in a failure message. */
export interface CommandHandler {
  name: string;
  run: (...args: unknown[]) => unknown;
}
