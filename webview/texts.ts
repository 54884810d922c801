import type { PageText, TextRef, TrajectoryStrings } from "../src/shared/protocol.ts";
import { el, fill, formatted, shown } from "./dom.ts";
import { button } from "./toolkit.ts";

export type ShowText = (ref: TextRef) => void;

/** Texts longer than this take up no more than some lines until they are asked for. */
const longText = { characters: 1500, lines: 20 };

/** A text with its evidence marked, and a way to the rest when it is only the beginning. */
export function textBlock(
  name: "p" | "pre",
  { text, marks, rest }: PageText,
  strings: TrajectoryStrings,
  showText: ShowText,
): HTMLElement {
  const block = el(name, { class: "text", dir: "auto" }, ...pieces(text, marks));
  if (rest) {
    block.append("…");
  }
  const buttons: HTMLElement[] = [];
  if (text.length > longText.characters || text.split("\n", longText.lines + 1).length > longText.lines) {
    buttons.push(folding(block, strings));
  }
  if (rest) {
    const label = fill(strings.showAll, formatted(rest.length));
    buttons.push(button(label, "secondary", () => showText(rest.ref)));
  }
  return buttons.length === 0 ? block : el("div", {}, block, el("div", { class: "actions" }, ...buttons));
}

function folding(block: HTMLElement, strings: TrajectoryStrings): HTMLElement {
  block.classList.add("folded");
  const toggle = button(strings.showMore, "secondary", () => {
    const folded = block.classList.toggle("folded");
    toggle.textContent = folded ? strings.showMore : strings.showLess;
  });
  return toggle;
}

function pieces(text: string, marks: PageText["marks"]): Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const { start, end } of marks) {
    nodes.push(shown(text.slice(from, start)), el("mark", {}, shown(text.slice(start, end))));
    from = end;
  }
  nodes.push(shown(text.slice(from)));
  return nodes;
}
