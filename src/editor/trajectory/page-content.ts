import * as vscode from "vscode";
import { panels } from "../../ledger.ts";
import { type Inspected, type Outline, type Side, verdictCodes } from "../../shared/inspection.ts";
import type { Go, PageHead, Place, Showing } from "../../shared/protocol.ts";
import { failureOf } from "../base/failure.ts";
import type { Log } from "../base/log.ts";
import { oneLine } from "../base/plain-text.ts";
import type { Projects } from "../project/projects.ts";
import { type Content, loadContent } from "./loading.ts";
import type { PageLink } from "./page-link.ts";
import { nameOf } from "./places.ts";
import type { WorkerClient } from "./worker-client.ts";

export type Shown = Extract<Content, { of: "inspected" }>;

export interface PageContentParts {
  panel: vscode.WebviewPanel;
  link: PageLink;
  worker: WorkerClient;
  projects: Projects;
  log: Log;
  /** Told what is shown from now on. */
  onShowing: (showing: Showing) => void;
}

/** What one page shows: loaded when it is asked for, sent when the page listens, sent again when it comes back. */
export class PageContent {
  readonly #parts: PageContentParts;
  #showing: Showing | undefined;
  #start: Place | undefined;
  /** What was loaded last: a page that comes back is shown it again, without reading anything anew. */
  #content: Content | undefined;
  /** Something changed while the page could not be told. */
  #outdated = false;
  #stale: string | undefined;
  /** What the page has on it, without what people said: as long as it is the same, the page stays as it is. */
  #last = "";
  #loading = 0;
  /** Begun while the page was still coming up, which takes the editor about as long as reading does. */
  #early: Promise<Content | undefined> | undefined;
  /** Where to go once the page has something on it. */
  #goNext: Go | undefined;

  /** @param showing undefined when a restored panel does not know any more what it showed. */
  constructor(showing: Showing | undefined, parts: PageContentParts) {
    this.#showing = showing;
    this.#parts = parts;
    this.#begun();
  }

  get showing(): Showing | undefined {
    return this.#showing;
  }

  get shown(): Shown | undefined {
    return this.#content?.of === "inspected" ? this.#content : undefined;
  }

  turnTo(showing: Showing, start?: Place): void {
    this.#showing = showing;
    this.#start = start;
    this.forget();
    if (this.#parts.link.isReady) {
      this.show().catch((error) => this.#parts.log.error("showing a trajectory", error));
    } else {
      this.#begun();
    }
  }

  #begun(): void {
    if (this.#showing) {
      this.#parts.onShowing(this.#showing);
    }
    this.#early = this.#showing && this.#load(this.#showing, ++this.#loading);
  }

  /** The page has nothing on it any more, and what was loaded for it is not to be used again. */
  forget(): void {
    this.#content = undefined;
    this.#early = undefined;
    this.#last = "";
  }

  /** Goes there at once, or as soon as a page that is still coming up shows something. */
  async go(to: Go): Promise<void> {
    const { link, panel } = this.#parts;
    if (link.isReady && this.#last !== "") {
      await link.send({ type: "go", to });
    } else {
      this.#goNext = to;
      panel.reveal();
    }
  }

  /** Tells the page that what it shows has changed where it is kept. */
  async markStale(message: string): Promise<void> {
    this.#stale = message;
    await this.#parts.link.send({ type: "stale", message });
  }

  /** Somebody said something about a step. */
  async reviewed(outline: Outline): Promise<void> {
    if (this.shown) {
      this.shown.inspected.outline = outline;
      delete this.shown.inspected.opening;
    }
    await this.#parts.link.send({ type: "reviewed", outline });
  }

