import * as vscode from "vscode";
import { panels } from "../../ledger.ts";
import type { Go, Place, Showing } from "../../shared/protocol.ts";
import { Disposables } from "../base/disposables.ts";
import type { Project } from "../project/project.ts";
import { InspectorPanel, type PanelParts } from "./panel.ts";

/** The open inspector pages. They come back after a restart of the editor. */
export class InspectorPanels implements vscode.Disposable {
  readonly #open = new Set<InspectorPanel>();
  #lastUsed: InspectorPanel | undefined;
  readonly #owned = new Disposables();
  readonly #parts: PanelParts;

  constructor(parts: PanelParts) {
    this.#parts = parts;
    this.#owned.add(parts.projects.onDidChangeScenarios((project) => this.#refresh(project)));
    this.#owned.add(
      vscode.window.registerWebviewPanelSerializer(panels.trajectory, {
        deserializeWebviewPanel: (panel, state: unknown) => this.#restore(panel, state),
      }),
    );
  }

  /** The page that has the focus, else the one used last. */
  get active(): InspectorPanel | undefined {
    return this.focused ?? this.#lastUsed;
  }

  /** The page that has the focus. */
  get focused(): InspectorPanel | undefined {
    return [...this.#open].find(({ panel }) => panel.active);
  }

  /** The file that the page with the focus shows something of. */
  get focusedFile(): vscode.Uri | undefined {
    const showing = this.focused?.showing;
    const place = showing?.of === "one" ? showing.place : showing?.of === "two" ? showing.right : showing;
    return place && "uri" in place ? vscode.Uri.parse(place.uri) : undefined;
  }

  /**
   * Shows a scenario's trajectories, or any others: in the page that has them already, else in the page used last, so
   * that walking through the tree does not fill the window with tabs; `beside` opens one more.
   */
  open(showing: Showing, how: "keep-focus" | "take-focus" | "beside", start?: Place): void {
    const preserveFocus = how === "keep-focus";
    const open = [...this.#open];
    const wanted = JSON.stringify(showing);
    const same = open.find((page) => JSON.stringify(page.showing) === wanted);
    const page = same ?? (how === "beside" ? undefined : this.#lastUsed);
    if (page) {
      page.turnTo(showing, start);
      page.panel.reveal(undefined, preserveFocus);
      this.#lastUsed = page;
      return;
    }
    // Not ViewColumn.Beside, which takes the focus whatever is asked.
    const active = vscode.window.tabGroups.activeTabGroup.viewColumn;
    const viewColumn = how === "beside" && open.length > 0 ? active + 1 : active;
    const panel = vscode.window.createWebviewPanel(
      panels.trajectory,
      vscode.l10n.t("Trajectory"),
      { viewColumn, preserveFocus },
      {},
    );
    this.#lastUsed = this.take(panel, showing);
    if (start) {
      this.#lastUsed.turnTo(showing, start);
    }
  }

  /** Puts an inspector into a panel: one of our own, or a custom editor's. */
  take(panel: vscode.WebviewPanel, showing: Showing | undefined): InspectorPanel {
    const page = new InspectorPanel(panel, showing, this.#parts);
    this.#open.add(page);
    const tellActive = () => this.#parts.onActive([...this.#open].some((one) => one.panel.active));
    tellActive();
    panel.onDidChangeViewState(tellActive);
    panel.onDidDispose(() => {
      this.#open.delete(page);
      this.#lastUsed = this.#lastUsed === page ? this.#reusable() : this.#lastUsed;
      page.dispose();
      tellActive();
    });
    return page;
  }

  async go(to: Go): Promise<void> {
    await this.active?.go(to);
  }

  reload(): void {
    this.active?.reload();
  }

  dispose(): void {
    for (const { panel } of this.#open) {
      panel.dispose();
    }
    this.#owned.dispose();
  }

  /** Custom editors belong to their file; other pages may be turned to something else. */
  #reusable(): InspectorPanel | undefined {
    return [...this.#open].filter(({ panel }) => panel.viewType === panels.trajectory).at(-1);
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { pageStateSchema } = await import("../../inspector/requests.ts");
    const parsed = pageStateSchema.safeParse(state);
    this.#lastUsed = this.take(panel, parsed.success ? parsed.data.showing : undefined);
  }

  #refresh(project: Project): void {
    for (const page of this.#open) {
      const { showing } = page;
      if (showing?.of === "scenario" && showing.folder === project.key) {
        page.show().catch((error) => this.#parts.log.error("showing a trajectory", error));
      }
    }
  }
}
