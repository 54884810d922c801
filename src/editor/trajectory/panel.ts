import * as vscode from "vscode";
import { commands, panels } from "../../ledger.ts";
import type { Inspected } from "../../shared/inspection.ts";
import type { Go, PageAction, PageHead, PageRequest, Place, Showing } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import { Disposables } from "../base/disposables.ts";
import { failureOf } from "../base/failure.ts";
import { oneLine } from "../base/plain-text.ts";
import { revealTool } from "../commands/reveal.ts";
import type { Projects } from "../project/projects.ts";
import type { Scanner } from "../project/scanner.ts";
import type { TextDocuments } from "./documents.ts";
import { linkTo } from "./links.ts";
import { type Content, loadContent } from "./loading.ts";
import { type LinkParts, PageLink } from "./page-link.ts";
import { workerScript } from "./picker.ts";
import { keyOf } from "./places.ts";
import { humanVerdicts } from "./records.ts";
import { argumentProblems, ReviewWriter, reviewChange } from "./reviews.ts";
import { toolByName, toolSchema } from "./tools.ts";
import { WorkerClient } from "./worker-client.ts";

export interface PanelParts extends LinkParts {
  projects: Projects;
  scanner: Scanner;
  documents: TextDocuments;
  /** Asks what to compare with, and shows both. */
  compare: (with_: Showing) => Promise<void>;
  importFile: (showing: Showing) => Promise<void>;
  /** A page has got or lost the focus. */
  onActive: (active: boolean) => void;
}

type Shown = Extract<Content, { of: "inspected" }>;

/** One inspector page and what it shows. */
export class InspectorPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  #showing: Showing | undefined;
  #start: Place | undefined;
  readonly #parts: PanelParts;
  readonly #link: PageLink;
  readonly #worker: WorkerClient;
  readonly #reviews = new ReviewWriter();
  readonly #owned = new Disposables();
  #shown: Shown | undefined;
  /** What was shown last, without what people said: as long as it is the same, the page stays as it is. */
  #last = "";
  #loading = 0;

  /** @param showing undefined when a restored panel does not know any more what it showed. */
  constructor(panel: vscode.WebviewPanel, showing: Showing | undefined, parts: PanelParts) {
    this.panel = panel;
    this.#showing = showing;
    this.#parts = parts;
    this.#worker = new WorkerClient(workerScript(parts.extensionUri));
    const icon = (theme: string) =>
      vscode.Uri.joinPath(parts.extensionUri, "media", `trajectory-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    this.#link = this.#owned.add(
      new PageLink(panel.webview, () => panel.visible, parts, {
        onReady: () => this.show(),
        request: (request) => this.#request(request),
        act: (action) => this.#act(action),
      }),
    );
  }

  get showing(): Showing | undefined {
    return this.#showing;
  }

  /** Shows something else in the same page. */
  turnTo(showing: Showing, start?: Place): void {
    this.#showing = showing;
    this.#start = start;
    this.#shown = undefined;
    this.#last = "";
    this.show().catch((error) => this.#parts.log.error("showing a trajectory", error));
  }

  go(to: Go): void {
    void this.#link.send({ type: "go", to });
  }

  /** Throws the page and the worker away and begins anew. */
  reload(): void {
    this.#worker.restart();
    this.#shown = undefined;
    this.#last = "";
    this.#link.load();
  }

  /** Tells the page that what it shows has changed where it is kept. */
  async markStale(message: string): Promise<void> {
    await this.#link.send({ type: "stale", message });
  }

  /** Sends what there is now, once the page listens; what has not changed stays on the screen as it is. */
  async show(): Promise<void> {
    const showing = this.#showing;
    if (!this.#link.isReady) {
      return;
    }
    const loading = ++this.#loading;
    if (!this.#shown) {
      await this.#link.send({ type: "loading", what: vscode.l10n.t("Loading…") });
    }
    const content = await this.#load(showing, loading);
    // The user may have turned to something else while this was read.
    if (content && loading === this.#loading) {
      await this.#send(content);
    }
  }

  dispose(): void {
    this.#owned.dispose();
    this.#worker.dispose();
  }

  async #load(showing: Showing | undefined, loading: number): Promise<Content | undefined> {
    if (!showing) {
      return {
        of: "nothing",
        message: vscode.l10n.t("What was shown here is not known any more."),
        details: [],
      };
    }
    try {
      return await loadContent(showing, {
        projects: this.#parts.projects,
        worker: this.#worker,
        onProgress: (what, done, total) => {
          if (loading === this.#loading) {
            void this.#link.send({ type: "loading", what, done, total });
          }
        },
      });
    } catch (error) {
      const failure = failureOf(error);
      if (loading !== this.#loading || failure.kind === "cancelled") {
        return undefined;
      }
      if (failure.kind === "unexpected") {
        this.#parts.log.error("loading a trajectory", error);
      }
      const file = "uri" in showing ? { file: vscode.Uri.parse(showing.uri) } : {};
      return { of: "nothing", message: failure.message, details: [], ...file };
    }
  }

  async #send(content: Content): Promise<void> {
    switch (content.of) {
      case "nothing": {
        const { message, details, file } = content;
        this.#shown = undefined;
        this.#last = "";
        await this.#link.send({
          type: "missing",
          message,
          details,
          can: { reopenAsText: file !== undefined },
        });
        return;
      }
      case "list":
        this.#entitle(content.list.file);
        await this.#link.send({ type: "choose", list: content.list });
        return;
      case "inspected": {
        const { head, inspected } = content;
        this.#shown = content;
        this.#showing = head.showing;
        this.#entitle(head.title);
        const same = keyOfContent(head, inspected);
        if (same === this.#last) {
          await this.#link.send({ type: "reviewed", outline: inspected.outline });
          return;
        }
        this.#last = same;
        const start = this.#start;
        this.#start = undefined;
        await this.#link.send({ type: "show", head, inspected, ...(start ? { start } : {}) });
      }
    }
  }

  /** A custom editor's tab keeps the name of its file. */
  #entitle(title: string): void {
    if (this.panel.viewType === panels.trajectory) {
      this.panel.title = oneLine(title, 40);
    }
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
    await this.#link.send({ type: "reviewed", outline: await this.#worker.ask({ call: "review", reviews }) });
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
    const showing = this.#showing;
    if (showing?.of !== "list") {
      throw new InputError(vscode.l10n.t("There is no list of trajectories here."));
    }
    return keyOf({ of: "file", uri: showing.uri, entry: 0 });
  }

  async #act(action: PageAction): Promise<void> {
    const showing = this.#showing;
    switch (action.do) {
      case "simulate":
        return this.#onScenario(commands.simulate);
      case "reflect":
        return this.#onScenario(commands.reflect);
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
        this.#shown = undefined;
        return this.show();
      case "reload":
        return this.reload();
      case "reopen-as-text":
        if (showing && "uri" in showing) {
          await vscode.commands.executeCommand("vscode.openWith", vscode.Uri.parse(showing.uri), "default");
        }
    }
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

function keyOfContent(head: PageHead, { outline, ...inspected }: Inspected): string {
  const { reviewed: _, ...rest } = outline;
  return JSON.stringify([head, rest, inspected]);
}
