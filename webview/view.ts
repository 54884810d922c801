import { type FilterResult, type Inspected, type Side, sides, startRow } from "../src/shared/inspection.ts";
import type { PageHead } from "../src/shared/protocol.ts";
import type { Bars } from "./bar-parts.ts";
import { el, focusHere } from "./dom.ts";
import { type Drawing, freshMemory, Memories, type StepMemory } from "./drawing.ts";
import { DrawnRows } from "./drawn-rows.ts";
import { isEmpty } from "./filter-panel.ts";
import { header } from "./header.ts";
import { Items } from "./items.ts";
import { itemsAround, range, rowsOf } from "./items-around.ts";
import { VirtualList } from "./list.ts";
import type { Model } from "./model.ts";
import { controlsOf } from "./review-form.ts";
import { beyondLine, type Columns, drawRow, foldLine, placeholder } from "./row.ts";
import { RowReader } from "./row-reader.ts";
import { type ViewParts, type ViewState, whyEmpty } from "./view-parts.ts";

const estimatedRow = 190;
/** Rows read at once beyond those on the screen, and those read later, so that they are there when they are scrolled to. */
const near = 10;
const far = 700;
/** Pixels between what stays at the top and a row that is scrolled to. */
const gap = 8;

interface Pane {
  readonly list: VirtualList;
  items: Items;
  columns: Columns;
  scroller: HTMLElement;
}

/** One or two trajectories on the screen: what is drawn, where. How to move through it is `Walk`'s business. */
export class View {
  readonly element: HTMLElement;
  readonly model: Model;
  readonly parts: ViewParts;
  state: ViewState;
  term = "";
  /** Row and side that the keys start from. */
  current: { row: number; side: Side };
  readonly bars: Bars;
  readonly #body: HTMLElement;
  readonly #sticky: HTMLElement;
  readonly #header: HTMLElement;
  readonly #memories = new Memories();
  readonly #drawn = new DrawnRows();
  readonly #headerMemory = freshMemory();
  readonly #reader: RowReader;
  #lastFirst = 0;
  #panes: Pane[] = [];
  #visible: FilterResult | undefined;
  #scrolling: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ViewParts, bars: (view: View) => Bars) {
    this.parts = parts;
    this.model = parts.model;
    this.#reader = new RowReader({
      model: parts.model,
      ask: (request) => parts.drawing.ask(request),
      onRows: (rows) => this.redraw(rows.filter((row) => this.#isOutdated(row))),
      onFailure: parts.onFailure,
    });
    this.state = parts.state;
    const place = parts.state.place;
    const row = place && this.model.rowOfStep(place);
    this.current = place && row !== undefined ? { row, side: place.side } : this.#start();
    this.#header = el("div", { class: "header-place" });
    this.bars = bars(this);
    this.#sticky = el("div", { class: "sticky" }, ...this.bars.elements);
    this.#body = el("div", { class: "body" });
    this.element = el("div", { class: "scroller", tabindex: "-1" }, this.#header, this.#sticky, this.#body);
    this.drawHeader();
  }

  get strings() {
    return this.parts.drawing.strings;
  }

  /** Two columns in one list, two lists, or one. */
  get columns(): Columns {
    return this.model.two && !this.state.onePane && !this.parts.narrow ? "both" : this.current.side;
  }

  get split(): boolean {
    return this.columns === "both" && !this.state.sync;
  }

  get fold(): number {
    return this.model.two && isEmpty(this.state.filter) && !this.state.unfolded
      ? this.model.inspected.sharedPrefix
      : 0;
  }

