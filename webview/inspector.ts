import type { Inspected, Outline, Side } from "../src/shared/inspection.ts";
import type { PageHead } from "../src/shared/protocol.ts";
import type { BarActions } from "./bar-parts.ts";
import { bars } from "./bars.ts";
import { FindBar } from "./find-bar.ts";
import { Timeline } from "./timeline.ts";
import { View } from "./view.ts";
import type { ViewParts } from "./view-parts.ts";
import { Walk } from "./walk.ts";

export interface ShownInspector {
  element: HTMLElement;
  walk: Walk;
  /** Lays everything out; the element must be in the document. */
  start(): Promise<void>;
  /** Whether this is what the page shows already, as it was before. */
  isOf(head: PageHead, inspected: Inspected): boolean;
  /** What is shown has changed where it is kept. */
  become(head: PageHead, inspected: Inspected): Promise<void>;
  /** Somebody said something about a step. */
  reviewed(outline: Outline): void;
  dispose(): void;
}

/** Puts view, timeline, search and movement together. */
export function inspectorView(parts: ViewParts): ShownInspector {
  const { model, drawing } = parts;
  const { strings } = drawing;
  const goToRow = (row: number) => void walk.toRow(row);
  const timeline = new Timeline(model, strings, goToRow);
  const find = new FindBar({
    strings,
    search: async (text) => {
      const found = await drawing.ask({ ask: "find", text });
      return { ...found, matches: found.matches.filter(isOneOf(view)) };
    },
    onTerm: (term) => {
      view.term = term;
      view.redraw();
    },
    goTo: ({ row, side }) => void showMatch(row, side),
    from: () => view.current.row,
    onClose: () => view.card(view.current.row, view.current.side)?.focus(),
  });
  const actions: BarActions = {
    goToRow,
    goToPlace: (place) => void walk.toPlace(place),
    follow: (target) => void walk.follow(target),
    toggleSync: () => void toggle({ sync: !view.state.sync }),
    togglePanes: () => void toggle({ onePane: !view.state.onePane }),
    showSide: (side) => void showSide(side),
    go: (to) => void walk.go(to),
    find,
  };
  const view: View = new View(parts, (of) => bars({ view: of, timeline, actions }));
  const walk = new Walk(view);

  /** The search field keeps the focus while one steps through what was found. */
  async function showMatch(row: number, side: Side): Promise<void> {
    const field = document.activeElement;
    await walk.toRow(row, side);
    view.card(row, side)?.querySelector("mark.found")?.scrollIntoView({ block: "center" });
    if (find.isOpen && field instanceof HTMLElement) {
      field.focus({ preventScroll: true });
    }
  }

  async function toggle(change: Parameters<View["remember"]>[0]): Promise<void> {
    view.remember(change);
    await view.layOut();
    await walk.toRow(view.current.row, view.current.side);
  }

  async function showSide(side: Side): Promise<void> {
    if (view.current.side !== side) {
      view.current = { ...view.current, side };
      await view.layOut();
      await view.scrollTo(view.current.row, "center");
    }
  }

  return {
    element: view.element,
    walk,
    async start() {
      const row = Math.max(view.current.row, view.fold);
      // With the first step comes what stands above it: which scenario this is.
      const isFirst = row === 0;
      await view.layOut(view.state.row ?? (isFirst ? undefined : row));
      if (!(await view.restore()) && model.inspected.rows > 0 && !isFirst) {
        await view.scrollTo(row, "center");
      }
    },
    isOf(head, { right, rows }) {
      const same = JSON.stringify(head.showing) === JSON.stringify(model.head.showing);
      return (
        same &&
        view.element.isConnected &&
        model.two === (right !== undefined) &&
        rows > 0 &&
        model.inspected.rows > 0
      );
    },
    become: (head, inspected) => view.become(head, inspected),
    reviewed(outline) {
      model.outline = outline;
      timeline.draw();
      view.refresh();
    },
    dispose: () => view.dispose(),
  };
}

/** What both sides say alike is one place to go to, not two. */
function isOneOf({ model, columns }: View): (match: { row: number; side: Side }) => boolean {
  const seen = columns === "both" ? "left" : columns;
  return ({ row, side }) => side === seen || !model.isEqual(row);
}
