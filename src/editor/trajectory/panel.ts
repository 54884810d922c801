import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { Go, PageAction, PageRequest, Place, Showing } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Activity } from "../base/activity.ts";
import { Disposables } from "../base/disposables.ts";
import { oneLine } from "../base/plain-text.ts";
import { revealTool } from "../commands/reveal.ts";
import type { Projects } from "../project/projects.ts";
import type { Scanner } from "../project/scanner.ts";
import type { TextDocuments } from "./documents.ts";
import { FileFollower } from "./file-follower.ts";
import { judgingFor, keepVerdicts } from "./judging.ts";
import { linkTo } from "./links.ts";
import { PageContent, type Shown } from "./page-content.ts";
import { type LinkParts, PageLink } from "./page-link.ts";
import { workerScript } from "./picker.ts";
import { keyOf } from "./places.ts";
import { humanVerdicts } from "./records.ts";
import { argumentProblems, ReviewWriter, reviewChange } from "./reviews.ts";
import { toolByName, toolSchema } from "./tools.ts";
import { WorkerClient } from "./worker-client.ts";

export interface PanelParts extends LinkParts {
  projects: Projects;
  activity: Activity;
  scanner: Scanner;
  documents: TextDocuments;
  /** Asks what to compare with, and shows both. */
  compare: (with_: Showing) => Promise<void>;
  importFile: (showing: Showing) => Promise<void>;
  /** A page has got or lost the focus. */
  onActive: (active: boolean) => void;
}

