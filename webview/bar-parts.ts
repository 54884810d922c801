import type { Side } from "../src/shared/inspection.ts";
import type { Go, Place } from "../src/shared/protocol.ts";
import type { Drawing } from "./drawing.ts";
import type { FindBar } from "./find-bar.ts";
import type { Timeline } from "./timeline.ts";

/** What bars and cards can have done by those who move through the page. */
export interface BarActions {
  goToRow: (row: number) => void;
  goToPlace: (place: Place) => void;
  follow: Drawing["follow"];
  toggleSync: () => void;
  togglePanes: () => void;
  showSide: (side: Side) => void;
  go: (to: Go) => void;
  find: FindBar;
}

/** What stays at the top of the page. */
export interface Bars {
  elements: HTMLElement[];
  timeline: Timeline;
  actions: BarActions;
  /** @param shown rows that a filter lets through; undefined without one. */
  update(shown: number | undefined): void;
  toggleFilter(): void;
}
