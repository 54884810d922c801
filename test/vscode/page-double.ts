// Stands in for the page of an inspector, so that tests of the host can say what a page says and see what it is sent.

import * as vscode from "vscode";
import type { PageRequest, ToPage } from "../../src/shared/protocol.ts";
import { eventually } from "./window.ts";

export class PageDouble {
  readonly sent: ToPage[] = [];
  readonly panel: vscode.WebviewPanel;
  readonly #messages = new vscode.EventEmitter<unknown>();
  readonly #states = new vscode.EventEmitter<vscode.WebviewPanelOnDidChangeViewStateEvent>();
  readonly #disposed = new vscode.EventEmitter<void>();
  #next = 1;

  constructor(viewType: string, title: string) {
    const webview = {
      options: {},
      html: "",
      cspSource: "https://page.invalid",
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: this.#messages.event,
      postMessage: async (message: ToPage) => {
        this.sent.push(message);
        return true;
      },
    };
    const panel = {
      viewType,
      title,
      webview,
      visible: true,
      active: true,
      viewColumn: vscode.ViewColumn.One,
      options: {},
      reveal: () => {},
      onDidChangeViewState: this.#states.event,
      onDidDispose: this.#disposed.event,
      dispose: () => this.#disposed.fire(),
    };
    this.panel = panel as unknown as vscode.WebviewPanel;
  }

  /** The page has loaded and listens. */
  load(): void {
    this.#messages.fire({ type: "ready" });
  }

  /** Its tab goes to the back, where pages do not live on, or comes to the front. */
  turn(visible: boolean): void {
    Object.assign(this.panel, { visible, active: visible });
    this.#states.fire({ webviewPanel: this.panel });
  }

  say(message: unknown): void {
    this.#messages.fire(message);
  }

  /** @throws Error with the host's words when it refuses. */
  async ask(request: PageRequest): Promise<unknown> {
    const id = this.#next++;
    this.say({ type: "request", id, request });
    const answer = await eventually(`an answer to ${request.ask}`, () =>
      this.sent.find(
        (message) => (message.type === "answer" || message.type === "refusal") && message.id === id,
      ),
    );
    if (answer.type === "refusal") {
      throw new Error(answer.message);
    }
    return answer.type === "answer" ? answer.value : undefined;
  }

  /** The last message of a kind since the last `forget`. */
  async next<Type extends ToPage["type"]>(type: Type): Promise<Extract<ToPage, { type: Type }>> {
    const found = await eventually(`the page to be sent "${type}"`, () =>
      this.sent.findLast((message) => message.type === type),
    );
    return found as Extract<ToPage, { type: Type }>;
  }

  forget(): void {
    this.sent.length = 0;
  }
}

/** Makes every panel that is opened a double, until it is restored. */
export function doublePages(): { pages: PageDouble[]; restore: () => void } {
  const { window } = vscode;
  const original = window.createWebviewPanel;
  const pages: PageDouble[] = [];
  const create = (viewType: string, title: string) => {
    const page = new PageDouble(viewType, title);
    pages.push(page);
    return page.panel;
  };
  Object.assign(window, { createWebviewPanel: create });
  return {
    pages,
    restore: () => {
      Object.assign(window, { createWebviewPanel: original });
      for (const { panel } of pages) {
        panel.dispose();
      }
    },
  };
}
