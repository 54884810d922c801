import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { FromPage, PageAction, PageRequest, ToPage } from "../../shared/protocol.ts";
import { Disposables } from "../base/disposables.ts";
import { failureOf } from "../base/failure.ts";
import type { Funnel } from "../base/funnel.ts";
import type { Log } from "../base/log.ts";
import { pageHtml } from "./html.ts";
import { inspectorStrings } from "./strings.ts";

export interface PageHandlers {
  /** The page listens, for the first time or after a reload. */
  onReady: () => Promise<void> | void;
  request: (request: PageRequest) => Promise<unknown>;
  act: (action: PageAction) => Promise<void> | void;
}

export interface LinkParts {
  extensionUri: vscode.Uri;
  funnel: Funnel;
  log: Log;
}

const requestSchemas = () => import("../../inspector/requests.ts");

const beatEvery = 10_000;
/** Milliseconds after which a visible page that gives no sign of life is taken for broken. */
const patience = 30_000;

/** The host's end of one page: its document, the messages to and fro, and whether it is alive. */
export class PageLink implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #isVisible: () => boolean;
  readonly #parts: LinkParts;
  readonly #handlers: PageHandlers;
  readonly #owned = new Disposables();
  /** Messages sent before the page listens are lost. */
  #ready = false;
  #alive = 0;
  #beat: NodeJS.Timeout | undefined;
  #asking = false;

  constructor(webview: vscode.Webview, isVisible: () => boolean, parts: LinkParts, handlers: PageHandlers) {
    this.#webview = webview;
    this.#isVisible = isVisible;
    this.#parts = parts;
    this.#handlers = handlers;
    const folder = vscode.Uri.joinPath(parts.extensionUri, "dist", "webview");
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    this.#owned.add(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.load();
    // What checks messages is read while the page comes up, not when its first one waits for it.
    requestSchemas().catch((error) => this.#parts.log.error("reading the message schemas", error));
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** The page was put away with its tab: it comes back empty, and what is sent until then is lost. */
  lose(): void {
    this.#ready = false;
  }

  /** Loads the page anew: it comes back empty and asks for everything again. */
  load(): void {
    const folder = vscode.Uri.joinPath(this.#parts.extensionUri, "dist", "webview");
    const address = (name: string) =>
      this.#webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
    this.#ready = false;
    this.#webview.html = pageHtml(
      {
        cspSource: this.#webview.cspSource,
        script: address("trajectory.js"),
        style: address("trajectory.css"),
      },
      randomBytes(16).toString("base64"),
      vscode.l10n.t("Trajectory"),
      vscode.env.language,
    );
  }

  async send(message: ToPage): Promise<void> {
    if (this.#ready) {
      await this.#webview.postMessage(message);
    }
  }

  dispose(): void {
    clearInterval(this.#beat);
    this.#owned.dispose();
  }

  async #receive(raw: unknown): Promise<void> {
    await this.#parts.funnel.run(vscode.l10n.t("Trajectory"), async () => {
      const { fromPageSchema } = await requestSchemas();
      const message = fromPageSchema.safeParse(raw);
      if (message.success) {
        await this.#answer(message.data);
      } else {
        this.#parts.log.warn(`the inspector page sent something unknown: ${message.error.message}`);
      }
    });
  }

  async #answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#ready = true;
        this.#alive = performance.now();
        this.#beat ??= setInterval(() => this.#listen(), beatEvery);
        await this.send({ type: "strings", strings: inspectorStrings() });
        return this.#handlers.onReady();
      case "alive":
        this.#alive = performance.now();
        return;
      case "failed":
        this.#parts.log.warn(`the inspector page cannot draw a part: ${message.message}`);
        return;
      case "action":
        return this.#handlers.act(message.action);
      case "request":
        return this.#request(message.id, message.request);
    }
  }

  /** Every request is answered or refused; a refusal says why in words for the user. */
  async #request(id: number, request: PageRequest): Promise<void> {
    try {
      await this.send({ type: "answer", id, value: await this.#handlers.request(request) });
    } catch (error) {
      const failure = failureOf(error);
      const message = failure.kind === "cancelled" ? "cancelled" : failure.message;
      if (failure.kind === "unexpected") {
        this.#parts.log.error(`the inspector's request ${request.ask}`, error);
      }
      await this.send({ type: "refusal", id, message });
    }
  }

  #listen(): void {
    if (!this.#isVisible()) {
      this.#alive = performance.now(); // hidden pages do not run
      return;
    }
    void this.send({ type: "beat" });
    if (performance.now() - this.#alive > patience && !this.#asking) {
      this.#asking = true;
      void this.#offerReload();
    }
  }

  async #offerReload(): Promise<void> {
    const reload = vscode.l10n.t("Reload Inspector");
    this.#parts.log.warn("the inspector page gives no sign of life");
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t("The trajectory inspector does not respond."),
      reload,
    );
    this.#asking = false;
    this.#alive = performance.now();
    if (choice === reload) {
      this.load();
    }
  }
}
