import { type Side, verdictCodes } from "../src/shared/inspection.ts";
import type { InspectorStrings } from "../src/shared/strings.ts";
import { el, fill } from "./dom.ts";
import type { Model } from "./model.ts";

const maxBins = 240;

/** Worst first: a bin of many rows shows what matters most in it. */
const worst = [
  verdictCodes.unsafe,
  verdictCodes["judge-failed"],
  verdictCodes.controversial,
  verdictCodes.refused,
  verdictCodes["not-reached"],
  verdictCodes.safe,
  verdictCodes.step,
];
const names: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(verdictCodes).map(([name, code]) => [code, name]),
);

/** The whole of the trajectories in a strip: a lane for each side, verdicts as marks, what differs, and where one is. */
export class Timeline {
  readonly element: HTMLElement;
  readonly #window: HTMLElement;
  readonly #model: Model;
  readonly #strings: InspectorStrings;
  #bins = 1;
  #row = 0;

  constructor(model: Model, strings: InspectorStrings, goToRow: (row: number) => void) {
    this.#model = model;
    this.#strings = strings;
    this.#window = el("div", { class: "timeline-window" });
    this.element = el("div", {
      class: "timeline",
      role: "slider",
      tabindex: "0",
      "aria-label": strings.timeline,
      "aria-valuemin": "1",
      "aria-valuenow": "1",
    });
    this.draw();
    this.element.addEventListener("pointerdown", (event) => {
      const box = this.element.getBoundingClientRect();
      const share = Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width));
      goToRow(Math.floor(share * model.inspected.rows));
    });
    this.element.addEventListener("keydown", (event) => {
      const { rows } = model.inspected;
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[
        event.key
      ];
      const target = event.key === "Home" ? 0 : event.key === "End" ? rows - 1 : by && this.#row + by;
      if (target !== undefined) {
        event.preventDefault();
        event.stopPropagation();
        goToRow(Math.max(0, Math.min(rows - 1, target)));
      }
    });
  }

  draw(): void {
    const { inspected, outline } = this.#model;
    this.#bins = Math.max(1, Math.min(maxBins, inspected.rows));
    this.element.setAttribute("aria-valuemax", String(Math.max(1, inspected.rows)));
    const lanes = (inspected.right ? (["left", "right"] as const) : (["left"] as const)).map((side) =>
      this.#lane(side, outline[side]),
    );
    this.element.replaceChildren(...lanes, this.#window);
  }

  /** Shows which rows are on the screen, and the one that is looked at. */
  show(first: number, last: number, current: number): void {
    const { rows } = this.#model.inspected;
    this.#row = current;
    this.#window.classList.toggle("is-all", last - first + 1 >= rows);
    this.#window.style.left = `${(first / Math.max(1, rows)) * 100}%`;
    this.#window.style.width = `${((last - first + 1) / Math.max(1, rows)) * 100}%`;
    this.element.setAttribute("aria-valuenow", String(current + 1));
    this.element.setAttribute("aria-valuetext", this.#text(current));
  }

  #text(row: number): string {
    const { outline } = this.#model;
    const word = (code: string | undefined) => {
      const name = names[code ?? ""];
      return name === undefined || name === "step"
        ? ""
        : this.#strings.verdicts[name as keyof InspectorStrings["verdicts"]];
    };
    const parts = [fill(this.#strings.row, row + 1), word(outline.left[row]), word(outline.right[row])];
    return parts.filter((part) => part !== "").join(", ");
  }

  #lane(side: Side, column: string): HTMLElement {
    const { rows } = this.#model.inspected;
    const lane = el("div", { class: `lane lane-${side}` });
    for (let bin = 0; bin < this.#bins; bin++) {
      const from = Math.floor((bin * rows) / this.#bins);
      const to = Math.max(from + 1, Math.floor(((bin + 1) * rows) / this.#bins));
      const here = column.slice(from, to);
      const code = worst.find((candidate) => here.includes(candidate));
      const name = code === undefined ? "none" : names[code];
      const differs = Array.from({ length: to - from }, (_, k) => from + k).some((row) =>
        this.#model.differs(row),
      );
      const mark = el("span", { class: `mark mark-${name}${differs ? " mark-differs" : ""}` });
      if (this.#model.outline.reviewed.slice(from, to).includes("n")) {
        mark.classList.add("mark-reviewed");
      }
      lane.append(mark);
    }
    return lane;
  }
}
