import type { PageText, TextRef, TrajectoryStrings } from "../src/shared/protocol.ts";
import { el, fill, formatted } from "./dom.ts";
import { button } from "./toolkit.ts";

export type ShowText = (ref: TextRef) => void;

/** A text with its evidence marked, and a way to the rest when it is only the beginning. */
export function textBlock(
  name: "p" | "pre",
  { text, marks, rest }: PageText,
  strings: TrajectoryStrings,
  showText: ShowText,
): HTMLElement {
  const block = el(name, { class: "text", dir: "auto" }, ...pieces(text, marks));
  if (!rest) {
    return block;
  }
  block.append("…");
  const label = fill(strings.showAll, formatted(rest.length));
  return el(
    "div",
    {},
    block,
    button(label, "secondary", () => showText(rest.ref)),
  );
}

function pieces(text: string, marks: PageText["marks"]): Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const { start, end } of marks) {
    nodes.push(visible(text.slice(from, start)), el("mark", {}, visible(text.slice(start, end))));
    from = end;
  }
  nodes.push(visible(text.slice(from)));
  return nodes;
}

/** Control characters, direction overrides and invisible characters. */
const hidden = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;
const ordinary = ["\t", "\n", "\r"];

/** The text with characters made visible that would hide part of it or turn its direction. */
function visible(text: string): Node {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    if (ordinary.includes(match[0])) {
      continue;
    }
    const code = match[0].codePointAt(0) ?? 0;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    fragment.append(text.slice(from, match.index), el("span", { class: "hidden-character" }, name));
    from = match.index + match[0].length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
