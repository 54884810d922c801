import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";

export type ItemKey = number | string;

export interface ListParts {
  /** What scrolls; the list may stand below other things in it. */
  scroller: HTMLElement;
  /** Gets the items. */
  container: HTMLElement;
  count: number;
  keyOf: (index: number) => ItemKey;
  draw: (index: number) => HTMLElement;
  /** Pixels of an item that was never drawn. */
  estimate: (index: number) => number;
  /** Items on the screen have changed. */
  onRange: (first: number, last: number) => void;
  /** An item that stays drawn wherever the list is scrolled to, because it has the focus. */
  pinned: () => number | undefined;
  /** Pixels at the top of the scroller that something sticky covers. */
  covered: () => number;
  /** The item to begin at, so that what stands above it need not be drawn first. */
  begin?: number | undefined;
}

const overscan = 6;
/** What is drawn settles after two passes; heights that never agree must not keep the page busy. */
const maxPasses = 8;

/** A list of any length of which only what is on the screen is drawn. Heights are measured. */
export class VirtualList {
  readonly #parts: ListParts;
  readonly #drawn = new Map<ItemKey, HTMLElement>();
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #unmount: () => void;
  readonly #resizes: ResizeObserver;
  #count: number;
  #margin = 0;
  #alive = true;
  /** Where the screen begins, while heights are taken over that were read together. */
  #edge: number | undefined;
  #rendering = false;
  #again = false;

  constructor(parts: ListParts) {
    this.#parts = parts;
    this.#count = parts.count;
    this.#margin = this.#offsetInScroller();
    this.#virtualizer = new Virtualizer({ ...this.#options(), initialOffset: () => this.#beginning() });
    // What is on the screen stays where it is when something above it turns out higher or lower.
    this.#virtualizer.shouldAdjustScrollPositionOnItemSizeChange = ({ key, end }) =>
      end <= (this.#edge ?? this.#topEdge()) &&
      (!this.#virtualizer.itemSizeCache.has(key) || this.#virtualizer.scrollDirection !== "backward");
    this.#unmount = this.#virtualizer._didMount();
    // What stands above the list decides where it begins.
    this.#resizes = new ResizeObserver(() => requestAnimationFrame(() => this.#alive && this.update()));
    this.#resizes.observe(parts.scroller);
    for (const above of parts.scroller.children) {
      this.#resizes.observe(above);
    }
    this.#virtualizer._willUpdate();
    this.update();
  }

  /** Draws anew what is on the screen: the items are others, or more. */
  update(count = this.#count): void {
    this.#count = count;
    this.#margin = this.#offsetInScroller();
    this.#virtualizer.setOptions(this.#options());
    this.#virtualizer._willUpdate();
    this.#render();
  }

  /** Forgets drawn items, so that they are drawn anew; all of them without `keys`. */
  redraw(keys?: Iterable<ItemKey>): void {
    let any = false;
    for (const key of keys ?? [...this.#drawn.keys()]) {
      this.#drawn.get(key)?.remove();
      any = this.#drawn.delete(key) || any;
    }
    if (any) {
      this.#render();
    }
  }

  element(index: number): HTMLElement | undefined {
    return this.#drawn.get(this.#parts.keyOf(index));
  }

  /** Keys of what is drawn, on the screen or near it. */
  drawn(): ItemKey[] {
    return [...this.#drawn.keys()];
  }

  /** An item that is higher than the screen is read from its start, not from its middle. */
  scrollTo(index: number, align: "start" | "center" | "auto"): void {
    this.#virtualizer.scrollToIndex(index, { align });
    this.#render();
    if (align === "center" && this.#isHigh(index)) {
      this.#virtualizer.scrollToIndex(index, { align: "start" });
      this.#render();
    }
  }

  #isHigh(index: number): boolean {
    const { scroller, covered } = this.#parts;
    const height = this.element(index)?.offsetHeight ?? 0;
    return height > scroller.clientHeight - covered();
  }

  /** The first item that is not covered, and how much of it is scrolled away. */
  position(): { index: number; offset: number } {
    const top = this.#parts.scroller.scrollTop + this.#parts.covered();
    const item = this.#virtualizer.getVirtualItemForOffset(top);
    return item ? { index: item.index, offset: top - item.start } : { index: 0, offset: 0 };
  }

  /** Undoes `position`. What is measured on the way moves the item: it is aimed at until it stands still. */
  async restore({ index, offset }: { index: number; offset: number }): Promise<void> {
    for (let tries = 0; tries < maxPasses && this.#alive; tries++) {
      this.update();
      const [start] = this.#virtualizer.getOffsetForIndex(index, "start") ?? [0];
      if (tries > 1 && Math.abs(this.#parts.scroller.scrollTop - start - offset) < 1) {
        return;
      }
      this.#virtualizer.scrollToOffset(start + offset);
      this.#render();
      await new Promise(requestAnimationFrame);
    }
  }

  dispose(): void {
    this.#alive = false;
    this.#resizes.disconnect();
    this.#unmount();
    this.#drawn.clear();
    this.#parts.container.replaceChildren();
  }

  /** Where the item to begin at stands in the middle, as far as that can be told before anything is measured. */
  #beginning(): number {
    const { begin, estimate, scroller } = this.#parts;
    if (begin === undefined || begin === 0) {
      return scroller.scrollTop;
    }
    const above = Array.from({ length: begin }, (_, index) => estimate(index)).reduce(
      (sum, one) => sum + one,
      0,
    );
    return Math.max(0, this.#margin + above + (estimate(begin) - scroller.clientHeight) / 2);
  }

  #offsetInScroller(): number {
    const { scroller, container } = this.#parts;
    return container.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  }

  #options() {
    const { scroller, keyOf, estimate, pinned, covered } = this.#parts;
    return {
      count: this.#count,
      getScrollElement: () => scroller,
      estimateSize: estimate,
      getItemKey: keyOf,
      overscan,
      scrollMargin: this.#margin,
      scrollPaddingStart: covered(),
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      measureElement: heightOf,
      useAnimationFrameWithResizeObserver: true,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const indexes = defaultRangeExtractor(range);
        const kept = pinned();
        return kept === undefined || kept >= this.#count || indexes.includes(kept)
          ? indexes
          : [...indexes, kept].sort((a, b) => a - b);
      },
      onChange: () => this.#render(),
    };
  }

  /** Draws until nothing moves any more: measured heights decide what else is on the screen. */
  #render(): void {
    this.#again = true;
    if (this.#rendering) {
      return;
    }
    this.#rendering = true;
    try {
      for (let passes = 0; this.#again && passes < maxPasses; passes++) {
        this.#again = false;
        this.#drawRange();
      }
    } finally {
      this.#rendering = false;
    }
  }

