import type { Side } from "../src/shared/inspection.ts";
import type { Go, Place } from "../src/shared/protocol.ts";
import { focusHere } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { isEmpty } from "./filter-panel.ts";
import { helpDialog } from "./keys.ts";
import { controlsOf } from "./review-form.ts";
import type { View } from "./view.ts";

/** Moves through the view: by key, by command, by a click on a mark. */
export class Walk {
  readonly #view: View;

  constructor(view: View) {
    this.#view = view;
    view.element.addEventListener("focusin", (event) => {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>(".step") : null;
      const side = card?.dataset.side;
      if (card && (side === "left" || side === "right")) {
        const row = view.model.rowOfStep({ side, step: Number(card.dataset.step) });
        if (row !== undefined) {
          this.#make({ row, side });
        }
      }
    });
  }

  /** @returns whether anything was done. */
  async go(to: Go): Promise<boolean> {
    const { model, current, bars } = this.#view;
    const { row, side } = current;
    const both = this.#view.columns === "both" && !this.#view.split;
    const inSight = (at: number) => this.#isShown(at);
    const has = (at: number) => inSight(at) && (both || model.has(at, side));
    const isUnsafe = (at: number) =>
      this.#canShow(at) && (model.isUnsafe(at, "left") || model.isUnsafe(at, "right"));
    const differs = (at: number) => this.#canShow(at) && model.differs(at);
    switch (to) {
      case "next-step":
        return this.#to(model.seek(row, 1, has));
      case "previous-step":
        return this.#to(model.seek(row, -1, has));
      case "first-step":
        return this.#to(model.seek(-1, 1, has), "start");
      case "last-step":
        return this.#to(model.seek(model.inspected.rows, -1, has));
      case "left-side":
        return this.#toSide("left");
      case "right-side":
        return this.#toSide("right");
      case "next-unsafe":
        return this.#to(
          model.seek(row, 1, isUnsafe) ?? model.seek(-1, 1, isUnsafe),
          "center",
          unsafeSide(this.#view),
        );
      case "previous-unsafe":
        return this.#to(
          model.seek(row, -1, isUnsafe) ?? model.seek(model.inspected.rows, -1, isUnsafe),
          "center",
          unsafeSide(this.#view),
        );
      case "first-unsafe":
        return this.#to(model.seek(-1, 1, isUnsafe), "center", unsafeSide(this.#view));
      case "next-difference":
        return this.#to(model.seek(row, 1, differs), "center");
      case "previous-difference":
        return this.#to(model.seek(row, -1, differs), "center");
      case "divergence":
        return this.#to(model.inspected.divergence ?? model.inspected.firstDifference, "center");
      case "toggle-step": {
        const memory = this.#view.memory(row, side);
        memory.collapsed = !memory.collapsed;
        this.#view.redraw([row]);
        return true;
      }
      case "review": {
        if (!model.head.can.review) {
          return false;
        }
        const memory = this.#view.memory(row, side);
        memory.reviewing = !memory.reviewing;
        memory.collapsed = false;
        this.#view.redraw([row]);
        const card = this.#view.card(row, side);
        const [first] = card ? controlsOf(card) : [];
        first?.focus({ preventScroll: true });
        card?.querySelector(".review-form")?.scrollIntoView({ block: "nearest" });
        return true;
      }
      case "find":
        bars.actions.find.open();
        return true;
      case "filter":
        bars.toggleFilter();
        return true;
      case "toggle-sync":
        bars.actions.toggleSync();
        return true;
      case "toggle-panes":
        bars.actions.togglePanes();
        return true;
      case "text-diff":
        this.#view.parts.drawing.act({ do: "text-diff" });
        return model.two;
      case "copy-link": {
        const { act, announce, strings } = this.#view.parts.drawing;
        act({ do: "copy-link", place: { side, step: Math.max(0, model.stepAt(row, side)) } });
        announce(strings.copied);
        return true;
      }
      case "help": {
        const dialog = helpDialog(this.#view.strings);
        document.body.append(dialog);
        dialog.showModal();
        return true;
      }
    }
  }

  /** Puts the form of the step away where one stands. @returns whether there was one. */
  leave(): boolean {
    const { row, side } = this.#view.current;
    const memory = this.#view.memory(row, side);
    if (!memory.reviewing) {
      return false;
    }
    memory.reviewing = false;
    this.#view.redraw([row]);
    this.#view.card(row, side)?.focus({ preventScroll: true });
    return true;
  }

  /** Shows a row whatever is folded or filtered away, and puts the focus on its step. */
  async toRow(row: number, side?: Side, align: "start" | "center" | "auto" = "center"): Promise<void> {
    const view = this.#view;
    const { model } = view;
    const wanted = side ?? view.current.side;
    const own = model.has(row, wanted) ? wanted : wanted === "left" ? "right" : "left";
    const columns = view.columns;
    const before = document.activeElement;
    this.#make({ row, side: own });
    if (columns !== "both" && columns !== own) {
      await view.layOut();
    }
    if (row < view.fold) {
      view.remember({ unfolded: true });
      await view.layOut();
    } else if (view.items().indexOf(row) === undefined) {
      // Filtered away, or beyond the end of a list that cannot hold all.
      if (!view.items().passes(row) && !isEmpty(view.state.filter)) {
        view.remember({ filter: {} });
      }
      await view.layOut();
    }
    await view.scrollTo(row, align);
    if (isFree(document.activeElement, before)) {
      focusHere(view.card(row, own));
    }
    this.#make({ row, side: own });
  }

  /** The page has got the focus: it belongs on the step one is at, unless it is on a control. */
  takeFocus(): void {
    const active = document.activeElement;
    const card = this.#view.card(this.#view.current.row, this.#view.current.side);
    if (active === document.body || (active?.matches(".step") && active !== card)) {
      focusHere(card);
    }
  }

  async toPlace({ side, step }: Place): Promise<void> {
    const row = this.#view.model.rowOfStep({ side, step });
    if (row !== undefined) {
      await this.toRow(row, side);
    }
  }

  /** Shows the words that a verdict rests on. */
  async follow({ side, step, selector }: Parameters<Drawing["follow"]>[0]): Promise<void> {
    let root: HTMLElement | undefined = this.#view.element;
    if (step !== undefined) {
      const row = this.#view.model.rowOfStep({ side, step });
      if (row === undefined) {
        return;
      }
      const memory = this.#view.memory(row, side);
      memory.collapsed = false;
      memory.raw = undefined;
      for (const part of ["observation", "message", "thought", "answer"]) {
        memory.opened.add(part);
      }
      await this.toRow(row, side);
      this.#view.redraw([row]);
      root = this.#view.card(row, side);
    } else {
      this.#view.element.scrollTo({ top: 0 });
    }
    const target = root?.querySelector<HTMLElement>(selector);
    target?.scrollIntoView({ block: "center" });
    target?.classList.add("flash");
    setTimeout(() => target?.classList.remove("flash"), 1600);
  }

  #isShown(row: number): boolean {
    const items = this.#view.items();
    return !items.isFolded(row) && items.passes(row);
  }

