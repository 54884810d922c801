import type { Move, PageRow, PageStep, RowKind, Side } from "../src/shared/inspection.ts";
import { el, fill, formatted, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { type IconName, icon } from "./icons.ts";
import { stepCard } from "./step-card.ts";
import { textButton } from "./texts.ts";

/** Which columns a row has. */
export type Columns = "both" | Side;

const signs: Readonly<Record<RowKind, IconName | undefined>> = {
  single: undefined,
  equal: "equal",
  "args-differ": "differs",
  "text-differs": "words",
  "action-differs": "differs",
  "left-only": "minus",
  "right-only": "plus",
  moved: "moved",
};

export interface RowParts {
  columns: Columns;
  /** The row stands before everything that differs: one card for both sides. */
  shared: boolean;
  divergence: boolean;
  drawing: (side: Side, step: number) => Drawing;
  /** The page could not draw a step; the others go on. */
  onFailure: (error: unknown) => void;
  goToRow: (row: number) => void;
}

/** A row of the aligned trajectories. */
export function drawRow(row: PageRow, parts: RowParts, plain: Drawing): HTMLElement {
  const { columns, shared, divergence } = parts;
  const element = el("div", { class: `row kind-${row.kind} ${row.decision ? "is-decision" : ""}` });
  if (divergence) {
    element.append(el("div", { class: "divergence" }, el("span", {}, plain.strings.divergence)));
  }
  if (row.failed !== undefined) {
    element.append(el("p", { class: "failed", role: "alert" }, plain.strings.failed, " ", shown(row.failed)));
    return element;
  }
  const cell = (side: Side) => {
    const step = row[side];
    return step ? card(step, side, row, parts) : gap(row, plain, parts);
  };
  if (columns !== "both") {
    element.append(cell(columns));
  } else if (shared && row.left) {
    element.append(card(row.left, "left", row, parts));
  } else {
    element.append(el("div", { class: "cells" }, cell("left"), gutter(row, plain), cell("right")));
  }
  return element;
}

function card(
  step: PageStep,
  side: Side,
  row: PageRow,
  { drawing, onFailure, goToRow }: RowParts,
): HTMLElement {
  const own = drawing(side, step.index);
  try {
    const element = stepCard(step, side, own);
    // What an unsafe trajectory does more safely in passing would only mislead.
    const tone = own.head.panes[side].tone;
    const moves = tone === "unsafe" ? [] : (row.moves ?? []).filter((move) => move.side === side);
    if (moves.length > 0 || row.counterpart !== undefined) {
      element.querySelector(".card-start")?.append(...moves.map(({ move }) => moveTag(move, own)));
    }
    const { counterpart } = row;
    if (counterpart !== undefined) {
      const link = textButton(own.strings.movedHere, () => goToRow(counterpart));
      element.querySelector(".card-start")?.append(link);
    }
    return element;
  } catch (error) {
    onFailure(error);
    const raw = textButton(own.strings.openDocument, () =>
      own.act({ do: "open-document", ref: { of: "raw", side, step: step.index } }),
    );
    return el(
      "article",
      { class: "step failed", tabindex: "-1", "data-side": side, "data-step": String(step.index) },
      el("p", { role: "alert" }, own.strings.failed),
      raw,
    );
  }
}

function moveTag(move: Move, { strings }: Drawing): HTMLElement {
  return el("span", { class: "tagged move" }, strings.moves[move]);
}

function gap(row: PageRow, { strings }: Drawing, { goToRow }: RowParts): HTMLElement {
  const { counterpart } = row;
  return el(
    "div",
    { class: "gap" },
    counterpart === undefined
      ? el("span", {}, strings.noStepHere)
      : textButton(strings.movedThere, () => goToRow(counterpart)),
  );
}

function gutter(row: PageRow, { strings }: Drawing): HTMLElement {
  const sign = signs[row.kind];
  const word = strings.kinds[row.kind];
  return el(
    "div",
    { class: "gutter", title: word },
    sign && icon(sign),
    el("span", { class: "visually-hidden" }, word),
  );
}

/** The folded rows as one line that opens them. */
export function foldLine(
  rows: number,
  tools: readonly string[],
  open: boolean,
  { strings }: Drawing,
  onToggle: () => void,
): HTMLElement {
  const words = fill(rows === 1 ? strings.sharedStep : strings.sharedSteps, formatted(rows));
  const line = el(
    "button",
    { class: "fold-line", type: "button", "aria-expanded": String(open) },
    icon(open ? "down" : "right"),
    el("span", { class: "fold-count" }, words),
    ...tools.map((tool) => el("code", { class: "tool" }, shown(tool))),
  );
  line.addEventListener("click", onToggle);
  return el("div", { class: "row row-fold" }, line);
}

/** Stands in for a row that is on its way. */
export function placeholder(step: number, { strings }: Drawing): HTMLElement {
  return el(
    "div",
    { class: "row is-provisional" },
    el("div", { class: "step skeleton" }, `${fill(strings.step, step + 1)} — ${strings.loading}`),
  );
}

/** At the end of a list that cannot hold all rows: the way to the others. */
export function beyondLine(rows: number, { strings }: Drawing, onClick: () => void): HTMLElement {
  const line = el(
    "button",
    { class: "fold-line", type: "button" },
    icon("more"),
    el("span", { class: "fold-count" }, fill(strings.beyond, formatted(rows))),
  );
  line.addEventListener("click", onClick);
  return el("div", { class: "row row-fold" }, line);
}
