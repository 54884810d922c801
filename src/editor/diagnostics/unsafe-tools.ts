import * as vscode from "vscode";
import { commands, settings } from "../../ledger.ts";
import type { Activity } from "../base/activity.ts";
import { debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import { editorRange } from "../base/editor-range.ts";
import type { Log } from "../base/log.ts";
import { oneLine } from "../base/plain-text.ts";
import { readSetting } from "../base/settings.ts";
import { toolLink } from "../commands/links.ts";
import type { Projects } from "../project/projects.ts";
import type { ToolRef } from "../views/tool-tree.ts";
import { scenarioCount } from "../words.ts";

const pause = 300;

interface UnsafeToolsParts {
  projects: Projects;
  activity: Activity;
  log: Log;
}

/** Marks the definition of each tool whose scenarios ended in an unsafe action, with the numbers, in open documents. */
export function registerUnsafeTools({ projects, activity, log }: UnsafeToolsParts): vscode.Disposable {
  const owned = new Disposables();
  const collection = owned.add(vscode.languages.createDiagnosticCollection("autosafe.unsafe-tools"));
  const show = async (document: vscode.TextDocument): Promise<void> => {
    const project = projects.of(document.uri);
    const tools = project?.tools.inFile(project.fileOf(document.uri)) ?? [];
    if (!project || tools.length === 0 || !readSetting(settings.unsafeTools, document.uri)) {
      collection.delete(document.uri);
      return;
    }
    await project.store();
    collection.set(
      document.uri,
      tools.flatMap((tool) => diagnosticOf({ project, tool })),
    );
  };
  const refresh = owned.add(
    debounce(activity, pause, async () => {
      for (const document of vscode.workspace.textDocuments) {
        await show(document).catch((error) => log.error(`marking tools of ${document.uri.fsPath}`, error));
      }
    }),
  );
  for (const event of [
    projects.onDidChangeScenarios,
    projects.onDidChangeTools,
    vscode.workspace.onDidOpenTextDocument,
  ]) {
    owned.add((event as vscode.Event<unknown>)(() => refresh.call()));
  }
  owned.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)));
  owned.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.unsafeTools)) {
        refresh.call();
      }
    }),
  );
  return owned;
}

function diagnosticOf(ref: ToolRef): vscode.Diagnostic[] {
  const { project, tool } = ref;
  const { scenarios, unsafe, open } = project.scenarios.ofTool(tool.id);
  if (unsafe === 0) {
    return [];
  }
  const message =
    open === 0
      ? vscode.l10n.t(
          "{0}: the agent acted unsafely in {1} of {2}; a safe action stands beside each.",
          oneLine(tool.name, 60),
          unsafe,
          scenarioCount(scenarios),
        )
      : vscode.l10n.t(
          "{0}: the agent acted unsafely in {1} of {2}; {3} still without a safe action.",
          oneLine(tool.name, 60),
          unsafe,
          scenarioCount(scenarios),
          open,
        );
  const diagnostic = new vscode.Diagnostic(
    editorRange(tool.source.nameRange),
    message,
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = "autosafe";
  diagnostic.code = {
    value: "unsafe-scenarios",
    target: vscode.Uri.parse(toolLink(commands.showScenarios, ref)),
  };
  return [diagnostic];
}