  items(): Items {
    return (
      (this.#panes.find(({ columns }) => columns === this.current.side) ?? this.#panes[0])?.items ??
      new Items([], 0)
    );
  }

  /**
   * Lays the lists out; to be called once the element is in the document and whenever columns, folds or filter change.
   * @param begin the row that is scrolled to next: what stands above it need not be drawn first.
   */
  async layOut(begin?: number): Promise<void> {
    const { filter } = this.state;
    this.#visible = isEmpty(filter) ? undefined : await this.parts.drawing.ask({ ask: "filter", filter });
    for (const { list } of this.#panes) {
      list.dispose();
    }
    this.#panes = [];
    this.#body.replaceChildren();
    const { rows } = this.model.inspected;
    this.bars.update(this.#visible?.count);
    if (rows === 0 || this.#visible?.count === 0) {
      this.#body.append(el("p", { class: "empty" }, rows === 0 ? whyEmpty(this) : this.strings.noRows));
      return;
    }
    this.element.classList.toggle("is-split", this.split);
    if (this.split) {
      const panes = sides.map((side) => el("div", { class: "pane-scroller", "data-side": side }));
      this.#body.append(el("div", { class: "split" }, ...panes));
      this.#panes = panes.map((scroller, k) => this.#pane(sides[k] ?? "left", scroller, begin));
    } else {
      this.#panes = [this.#pane(this.columns, this.element, begin)];
    }
  }

  drawHeader(): void {
    const drawing = this.#drawing(this.#headerMemory, () => this.drawHeader());
    this.#header.replaceChildren(
      header({
        model: this.model,
        drawing,
        detailsOpen: this.state.details,
        onDetails: (details) => this.remember({ details }),
      }),
    );
  }

  remember(change: Partial<ViewState>): void {
    this.state = { ...this.state, ...change };
    this.parts.remember(change);
  }

  /** Draws rows anew; all of them without `rows`. */
  redraw(rows?: readonly number[]): void {
    const focus = document.activeElement?.closest<HTMLElement>(".step");
    const control = focus ? controlsOf(focus).findIndex((one) => one === document.activeElement) : -1;
    for (const { list } of this.#panes) {
      list.redraw(rows);
    }
    if (focus && !focus.isConnected) {
      const card = this.card(this.current.row, this.current.side);
      focusHere((card && control >= 0 ? controlsOf(card)[control] : undefined) ?? card);
    }
  }

  /** The card of a step, when it is drawn. */
  card(row: number, side: Side): HTMLElement | undefined {
    for (const { list, items } of this.#panes) {
      const index = items.indexOf(row);
      const element = index === undefined ? undefined : list.element(index);
      const card =
        element?.querySelector<HTMLElement>(`.step[data-side=${side}]`) ??
        element?.querySelector<HTMLElement>(".step");
      if (card) {
        return card;
      }
    }
    return undefined;
  }

  /** Scrolls to a row, which must be among the items. */
  async scrollTo(row: number, align: "start" | "center" | "auto"): Promise<void> {
    // Read before they are scrolled to, so that they come to stand where they should.
    await this.#reader.read(range(Math.max(0, row - 8), Math.min(this.model.inspected.rows - 1, row + 12)));
    for (const { list, items } of this.#panes) {
      const index = items.indexOf(row) ?? items.indexOf(items.nearest(row) ?? -1);
      if (index !== undefined) {
        list.scrollTo(index, align);
      }
    }
    await new Promise(requestAnimationFrame);
  }

  /** Puts back what the page had on the screen before. @returns false when it does not know. */
  async restore(): Promise<boolean> {
    const { row, offset = 0 } = this.state;
    const [pane] = this.#panes;
    const index = row === undefined ? undefined : pane?.items.indexOf(row);
    if (pane === undefined || row === undefined || index === undefined) {
      return false;
    }
    await this.scrollTo(row, "start");
    await pane.list.restore({ index, offset });
    return true;
  }

  /** Reads a row that is needed without being drawn. */
  read(row: number): Promise<void> {
    return this.#reader.read([row]);
  }

  /** Asks anew for what is drawn; it stays as it is until the answer is there. */
  refresh(): void {
    this.model.forgetAll();
    void this.#reader.read(this.#drawnRows());
  }

  /** What is shown has changed. Where one is, what is open and what one types in stay. */
  async become(head: PageHead, inspected: Inspected): Promise<void> {
    const { row: before, side } = this.current;
    const step = this.model.stepAt(before, side);
    await this.#reader.settle();
    this.model.become(head, inspected);
    const row = this.model.rowOfStep({ side, step });
    this.current = row === undefined ? this.#start() : { row, side };
    this.#memories.forgetTexts();
    this.drawHeader();
    this.bars.timeline.draw();
    const { filter } = this.state;
    this.#visible = isEmpty(filter) ? undefined : await this.parts.drawing.ask({ ask: "filter", filter });
    const fits = this.#panes.some(({ columns }) => columns === this.columns) || this.split;
    if (!fits || this.#visible?.count === 0 || inspected.rows === 0) {
      return this.layOut(this.current.row);
    }
    this.bars.update(this.#visible?.count);
    for (const pane of this.#panes) {
      pane.items = this.#items(pane.columns);
      pane.list.update(pane.items.count);
    }
    const drawn = this.#drawnRows();
    this.redraw(drawn.filter((one) => this.model.row(one) !== undefined && this.#isOutdated(one)));
    await this.#reader.read(drawn);
  }

  /** Beside another trajectory a row can look different although its steps are the same. */
  #isOutdated(row: number): boolean {
    const shows = ({ list, items }: Pane) =>
      this.#drawn.shows(list.element(items.indexOf(row) ?? -1), this.model.row(row));
    return this.model.two || !this.#panes.every(shows);
  }

  #drawnRows(): number[] {
    return this.#panes.flatMap(({ list }) => list.drawn()).filter((key) => typeof key === "number");
  }

  dispose(): void {
    clearTimeout(this.#scrolling);
    this.#reader.stop();
    for (const { list } of this.#panes) {
      list.dispose();
    }
  }

  /** The first step worth looking at: where the two part, else the first unsafe one. */
  #start(): { row: number; side: Side } {
    const row = startRow(this.model.inspected);
    return { row, side: this.model.has(row, "left") ? "left" : "right" };
  }

  #pane(columns: Columns, scroller: HTMLElement, begin?: number): Pane {
    const items = this.#items(columns);
    const container = el("div", {
      class: `rows rows-${columns}`,
      role: "list",
      "aria-label": this.#columnName(columns),
    });
    if (scroller === this.element) {
      this.#body.append(container);
    } else {
      scroller.append(container);
    }
    const parts = { items, columns, scroller };
    const pane: Pane = Object.assign(parts, {
      list: new VirtualList({
        scroller,
        container,
        count: items.count,
        keyOf: (index) => parts.items.keyOf(index),
        draw: (index) => this.#draw(parts.items, index, columns),
        estimate: () => estimatedRow,
        onRange: (first, last) => this.#onRange(parts.items, first, last),
        pinned: () => parts.items.indexOf(this.current.row),
        begin: begin === undefined ? undefined : items.indexOf(begin),
        covered: () => (scroller === this.element ? this.#sticky.offsetHeight + gap : 0),
      }),
    });
    scroller.addEventListener("scroll", () => this.#onScroll(pane), { passive: true });
    return pane;
  }

  #items(columns: Columns): Items {
    return new Items(this.#ranges(columns), this.fold, this.current.row);
  }

  #columnName(columns: Columns): string {
    const { panes } = this.model.head;
    return columns === "both" ? `${panes.left.title}, ${panes.right.title}` : panes[columns].title;
  }

  #ranges(columns: Columns): [number, number][] {
    const { rows } = this.model.inspected;
    const ranges = this.#visible?.ranges ?? (rows > 0 ? [[0, rows - 1] as [number, number]] : []);
    return columns === "both" ? ranges : this.model.rangesOf(columns, ranges);
  }

  #draw(items: Items, index: number, columns: Columns): HTMLElement {
    const item = items.at(index);
    const plain = this.#drawing(freshMemory(), () => this.redraw());
    if (!item) {
      return el("div", { class: "row" });
    }
    const { sharedPrefix, sharedTools, divergence } = this.model.inspected;
    if (item.of === "fold") {
      return foldLine(item.rows, sharedTools, false, plain, () => this.unfold(true));
    }
    if (item.of === "beyond") {
      return beyondLine(item.rows, plain, () => this.bars.actions.goToRow(item.row));
    }
    const { row } = item;
    const page = this.model.row(row);
    const side = columns === "both" ? (this.model.has(row, "left") ? "left" : "right") : columns;
    if (!page) {
      return placeholder(this.model.stepAt(row, side), plain);
    }
    const element = drawRow(
      page,
      {
        columns,
        shared: row < sharedPrefix,
        divergence: row === divergence && this.model.two,
        drawing: (of, step) => this.#drawing(this.#memories.of(of, step), () => this.redraw([row])),
        onFailure: this.parts.onFailure,
        goToRow: (target) => this.bars.actions.goToRow(target),
      },
      plain,
    );
    this.#drawn.note(element, page);
    if (
      row === 0 &&
      this.state.unfolded &&
      this.model.two &&
      sharedPrefix > 0 &&
      isEmpty(this.state.filter)
    ) {
      element.prepend(
        foldLine(sharedPrefix, [], true, plain, () => this.unfold(false)).firstElementChild ?? "",
      );
    }
    for (const card of element.querySelectorAll<HTMLElement>(".step")) {
      card.tabIndex =
        row === this.current.row && (card.dataset.side === this.current.side || row < sharedPrefix) ? 0 : -1;
    }
    return element;
  }

