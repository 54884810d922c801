import type { PageNode } from "../src/shared/inspection.ts";
import { el, fill, formatted, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { textBlock } from "./texts.ts";

/** Levels that are open at first. */
const openLevels = 3;
const manyChildren = 30;

/** A call's arguments as a tree: names, values, what differs, what a verdict rests on. */
export function argumentTree(root: PageNode, drawing: Drawing): HTMLElement {
  if (!root.children || root.children.length === 0) {
    const nothing = root.kind === "list" || root.kind === "object";
    return el(
      "div",
      { class: "tree" },
      nothing ? el("span", { class: "muted" }, drawing.strings.noArguments) : leaf(root, drawing),
    );
  }
  return el("ul", { class: "tree" }, ...children(root, drawing, 0));
}

function children(node: PageNode, drawing: Drawing, depth: number): HTMLElement[] {
  const items = (node.children ?? []).map((child) => item(child, drawing, depth));
  const rest = (node.size ?? 0) - items.length;
  if (node.size !== undefined && rest > 0) {
    items.push(el("li", { class: "muted" }, fill(drawing.strings.moreItems, formatted(rest))));
  }
  return items;
}

function item(node: PageNode, drawing: Drawing, depth: number): HTMLElement {
  const classes = [
    "node",
    node.change ? `node-${node.change}` : "",
    node.evidence ? "node-evidence" : "",
  ].join(" ");
  // What follows a name stands behind it in the direction of the page, whichever way the name is written.
  const key = el("span", { class: "key" }, el("span", { dir: "auto" }, shown(String(node.key ?? ""))));
  if (node.children === undefined) {
    return el("li", { class: classes, "data-path": node.path }, key, leaf(node, drawing));
  }
  const count = node.size ?? node.children.length;
  const brackets = node.kind === "list" ? `[${count}]` : `{${count}}`;
  if (count === 0) {
    return el(
      "li",
      { class: classes, "data-path": node.path },
      key,
      el("span", { class: "literal" }, brackets),
    );
  }
  const details = el(
    "details",
    depth < openLevels && count <= manyChildren ? { open: "" } : {},
    el("summary", {}, key, el("span", { class: "muted" }, brackets)),
    el("ul", {}, ...children(node, drawing, depth + 1)),
  );
  return el("li", { class: classes, "data-path": node.path }, details);
}

function leaf(node: PageNode, drawing: Drawing): HTMLElement {
  const value = node.value ?? { text: "" };
  const block = textBlock(value, { tag: "span", name: `arguments${node.path}` }, drawing);
  block.classList.add(node.kind === "literal" ? "literal" : "string");
  if (value.text.includes("\n")) {
    block.classList.add("multiline");
  }
  return value.text === "" ? el("span", { class: "muted" }, drawing.strings.emptyText) : block;
}