  #drawRange(): void {
    const { container, keyOf, draw, onRange } = this.#parts;
    const items = this.#virtualizer.getVirtualItems();
    const { range } = this.#virtualizer;
    if (range && this.#count > 0) {
      // Asked for first: it is on its way while the rest is drawn.
      onRange(range.startIndex, Math.min(range.endIndex, this.#count - 1));
    }
    container.style.height = `${this.#virtualizer.getTotalSize()}px`;
    const wanted = new Set(items.map(({ index }) => keyOf(index)));
    for (const [key, element] of this.#drawn) {
      if (!wanted.has(key)) {
        this.#drawn.delete(key);
        element.remove();
      }
    }
    const fresh: [index: number, element: HTMLElement][] = [];
    let before: Element | null = null;
    for (const item of items) {
      const key = keyOf(item.index);
      let element = this.#drawn.get(key);
      if (!element) {
        element = draw(item.index);
        this.#drawn.set(key, element);
      }
      element.dataset.index = String(item.index);
      element.role = "listitem";
      element.ariaPosInSet = String(item.index + 1);
      element.ariaSetSize = String(this.#count);
      element.style.transform = `translateY(${item.start - this.#margin}px)`;
      // Screen readers and Tab go by the order in the document.
      const next: Element | null = before ? before.nextElementSibling : container.firstElementChild;
      if (next !== element) {
        container.insertBefore(element, next);
        // One that only holds the place is taken to be as high as what it stands for.
        if (!element.classList.contains("is-provisional")) {
          fresh.push([item.index, element]);
        }
      }
      before = element;
    }
    this.#measure(fresh);
  }

  /** All heights are read before anything changes by them: one layout, however many items are new. */
  #measure(fresh: readonly [index: number, element: HTMLElement][]): void {
    const heights = fresh.map(([, element]) => heightOf(element));
    this.#edge = this.#topEdge();
    for (const [k, [index, element]] of fresh.entries()) {
      this.#virtualizer.resizeItem(index, heights[k] ?? 0);
      this.#virtualizer.measureElement(element);
    }
    this.#edge = undefined;
  }

  #topEdge(): number {
    return (this.#virtualizer.scrollOffset ?? 0) + this.#parts.covered();
  }
}

/** Whole pixels, so that text stays sharp, and never too many: between two items nothing must shine through. */
function heightOf(element: HTMLElement, entry?: ResizeObserverEntry): number {
  return Math.floor(entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height);
}