  unfold(unfolded: boolean): void {
    this.remember({ unfolded });
    const { row } = this.current;
    void this.layOut().then(() =>
      unfolded ? this.scrollTo(0, "start") : this.scrollTo(Math.max(row, this.fold), "center"),
    );
  }

  memory(row: number, side: Side): StepMemory {
    return this.#memories.of(side, this.model.stepAt(row, side));
  }

  #drawing(memory: StepMemory, redraw: () => void): Drawing {
    return {
      ...this.parts.drawing,
      memory,
      redraw,
      term: this.term,
      goTo: (place) => this.bars.actions.goToPlace(place),
      follow: (target) => this.bars.actions.follow(target),
    };
  }

  #onRange(items: Items, first: number, last: number): void {
    const shown = [...rowsOf(items, range(first, last))];
    // What is on the screen comes first, in an answer of its own.
    void this.#reader.read(shown);
    void this.#reader.read(rowsOf(items, range(first - near, last + near)));
    this.#reader.ahead(rowsOf(items, itemsAround([first, last], first >= this.#lastFirst ? 1 : -1, far)));
    this.#lastFirst = first;
    this.bars.timeline.show(shown[0] ?? 0, shown.at(-1) ?? 0, this.current.row);
  }

  #onScroll({ list, items }: Pane): void {
    clearTimeout(this.#scrolling);
    this.#scrolling = setTimeout(() => {
      const { index, offset } = list.position();
      const item = items.at(index);
      this.remember({ row: item?.of === "row" ? item.row : 0, offset });
    }, 200);
  }
}