/** One inspector page: what it asks for and what it wants done. */
export class InspectorPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #parts: PanelParts;
  readonly #link: PageLink;
  readonly #worker: WorkerClient;
  readonly #content: PageContent;
  readonly #reviews = new ReviewWriter();
  readonly #owned = new Disposables();

  /** @param showing undefined when a restored panel does not know any more what it showed. */
  constructor(panel: vscode.WebviewPanel, showing: Showing | undefined, parts: PanelParts) {
    this.panel = panel;
    this.#parts = parts;
    this.#worker = new WorkerClient(workerScript(parts.extensionUri), () => {
      void this.markStale(vscode.l10n.t("The reader of this trajectory ended and has to begin anew."));
    });
    const icon = (theme: string) =>
      vscode.Uri.joinPath(parts.extensionUri, "media", `trajectory-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    this.#link = this.#owned.add(
      new PageLink(panel.webview, () => panel.visible, parts, {
        onReady: () => this.#content.begin(),
        request: (request) => this.#request(request),
        act: (action) => this.#act(action),
      }),
    );
    this.#owned.add(panel.onDidChangeViewState(() => panel.visible || this.#link.lose()));
    const { projects, log, activity } = parts;
    const follower = this.#owned.add(new FileFollower(this, activity));
    this.#content = new PageContent(showing, {
      panel,
      link: this.#link,
      worker: this.#worker,
      projects,
      log,
      onShowing: (now) => follower.follow(now),
    });
  }

  get showing(): Showing | undefined {
    return this.#content.showing;
  }

  get #shown(): Shown | undefined {
    return this.#content.shown;
  }

  /** Shows something else in the same page. */
  turnTo(showing: Showing, start?: Place): void {
    this.#content.turnTo(showing, start);
  }

  /** Loads what is shown anew; what has not changed stays on the screen as it is. */
  show(): Promise<void> {
    return this.#content.show();
  }

  async go(to: Go): Promise<void> {
    await (to === "text-diff" ? this.#textDiff() : this.#content.go(to));
  }

  /** Throws the page and the worker away and begins anew. */
  reload(): void {
    this.#worker.restart();
    this.#content.forget();
    this.#link.load();
  }

  /** Tells the page that what it shows has changed where it is kept. */
  markStale(message: string): Promise<void> {
    return this.#content.markStale(message);
  }

  dispose(): void {
    this.#owned.dispose();
    this.#worker.dispose();
  }

  async #request(request: PageRequest): Promise<unknown> {
    switch (request.ask) {
      case "entries": {
        const { search, from, count } = request;
        return this.#worker.ask({ call: "entries", key: this.#fileKey(), search, from, count });
      }
      case "check-arguments": {
        const { step, toolDefinitions } = await this.#worker.ask({ call: "step", place: request.place });
        return argumentProblems(step, request.arguments, toolSchema(step, this.#shown, toolDefinitions));
      }
      case "review":
        return this.#review(request.place, request.review);
      case "undo-review": {
        const project = this.#project();
        if (!(await this.#reviews.undo(project))) {
          throw new InputError(vscode.l10n.t("There is nothing to undo."));
        }
        return this.#reviewed();
      }
      default: {
        const { ask, ...rest } = request;
        return this.#worker.ask({ call: ask, ...rest } as Parameters<WorkerClient["ask"]>[0]);
      }
    }
  }

  async #review(place: Place, review: Extract<PageRequest, { ask: "review" }>["review"]): Promise<null> {
    const of = await this.#worker.ask({ call: "step", place });
    if (review.judgement === "edited") {
      const schema = toolSchema(of.step, this.#shown, of.toolDefinitions);
      const [problem] = await argumentProblems(of.step, review.arguments, schema);
      if (problem !== undefined) {
        throw new InputError(problem);
      }
    }
    await this.#reviews.apply(this.#project(), reviewChange(review, of, place.step));
    return this.#reviewed();
  }

  /** The page, the tree and other pages show what was said. */
  async #reviewed(): Promise<null> {
    const project = this.#project();
    const { left, right } = this.#shown?.inspected ?? {};
    const reviews = await humanVerdicts(project, [left?.trajectoryId ?? "", right?.trajectoryId ?? ""]);
    await this.#content.reviewed(await this.#worker.ask({ call: "review", reviews }));
    await project.reindex();
    this.#parts.projects.scenariosChanged(project);
    return null;
  }

  #project() {
    const project = this.#shown?.project;
    if (!project) {
      throw new InputError(vscode.l10n.t("Open a folder first: reviews are kept in its .autosafe folder."));
    }
    return project;
  }

  #fileKey(): string {
    const { showing } = this;
    if (showing?.of !== "list") {
      throw new InputError(vscode.l10n.t("There is no list of trajectories here."));
    }
    return keyOf({ of: "file", uri: showing.uri, entry: 0 });
  }

  async #act(action: PageAction): Promise<void> {
    const { showing } = this;
    switch (action.do) {
      case "simulate":
        return this.#onScenario(commands.simulate);
      case "reflect":
        return showing?.of === "one"
          ? vscode.commands.executeCommand(commands.reflectOnFile, showing.place)
          : this.#onScenario(commands.reflect);
      case "judge":
        return this.judge();
      case "reveal-tool":
        return this.#revealTool(action.tool);
      case "open-document": {
        const { ref } = action;
        const text = await this.#worker.ask({ call: "full", ref });
        const place = "step" in ref ? `step-${ref.step + 1}-${ref.of}` : ref.of;
        const json = ["raw", "arguments", "trace"].includes(ref.of);
        return this.#parts.documents.open(`${place}.${json ? "json" : "txt"}`, text);
      }
      case "text-diff":
        return this.#textDiff();
      case "copy":
        await vscode.env.clipboard.writeText(action.text);
        return;
      case "copy-link":
        if (showing) {
          await vscode.env.clipboard.writeText(linkTo(showing, action.place));
        }
        return;
      case "compare":
        return showing && this.#parts.compare(showing);
      case "import":
        return showing && this.#parts.importFile(showing);
      case "choose":
        if (showing?.of === "list") {
          this.turnTo({ of: "one", place: { of: "file", uri: showing.uri, entry: action.entry } });
        }
        return;
      case "back-to-list":
        if (showing?.of === "one" && showing.place.of === "file") {
          this.turnTo({ of: "list", uri: showing.place.uri });
        }
        return;
      case "refresh":
        this.#content.forget();
        return this.show();
      case "reload":
        return this.reload();
      case "reopen-as-text":
        if (showing && "uri" in showing) {
          await vscode.commands.executeCommand("vscode.openWith", vscode.Uri.parse(showing.uri), "default");
        }
    }
  }

  /** Has the deterministic judge look at what is shown and not judged yet; what is stored keeps its verdicts. */
  async judge(): Promise<void> {
    const { showing } = this;
    if (!this.#shown || !showing || showing.of === "list") {
      throw new InputError(vscode.l10n.t("Open a trajectory first."));
    }
    const { projects, scanner } = this.#parts;
    const { project } = this.#shown;
    const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Judging") };
    const inspected = await vscode.window.withProgress(options, async () => {
      await scanner.ensure();
      return this.#worker.ask({ call: "judge", ...(await judgingFor(project, projects)) });
    });
    const places =
      showing.of === "two" ? [showing.left, showing.right] : [showing.of === "one" && showing.place];
    for (const [index, place] of places.entries()) {
      if (place && place.of === "stored") {
        await keepVerdicts(
          projects.byKey(place.folder),
          await this.#worker.ask({ call: "trajectory", side: index === 0 ? "left" : "right" }),
          projects,
        );
      }
    }
    await this.#content.judged(inspected);
  }

  async #onScenario(command: string): Promise<void> {
    const { project, scenario } = this.#shown ?? {};
    const row = project?.scenarios.get(scenario?.id ?? "");
    if (project && row) {
      await vscode.commands.executeCommand(command, { kind: "scenario", project, row });
    }
  }

  /** Beside the page, which stays to be read. */
  async #revealTool(name: string): Promise<void> {
    await this.#parts.scanner.ensure();
    const tool = toolByName(name, this.#shown, this.#parts.projects.all());
    await revealTool(tool, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  async #textDiff(): Promise<void> {
    const { documents } = this.#parts;
    const { panes, title } = this.#shown?.head ?? {};
    if (!this.#shown?.inspected.right) {
      throw new InputError(
        vscode.l10n.t("There is only one trajectory here. Compare it with another one first."),
      );
    }
    const [left, right] = await Promise.all(
      (["left", "right"] as const).map((side) => this.#worker.ask({ call: "readable", side })),
    );
    const name = (side: string | undefined) => `${oneLine(side ?? "", 40).replaceAll("/", "-")}.txt`;
    await documents.diff(
      documents.uri(name(panes?.left.title), left ?? ""),
      documents.uri(name(panes?.right.title), right ?? ""),
      oneLine(title ?? "", 60),
    );
  }
}
