import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { commands, panels } from "../../ledger.ts";
import type { FromReport, ReportData, ReportPlace, ToReport } from "../../shared/report.ts";
import type { Activity } from "../base/activity.ts";
import { debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import type { Funnel } from "../base/funnel.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import type { Scanner } from "../project/scanner.ts";
import type { Runs } from "../run/runs.ts";
import { pageHtml } from "../trajectory/html.ts";

export interface ReportPanelParts {
  projects: Projects;
  scanner: Scanner;
  runs: Runs;
  funnel: Funnel;
  activity: Activity;
  extensionUri: vscode.Uri;
}

/** Milliseconds of quiet after which a changed data set is counted again. */
const quiet = 800;

/** The report pages of the window: one a folder. */
export class ReportPanels implements vscode.Disposable {
  readonly #parts: ReportPanelParts;
  readonly #open = new Map<string, ReportPanel>();

  constructor(parts: ReportPanelParts) {
    this.#parts = parts;
  }

  show(project: Project): void {
    const open = this.#open.get(project.key);
    if (open) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      panels.report,
      vscode.l10n.t("Data Set Report"),
      vscode.ViewColumn.Active,
    );
    const page = new ReportPanel(panel, project, this.#parts);
    this.#open.set(project.key, page);
    panel.onDidDispose(() => {
      this.#open.delete(project.key);
      page.dispose();
    });
  }

  dispose(): void {
    for (const page of this.#open.values()) {
      page.close();
    }
  }
}

class ReportPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #project: Project;
  readonly #parts: ReportPanelParts;
  readonly #owned = new Disposables();
  #data: ReportData | undefined;

  constructor(panel: vscode.WebviewPanel, project: Project, parts: ReportPanelParts) {
    this.#panel = panel;
    this.#project = project;
    this.#parts = parts;
    const { webview } = panel;
    const folder = vscode.Uri.joinPath(parts.extensionUri, "dist", "webview");
    const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    this.#owned.add(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    const again = this.#owned.add(
      debounce(parts.activity, quiet, async () => {
        await this.#run(() => this.#send());
      }),
    );
    const changed = (one: Project) => one === project && again.call();
    this.#owned.add(parts.projects.onDidChangeScenarios(changed));
    this.#owned.add(parts.projects.onDidChangeTools(changed));
    webview.html = pageHtml(
      { cspSource: webview.cspSource, script: address("report.js"), style: address("report.css") },
      randomBytes(16).toString("base64"),
      vscode.l10n.t("Data Set Report"),
      vscode.env.language,
    );
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #run(work: () => Promise<unknown>): Promise<unknown> {
    return Promise.resolve(this.#parts.funnel.run(vscode.l10n.t("Data Set Report"), work));
  }

  async #receive(raw: unknown): Promise<void> {
    await this.#run(async () => {
      const { fromReportSchema } = await import("./messages.ts");
      await this.#act(fromReportSchema.parse(raw));
    });
  }

  async #act(message: FromReport): Promise<void> {
    switch (message.type) {
      case "ready":
        return this.#send();
      case "generate":
        return this.#generate(message.places);
      case "show": {
        const tool = this.#project.tools.all().find(({ id }) => id === message.place.toolId);
        await (tool &&
          vscode.commands.executeCommand(commands.showScenarios, { project: this.#project, tool }));
        return;
      }
      case "export":
        return this.#export(message);
    }
  }

  async #send(): Promise<void> {
    const project = this.#project;
    await this.#parts.scanner.ensure();
    const [store, { model }, { toolSpec }, counting, { reportData, reportStrings }] = await Promise.all([
      project.store(),
      project.threatModel(),
      import("../../ots/tool.ts"),
      import("./count.ts"),
      import("./report-data.ts"),
    ]);
    const counts = await counting.count(store, project.tools.all().map(toolSpec), model);
    this.#data = reportData({
      folder: project.folder.name,
      ...counts,
      titleOf: (id) => project.titleOf(id),
    });
    const message: ToReport = { type: "report", data: this.#data, strings: reportStrings() };
    await this.#panel.webview.postMessage(message);
  }

  async #generate(places: readonly ReportPlace[]): Promise<void> {
    const { requireTrust } = await import("../commands/guards.ts");
    requireTrust();
    const { cellKey } = await import("../../ots/cells.ts");
    const tools = new Map(this.#project.tools.all().map(({ id, name }) => [id, name]));
    const cells = places.flatMap(({ toolId, outcome, source }) => {
      const toolName = tools.get(toolId);
      return toolName === undefined || source === undefined
        ? []
        : [cellKey({ toolId, toolName, outcome, source })];
    });
    if (cells.length > 0) {
      await this.#parts.runs.start({ kind: "cells", project: this.#project, cells });
    }
  }

  async #export({ as, source }: Extract<FromReport, { type: "export" }>): Promise<void> {
    const data = this.#data;
    const target =
      data &&
      (await vscode.window.showSaveDialog({
        defaultUri: this.#project.uriOf(`autosafe-coverage.${as}`),
        filters: { [as.toUpperCase()]: [as] },
      }));
    if (data && target) {
      const { reportCsv, reportSvg } = await import("../../shared/report-files.ts");
      const text = as === "csv" ? reportCsv(data) : reportSvg(data, source);
      await vscode.workspace.fs.writeFile(target, Buffer.from(text));
      vscode.window.setStatusBarMessage(
        `$(check) ${vscode.l10n.t("Saved {0}", vscode.workspace.asRelativePath(target))}`,
        5000,
      );
    }
  }
}
