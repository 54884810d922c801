import type * as vscode from "vscode";
import { type AutoSafeApi, createApi } from "./editor/api.ts";
import { registerToolHover } from "./editor/authoring/tool-hover.ts";
import { Disposables } from "./editor/base/disposables.ts";
import { registerCommands } from "./editor/commands/register.ts";
import { createGround } from "./editor/ground.ts";
import { ToolLenses } from "./editor/lenses.ts";
import { registerLanguageModelTools } from "./editor/model-tools/register.ts";
import { ReportPanels } from "./editor/report/report-panel.ts";
import { registerStatusItem } from "./editor/run/status-item.ts";
import { createInspector } from "./editor/trajectory/inspector.ts";
import { registerViews } from "./editor/views/register.ts";
import { watchProjects } from "./editor/watch.ts";

/** A table of contents: everything here is cheap. Parsers, schemas, store and pipeline load when first needed. */
export function activate(context: vscode.ExtensionContext): AutoSafeApi {
  const began = performance.now();
  const owned = new Disposables();
  context.subscriptions.push(owned);

  const ground = createGround(context, owned);
  const { projects, scanner, runs, activity, log, funnel } = ground;
  const watch = watchProjects(ground, owned);
  const views = registerViews({ ...ground, ...watch }, owned);
  owned.add(registerStatusItem(runs));
  owned.add(new ToolLenses(projects, watch.follower));
  owned.add(registerToolHover(projects, watch.follower));
  const inspector = createInspector(ground, owned);
  const reports = owned.add(new ReportPanels(ground));
  owned.add(registerCommands({ ...ground, ...watch, ...views, inspector, reports }, funnel));
  owned.add(registerLanguageModelTools(ground));

  const milliseconds = (performance.now() - began).toFixed(1);
  setImmediate(() => log.debug(`activated in ${milliseconds} ms`));
  return createApi(projects, scanner, activity);
}
