import type * as vscode from "vscode";
import { type AutoSafeApi, createApi } from "./editor/api.ts";
import { registerToolHover } from "./editor/authoring/tool-hover.ts";
import { Activity } from "./editor/base/activity.ts";
import { createContextKeys } from "./editor/base/context-keys.ts";
import { Disposables } from "./editor/base/disposables.ts";
import { createFunnel } from "./editor/base/funnel.ts";
import { createLog } from "./editor/base/log.ts";
import { rememberedFilter } from "./editor/commands/filter.ts";
import { registerCommands } from "./editor/commands/register.ts";
import { openProblem } from "./editor/commands/reveal.ts";
import { samplesFolder } from "./editor/commands/samples.ts";
import { rememberedGrouping } from "./editor/commands/view.ts";
import { DocumentScans } from "./editor/diagnostics/document-scans.ts";
import { AllProjectRules } from "./editor/diagnostics/project-rules.ts";
import { registerDiagnostics } from "./editor/diagnostics/register.ts";
import { ToolLenses } from "./editor/lenses.ts";
import { Keys } from "./editor/model/keys.ts";
import { registerLanguageModelTools } from "./editor/model-tools/register.ts";
import { ChangedServers } from "./editor/project/changed-servers.ts";
import { followChanges } from "./editor/project/follow.ts";
import type { Project } from "./editor/project/project.ts";
import { Projects } from "./editor/project/projects.ts";
import { Scanner } from "./editor/project/scanner.ts";
import { ReportPanels } from "./editor/report/report-panel.ts";
import { Runs } from "./editor/run/runs.ts";
import { registerStatusItem } from "./editor/run/status-item.ts";
import { createInspector } from "./editor/trajectory/inspector.ts";
import { registerDataSetView } from "./editor/views/dataset-tree.ts";
import { ScenarioTree } from "./editor/views/scenario-tree.ts";
import { registerScenarioView } from "./editor/views/scenario-view.ts";
import { ToolTree } from "./editor/views/tool-tree.ts";
import { registerToolView } from "./editor/views/tool-view.ts";

/** A table of contents: everything here is cheap. Parsers, schemas, store and pipeline load when first needed. */
export function activate(context: vscode.ExtensionContext): AutoSafeApi {
  const began = performance.now();
  const owned = new Disposables();
  context.subscriptions.push(owned);
  const log = owned.add(createLog());
  const activity = new Activity();
  const setContext = createContextKeys();
  const funnel = createFunnel(log, openProblem);

  const storage = context.storageUri ?? context.globalStorageUri;
  const { workspaceState: memento, extensionUri } = context;
  const samples = samplesFolder(context);
  const projects = owned.add(new Projects(storage, samples, log));
  const scanner = owned.add(new Scanner({ projects, log, activity, setContext }));
  const keys = new Keys(context.secrets);
  const runs = owned.add(new Runs({ projects, activity, log, setContext, keys, memento }));
  const isRunning = () => runs.isRunning;
  const rules = new AllProjectRules();
  const scans = new DocumentScans(rules, log);
  const diagnostics = registerDiagnostics({ projects, rules, scans, activity, log }, owned);
  const onRules = (project: Project) => {
    rules.forget(project);
    diagnostics.refresh();
  };
  const follower = followChanges({ projects, scanner, activity, log, isRunning, onRules }, owned);
  const changedServers = owned.add(new ChangedServers());
  owned.add(registerStatusItem(runs));

  const version = String(context.extension.packageJSON.version);

  const settled = () => scanner.begin();
  const grouping = rememberedGrouping(context.workspaceState);
  const scenarioTree = owned.add(
    new ScenarioTree({ projects, activity, log, settled }, grouping, rememberedFilter(memento)),
  );
  const scenarioView = registerScenarioView(scenarioTree, projects, setContext, owned);
  const toolTree = owned.add(new ToolTree({ projects, activity, scanned: settled }));
  registerToolView(toolTree, projects, follower, setContext, owned);
  owned.add(new ToolLenses(projects, follower));
  owned.add(registerToolHover(projects, follower));
  const editorParts = {
    projects,
    scanner,
    funnel,
    log,
    setContext,
    activity,
    extensionUri,
  };
  const inspector = createInspector(editorParts, owned);
  const reports = owned.add(new ReportPanels({ ...editorParts, runs }));
  registerDataSetView({ projects, activity, settled }, owned);
  const parts = {
    projects,
    scanner,
    follower,
    changedServers,
    diagnostics,
    rules,
    activity,
    runs,
    inspector,
    reports,
    log,
    setContext,
    scenarioTree,
    scenarioView,
  };
  owned.add(registerCommands({ ...parts, memento, keys, extensionUri, samples, version }, funnel));
  owned.add(registerLanguageModelTools({ projects, scanner }));

  const milliseconds = (performance.now() - began).toFixed(1);
  setImmediate(() => log.debug(`activated in ${milliseconds} ms`));
  return createApi(projects, scanner, activity);
}