  /** Shown, or only folded: a jump opens the fold. */
  #canShow(row: number): boolean {
    return this.#view.items().passes(row) || this.#view.columns !== "both";
  }

  async #to(
    row: number | undefined,
    align: "start" | "center" | "auto" = "auto",
    side?: (row: number) => Side,
  ): Promise<boolean> {
    if (row === undefined) {
      this.#view.parts.drawing.announce(this.#view.strings.nothingFurther);
      return false;
    }
    await this.toRow(row, side?.(row), align);
    return true;
  }

  async #toSide(side: Side): Promise<boolean> {
    const { model, current } = this.#view;
    if (!model.two) {
      return false;
    }
    const row = model.has(current.row, side)
      ? current.row
      : (model.seek(current.row, 1, (at) => model.has(at, side)) ??
        model.seek(current.row, -1, (at) => model.has(at, side)));
    if (row === undefined) {
      return false;
    }
    await this.toRow(row, side, "auto");
    return true;
  }

  #make(current: { row: number; side: Side }): void {
    const view = this.#view;
    const { row, side } = current;
    if (view.current.row !== row || view.current.side !== side) {
      const before = view.card(view.current.row, view.current.side);
      if (before) {
        before.tabIndex = -1;
      }
    }
    view.current = current;
    const card = view.card(row, side);
    if (card) {
      card.tabIndex = 0;
    }
    const step = view.model.stepAt(row, side);
    if (step >= 0) {
      view.remember({ place: { side, step } });
    }
  }
}

/** Whoever has put the focus on a field while rows were read types there: the step must not take it. */
function isFree(active: Element | null, before: Element | null): boolean {
  return active === before || active === document.body || active?.matches(".step") === true;
}

function unsafeSide({ model }: View): (row: number) => Side {
  return (row) => (model.isUnsafe(row, "left") ? "left" : "right");
}
