import type { PageText, Span, TextRef } from "../src/shared/inspection.ts";
import { el, fill, formatted, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";

/** Texts longer than this take up no more than some lines until they are asked for. */
const longText = { characters: 1400, lines: 14 };
/** Characters fetched at once of a text that the page has only the beginning of. */
const more = 100_000;

export interface TextBlock {
  tag: "p" | "pre" | "span" | "blockquote";
  /** Under this name the page remembers that the text was opened. */
  name: string;
}

/** A text with its evidence, differences and search results marked, and a way to the rest when it is only the beginning. */
export function textBlock(text: PageText, { tag, name }: TextBlock, drawing: Drawing): HTMLElement {
  const { strings, memory } = drawing;
  const fetched = memory.fetched.get(name) ?? "";
  const whole = text.text + fetched;
  const block = el(tag, { class: "text", dir: "auto" }, ...pieces(whole, text, drawing.term));
  const missing = text.rest ? text.rest.length - whole.length : 0;
  if (missing > 0) {
    block.append("…");
  }
  const actions: HTMLElement[] = [];
  const lines = whole.split("\n", longText.lines + 1).length;
  if (whole.length > longText.characters || lines > longText.lines) {
    const open = memory.opened.has(name);
    block.classList.toggle("clipped", !open);
    actions.push(
      textButton(open ? strings.showLess : strings.showMore, () => {
        if (!memory.opened.delete(name)) {
          memory.opened.add(name);
        }
        drawing.redraw();
      }),
    );
  }
  if (text.rest && missing > 0) {
    const { ref } = text.rest;
    actions.push(
      textButton(fill(strings.loadMore, formatted(Math.min(missing, more)), formatted(missing)), async () => {
        const chunk = await drawing.ask({ ask: "text", ref, from: whole.length, count: more });
        memory.fetched.set(name, fetched + chunk.text);
        memory.opened.add(name);
        drawing.redraw();
      }),
      documentButton(ref, drawing),
    );
  }
  return actions.length === 0
    ? block
    : el("div", { class: "long" }, block, el("div", { class: "text-actions" }, ...actions));
}

function documentButton(ref: TextRef, drawing: Drawing): HTMLElement {
  return textButton(drawing.strings.openDocument, () => drawing.act({ do: "open-document", ref }));
}

/** A button that looks like a link, for use inside of cards, of which there are many. */
export function textButton(label: string, onClick: () => unknown): HTMLButtonElement {
  const button = el("button", { class: "text-button", type: "button" }, label);
  button.addEventListener("click", onClick);
  return button;
}

/** The text cut at every beginning and end of a mark, each piece in as many marks as it lies in. */
function pieces(text: string, { marks = [], changes = [] }: PageText, term: string): Node[] {
  const found = term === "" ? [] : occurrences(text, term);
  if (marks.length + changes.length + found.length === 0) {
    return [shown(text)];
  }
  const kinds: [name: string, tag: "mark" | "span", spans: readonly Span[]][] = [
    ["changed", "span", changes],
    ["evidence", "mark", marks],
    ["found", "mark", found],
  ];
  const cuts = new Set([0, text.length]);
  for (const [, , spans] of kinds) {
    for (const { start, end } of spans) {
      cuts.add(start).add(Math.min(end, text.length));
    }
  }
  const places = [...cuts].sort((a, b) => a - b);
  const next = kinds.map(() => 0);
  return places.slice(0, -1).map((start, k) => {
    let piece: Node = shown(text.slice(start, places[k + 1]));
    kinds.forEach(([name, tag, spans], kind) => {
      let at = next[kind] ?? 0;
      while ((spans[at]?.end ?? Number.POSITIVE_INFINITY) <= start) {
        at += 1;
      }
      next[kind] = at;
      const span = spans[at];
      if (span && span.start <= start) {
        piece = el(tag, { class: name }, piece);
      }
    });
    return piece;
  });
}

const maxOccurrences = 2_000;

function occurrences(text: string, term: string): Span[] {
  const [hay, needle] = [text.toLowerCase(), term.toLowerCase()];
  // Lower case may be longer than what it was made from; offsets would not fit then.
  if (hay.length !== text.length) {
    return [];
  }
  const spans: Span[] = [];
  for (
    let at = hay.indexOf(needle);
    at >= 0 && spans.length < maxOccurrences;
    at = hay.indexOf(needle, at + needle.length)
  ) {
    spans.push({ start: at, end: at + needle.length });
  }
  return spans;
}