  /** What is shown has verdicts now: the first unsafe step is where to look. */
  async judged(inspected: Inspected): Promise<void> {
    const { shown } = this;
    if (!shown) {
      return;
    }
    const [row, side] = firstUnsafe(inspected.outline);
    const steps = inspected.outline[side].slice(0, row).replaceAll(" ", "").length;
    this.#start = row < 0 ? undefined : { side, step: steps };
    const can = { ...shown.head.can, judge: false };
    const told = row < 0 ? [vscode.l10n.t("The judge objects to no step")] : [];
    const head = { ...shown.head, can, summary: [...shown.head.summary, ...told] };
    await this.#send({ ...shown, head, inspected });
  }

  /** The page listens and has nothing on it, for the first time or after its tab was away. */
  async begin(): Promise<void> {
    this.#last = "";
    const content = this.#content;
    if (!content || content.of === "nothing" || this.#outdated) {
      return this.show();
    }
    await this.#send(content);
    if (this.#stale !== undefined) {
      await this.markStale(this.#stale);
    }
  }

  /** Sends what there is now, once the page listens; what has not changed stays on the screen as it is. */
  async show(): Promise<void> {
    const { link } = this.#parts;
    if (!link.isReady) {
      this.#outdated = true;
      return;
    }
    const early = this.#early;
    const loading = early ? this.#loading : ++this.#loading;
    this.#early = undefined;
    this.#outdated = false;
    this.#stale = undefined;
    const coming = early ?? this.#load(this.#showing, loading);
    if (this.#last === "" && !(await isThereWithin(coming, patience))) {
      await link.send({ type: "loading", what: vscode.l10n.t("Loading…") });
    }
    const content = await coming;
    // The user may have turned to something else while this was read.
    if (content && loading === this.#loading) {
      await this.#send(content);
    }
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
        worker: this.#parts.worker,
        onProgress: (what, done, total) => {
          // What is read again stays on the screen until it is there.
          if (loading === this.#loading && this.#last === "") {
            void this.#parts.link.send({ type: "loading", what, done, total });
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
    this.#content = content;
    const showing = content.of === "inspected" ? content.head.showing : this.#showing;
    if (showing) {
      this.#parts.onShowing(showing);
    }
    switch (content.of) {
      case "nothing": {
        const { message, details, file } = content;
        this.#last = "";
        if (file) {
          this.#entitle(nameOf(file.toString()));
        }
        await this.#parts.link.send({
          type: "missing",
          message,
          details,
          can: { reopenAsText: file !== undefined },
        });
        return;
      }
      case "list":
        this.#last = "list";
        this.#entitle(content.list.file);
        await this.#parts.link.send({ type: "choose", list: content.list });
        return;
      case "inspected": {
        const { head, inspected } = content;
        this.#showing = head.showing;
        this.#entitle(head.title);
        const same = keyOfContent(head, inspected);
        if (same === this.#last) {
          await this.#parts.link.send({ type: "reviewed", outline: inspected.outline });
          return;
        }
        this.#last = same;
        const start = this.#start;
        this.#start = undefined;
        await this.#parts.link.send({ type: "show", head, inspected, ...(start ? { start } : {}) });
        const next = this.#goNext;
        this.#goNext = undefined;
        if (next) {
          await this.#parts.link.send({ type: "go", to: next });
        }
      }
    }
  }

  /** A custom editor's tab keeps the name of its file. */
  #entitle(title: string): void {
    if (this.#parts.panel.viewType === panels.trajectory) {
      this.#parts.panel.title = oneLine(title, 40);
    }
  }
}

/** Milliseconds until the page says that it is loading: what is there sooner must not flash. */
const patience = 80;

async function isThereWithin(coming: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const there = await Promise.race([coming.then(() => true), late]);
  clearTimeout(timer);
  return there;
}

function firstUnsafe({ left, right }: Outline): [row: number, side: Side] {
  const [a, b] = [left.indexOf(verdictCodes.unsafe), right.indexOf(verdictCodes.unsafe)];
  return b >= 0 && (a < 0 || b < a) ? [b, "right"] : [a, "left"];
}

function keyOfContent(head: PageHead, { outline, opening: _opening, ...inspected }: Inspected): string {
  const { reviewed: _, ...rest } = outline;
  return JSON.stringify([head, rest, inspected]);
}
