import * as vscode from "vscode";
import { panels } from "../../ledger.ts";
import { Disposables } from "../base/disposables.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { type PanelParts, type PanelSubject, TrajectoryPanel } from "./panel.ts";
import { registerTextDocuments } from "./text-documents.ts";

/** The open trajectory pages: at most one for a scenario. They come back after a restart of the editor. */
export class TrajectoryPanels implements vscode.Disposable {
  readonly #open = new Set<TrajectoryPanel>();
  #lastUsed: TrajectoryPanel | undefined;
  readonly #owned = new Disposables();
  readonly #projects: Projects;
  readonly #parts: PanelParts;

  constructor(projects: Projects, parts: PanelParts) {
    this.#projects = projects;
    this.#parts = parts;
    registerTextDocuments(projects, this.#owned);
    this.#owned.add(projects.onDidChangeScenarios((project) => this.#refresh(project)));
    this.#owned.add(
      vscode.window.registerWebviewPanelSerializer(panels.trajectory, {
        deserializeWebviewPanel: (panel, state: unknown) => this.#restore(panel, state),
      }),
    );
  }

  /**
   * Shows a scenario's trajectories: in the page that has them already, else in the page used last, so that walking
   * through the tree does not fill the window with tabs; `beside` opens one more.
   */
  open(project: Project, scenarioId: string, how: "keep-focus" | "take-focus" | "beside"): void {
    const preserveFocus = how === "keep-focus";
    const open = [...this.#open];
    const same = open.find(
      ({ subject }) => subject?.project === project && subject.scenarioId === scenarioId,
    );
    const page = same ?? (how === "beside" ? undefined : this.#lastUsed);
    if (page) {
      page.turnTo({ project, scenarioId });
      page.panel.reveal(undefined, preserveFocus);
      this.#lastUsed = page;
      return;
    }
    // Not ViewColumn.Beside, which takes the focus whatever is asked.
    const active = vscode.window.tabGroups.activeTabGroup.viewColumn;
    const viewColumn = how === "beside" && open.length > 0 ? active + 1 : active;
    const title = vscode.l10n.t("Trajectory");
    const panel = vscode.window.createWebviewPanel(
      panels.trajectory,
      title,
      { viewColumn, preserveFocus },
      { enableFindWidget: true },
    );
    this.#take(panel, { project, scenarioId });
  }

  dispose(): void {
    for (const { panel } of this.#open) {
      panel.dispose();
    }
    this.#owned.dispose();
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { pageStateSchema } = await import("./messages.ts");
    const parsed = pageStateSchema.safeParse(state);
    const project = parsed.success ? this.#projects.byKey(parsed.data.folder) : undefined;
    this.#take(panel, project && parsed.data ? { project, scenarioId: parsed.data.scenarioId } : undefined);
  }

  #take(panel: vscode.WebviewPanel, subject: PanelSubject): void {
    const page = new TrajectoryPanel(panel, subject, this.#parts);
    this.#open.add(page);
    this.#lastUsed = page;
    panel.onDidDispose(() => {
      this.#open.delete(page);
      this.#lastUsed = this.#lastUsed === page ? [...this.#open].at(-1) : this.#lastUsed;
      page.dispose();
    });
  }

  #refresh(project: Project): void {
    for (const page of this.#open) {
      if (page.subject?.project === project) {
        page.show().catch((error) => this.#parts.log.error("showing a trajectory", error));
      }
    }
  }
}
