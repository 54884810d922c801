import type { PageEntry, PageList } from "../src/shared/protocol.ts";
import { el, fill, focusHere, formatted, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { icon } from "./icons.ts";
import { VirtualList } from "./list.ts";
import { textField } from "./toolkit.ts";
import { stepCount } from "./words.ts";

const block = 100;
const estimatedEntry = 34;

/** The trajectories of a file, searchable; a click or Enter opens one. */
export class EntryList {
  readonly element: HTMLElement;
  readonly #drawing: Pick<Drawing, "strings" | "ask" | "act">;
  readonly #rows: HTMLElement;
  readonly #count: HTMLElement;
  readonly #total: HTMLElement;
  /** Names the file whose list it is. */
  readonly of: string;
  readonly #blocks = new Map<number, PageEntry[] | "asked">();
  #list: VirtualList | undefined;
  #search = "";
  #matching: number;
  #current = 0;

  /** @param searched what was searched for in this list before. */
  constructor(list: PageList, drawing: Pick<Drawing, "strings" | "ask" | "act">, searched: string) {
    this.#drawing = drawing;
    this.#search = searched;
    this.#matching = list.total;
    this.of = JSON.stringify(list.showing);
    const { strings } = drawing;
    this.#rows = el("div", { class: "entries", role: "list", "aria-label": list.file });
    this.#count = el("p", { class: "muted", role: "status" });
    this.#total = el("span", {}, fill(strings.entriesMatching, formatted(list.total)));
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const search = textField(strings.findInList, searched, (text) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.#find(text), 150);
    });
    this.element = el(
      "div",
      { class: "scroller entry-page" },
      el(
        "header",
        { class: "page-header" },
        el("h1", { dir: "auto" }, shown(list.file)),
        el("p", { class: "summary" }, el("span", {}, shown(list.format)), this.#total),
        ...list.problems
          .slice(0, 20)
          .map((problem) =>
            el("p", { class: "file-note", dir: "auto" }, icon("controversial"), shown(problem)),
          ),
        search,
        this.#count,
      ),
      this.#rows,
    );
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** One begins with searching. */
  takeFocus(): void {
    if (document.activeElement === document.body) {
      focusHere(this.element.querySelector<HTMLElement>("vscode-text-field"));
    }
  }

  /** To be called once the element is in the document. */
  start(): void {
    this.#list = new VirtualList({
      scroller: this.element,
      container: this.#rows,
      count: this.#matching,
      keyOf: (index) => index,
      draw: (index) => this.#draw(index),
      estimate: () => estimatedEntry,
      onRange: (first, last) => this.#load(first, last),
      pinned: () => this.#current,
      covered: () => 0,
    });
    this.takeFocus();
    if (this.#search !== "") {
      void this.#find(this.#search);
    }
  }

  get search(): string {
    return this.#search;
  }

  dispose(): void {
    this.#list?.dispose();
  }

  /** Whether this is the list of the same file. */
  isOf({ showing }: PageList): boolean {
    return JSON.stringify(showing) === this.of && this.element.isConnected;
  }

  /** The file has grown: search, scroll position and focus stay as they are. */
  async update({ total }: PageList): Promise<void> {
    this.#total.textContent = fill(this.#drawing.strings.entriesMatching, formatted(total));
    const current = this.#current;
    await this.#find(this.#search);
    this.#current = Math.min(current, Math.max(0, this.#matching - 1));
  }

  async #find(text: string): Promise<void> {
    this.#search = text;
    const { entries, matching } = await this.#drawing.ask({
      ask: "entries",
      search: text,
      from: 0,
      count: block,
    });
    if (this.#search !== text) {
      return;
    }
    this.#blocks.clear();
    this.#blocks.set(0, entries);
    this.#matching = matching;
    this.#current = 0;
    this.#count.textContent =
      text === "" ? "" : fill(this.#drawing.strings.entriesMatching, formatted(matching));
    this.#list?.redraw();
    this.#list?.update(matching);
  }

  #load(first: number, last: number): void {
    for (let at = Math.floor(first / block); at <= Math.floor(last / block); at++) {
      if (!this.#blocks.has(at)) {
        this.#blocks.set(at, "asked");
        void this.#fetch(at);
      }
    }
  }

  async #fetch(at: number): Promise<void> {
    const search = this.#search;
    const { entries } = await this.#drawing.ask({ ask: "entries", search, from: at * block, count: block });
    if (search === this.#search) {
      this.#blocks.set(at, entries);
      this.#list?.redraw(entries.map((_, k) => at * block + k));
    }
  }

  #draw(index: number): HTMLElement {
    const { strings, act } = this.#drawing;
    const entries = this.#blocks.get(Math.floor(index / block));
    const entry = entries === undefined || entries === "asked" ? undefined : entries[index % block];
    if (!entry) {
      return el("div", { class: "entry" }, strings.loading);
    }
    const about = [
      entry.steps === undefined ? undefined : stepCount(strings, entry.steps),
      entry.line === undefined ? undefined : fill(strings.line, formatted(entry.line)),
    ].filter((part) => part !== undefined);
    const link = el(
      "button",
      { type: "button", class: "entry-button" },
      el("span", { class: "number" }, formatted(entry.index + 1)),
      el("span", { class: "entry-title", dir: "auto" }, shown(entry.title)),
      el("span", { class: "muted" }, about.join(" · ")),
    );
    link.addEventListener("click", () => act({ do: "choose", entry: entry.index }));
    return el("div", { class: "entry" }, link);
  }

  #key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || this.#matching === 0) {
      return;
    }
    event.preventDefault();
    const inList = document.activeElement?.closest(".entry") !== null;
    const next = inList ? this.#current + by : 0;
    this.#current = Math.max(0, Math.min(this.#matching - 1, next));
    this.#list?.scrollTo(this.#current, "auto");
    this.#list?.element(this.#current)?.querySelector<HTMLElement>("button")?.focus();
  }
}
