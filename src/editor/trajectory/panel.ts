import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { FromTrajectoryPage, ToTrajectoryPage } from "../../shared/protocol.ts";
import { Disposables } from "../base/disposables.ts";
import type { Funnel } from "../base/funnel.ts";
import type { Log } from "../base/log.ts";
import { oneLine } from "../base/plain-text.ts";
import { revealTool, toolOfScenario } from "../commands/reveal.ts";
import type { Project } from "../project/project.ts";
import type { Scanner } from "../project/scanner.ts";
import { pageHtml } from "./html.ts";
import { trajectoryStrings } from "./strings.ts";
import { openTextDocument } from "./text-documents.ts";

export interface PanelParts {
  extensionUri: vscode.Uri;
  funnel: Funnel;
  scanner: Scanner;
  log: Log;
}

/** Undefined when the folder of a restored panel is not open any more. */
export type PanelSubject = { project: Project; scenarioId: string } | undefined;

/** One trajectory page and the scenario it shows. */
export class TrajectoryPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  #subject: PanelSubject;
  readonly #parts: PanelParts;
  readonly #owned = new Disposables();
  /** The page listens; messages sent before are lost. */
  #ready = false;

  constructor(panel: vscode.WebviewPanel, subject: PanelSubject, parts: PanelParts) {
    this.panel = panel;
    this.#subject = subject;
    this.#parts = parts;
    const folder = vscode.Uri.joinPath(parts.extensionUri, "dist", "webview");
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    const icon = (theme: string) =>
      vscode.Uri.joinPath(parts.extensionUri, "media", `trajectory-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    const address = (name: string) =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    panel.webview.html = pageHtml(
      {
        cspSource: panel.webview.cspSource,
        script: address("trajectory.js"),
        style: address("trajectory.css"),
      },
      randomBytes(16).toString("base64"),
      vscode.l10n.t("Trajectory"),
      vscode.env.language,
    );
  }

  get subject(): PanelSubject {
    return this.#subject;
  }

  /** Shows another scenario in the same page. */
  turnTo(subject: PanelSubject): void {
    this.#subject = subject;
    this.show().catch((error) => this.#parts.log.error("showing a trajectory", error));
  }

  /** Sends what the store holds now, once the page listens. */
  async show(): Promise<void> {
    if (!this.#ready) {
      return;
    }
    const subject = this.#subject;
    const content = await this.#content();
    // The user may have turned to another scenario while this one was read.
    if (subject === this.#subject) {
      await this.panel.webview.postMessage(content);
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #content(): Promise<ToTrajectoryPage> {
    const strings = trajectoryStrings();
    if (!this.subject) {
      return { type: "missing", message: vscode.l10n.t("The folder of this scenario is not open."), strings };
    }
    const { project, scenarioId } = this.subject;
    const [{ scenarioRecords }, { trajectoryPage }] = await Promise.all([
      import("./records.ts"),
      import("./full-page.ts"),
    ]);
    await project.threatModel();
    const records = await scenarioRecords(project, scenarioId);
    const row = project.scenarios.get(scenarioId);
    if (!records || !row) {
      return {
        type: "missing",
        message: vscode.l10n.t("This scenario is no longer in the project's data."),
        strings,
      };
    }
    this.panel.title = oneLine(records.scenario.title, 40);
    return { type: "show", page: trajectoryPage(project, row, records), strings };
  }

  async #receive(raw: unknown): Promise<void> {
    await this.#parts.funnel.run(vscode.l10n.t("Trajectory"), async () => {
      const { fromTrajectoryPageSchema } = await import("./messages.ts");
      const message = fromTrajectoryPageSchema.safeParse(raw);
      if (message.success) {
        await this.#answer(message.data);
      } else {
        this.#parts.log.warn(`the trajectory page sent something unknown: ${message.error.message}`);
      }
    });
  }

  async #answer(message: FromTrajectoryPage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#ready = true;
        return this.show();
      case "failed":
        this.#parts.log.warn(`the trajectory page cannot draw a part: ${message.message}`);
        return;
      case "show-text":
        if (this.subject) {
          await openTextDocument(this.subject.project, this.subject.scenarioId, message.text);
        }
        return;
      case "simulate":
        return this.#command(commands.simulate);
      case "reflect":
        return this.#command(commands.reflect);
      case "reveal-tool":
        return this.#revealTool();
    }
  }

  /** Beside the page, which stays to be read. */
  async #revealTool(): Promise<void> {
    const { project, scenarioId } = this.subject ?? {};
    const row = project?.scenarios.get(scenarioId ?? "");
    if (project && row) {
      await this.#parts.scanner.ensure();
      await revealTool(toolOfScenario({ project, row }), { viewColumn: vscode.ViewColumn.Beside });
    }
  }

  async #command(command: string): Promise<void> {
    const { project, scenarioId } = this.subject ?? {};
    const row = project?.scenarios.get(scenarioId ?? "");
    if (project && row) {
      await vscode.commands.executeCommand(command, { kind: "scenario", project, row });
    }
  }
}
