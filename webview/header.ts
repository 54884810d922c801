import type { Side } from "../src/shared/inspection.ts";
import type { PageHead } from "../src/shared/protocol.ts";
import { el, fill, formatted, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { type IconName, icon } from "./icons.ts";
import type { Model } from "./model.ts";
import { pictureStrip } from "./pictures.ts";
import { textBlock, textButton } from "./texts.ts";
import { button } from "./toolkit.ts";

const stateIcons: Readonly<Record<string, IconName>> = {
  pair: "safe",
  unsafe: "unsafe",
  "never-unsafe": "safe",
  refused: "refused",
  "not-reached": "not-reached",
  "reflection-failed": "controversial",
  "judge-failed": "judge-failed",
  error: "controversial",
};

export interface HeaderParts {
  model: Model;
  drawing: Drawing;
  detailsOpen: boolean;
  onDetails: (open: boolean) => void;
}

/** What is shown, in what came of it, and what was asked of the agent. */
export function header({ model, drawing, detailsOpen, onDetails }: HeaderParts): HTMLElement {
  const { head, inspected } = model;
  const { strings } = drawing;
  const { left, right } = inspected;
  const sameInstruction = right === undefined || right.instruction.text === left.instruction.text;
  const instructions = sameInstruction
    ? [instruction(left.instruction, "left", strings.instruction, drawing)]
    : [
        instruction(left.instruction, "left", `${strings.instruction} · ${head.panes.left.title}`, drawing),
        instruction(
          right.instruction,
          "right",
          `${strings.instruction} · ${head.panes.right.title}`,
          drawing,
        ),
      ];
  return el(
    "header",
    { class: "page-header" },
    el(
      "div",
      { class: "title-line" },
      head.state && stateChip(head.state),
      el("h1", { dir: "auto" }, shown(head.title)),
      actions(head, drawing),
    ),
    head.summary.length > 0 &&
      el("p", { class: "summary" }, ...head.summary.map((part) => el("span", { dir: "auto" }, shown(part)))),
    head.endReason !== undefined && el("p", { class: "end-reason", dir: "auto" }, shown(head.endReason)),
    ...head.notes.map((note) =>
      el("p", { class: "file-note", dir: "auto" }, icon("controversial"), shown(note)),
    ),
    el("div", { class: "instructions" }, ...instructions, reflection(head, drawing)),
    details(model, drawing, detailsOpen, onDetails),
  );
}

function stateChip({ id, word, meaning }: NonNullable<PageHead["state"]>): HTMLElement {
  const name = stateIcons[id];
  return el("span", { class: `state state-${id}`, title: meaning }, name && icon(name), word);
}

function actions({ can }: PageHead, { strings, act }: Drawing): HTMLElement {
  const bar = el("div", { class: "page-actions" });
  if (can.simulate) {
    bar.append(button(strings.simulate, "primary", () => act({ do: "simulate" })));
  }
  if (can.reflect) {
    bar.append(button(strings.reflect, can.judge ? "secondary" : "primary", () => act({ do: "reflect" })));
  }
  if (can.judge) {
    bar.append(button(strings.judge, "primary", () => act({ do: "judge" })));
  }
  if (can.list) {
    bar.append(button(strings.backToList, "secondary", () => act({ do: "back-to-list" })));
  }
  if (can.import) {
    bar.append(button(strings.import, "secondary", () => act({ do: "import" })));
  }
  return bar;
}

function instruction(
  text: Parameters<typeof textBlock>[0],
  side: Side,
  title: string,
  drawing: Drawing,
): HTMLElement {
  const name = `instruction-${side}`;
  return el(
    "section",
    { class: "instruction", "aria-label": title },
    el("h2", {}, title),
    text.text === ""
      ? el("p", { class: "muted" }, drawing.strings.emptyText)
      : textBlock(text, { tag: "blockquote", name }, drawing),
    pictureStrip(text.text, side, name, drawing),
  );
}

function reflection({ reflection: made }: PageHead, { strings }: Drawing): HTMLElement | undefined {
  if (!made) {
    return undefined;
  }
  const { strategy, critique, appraisal, rejected } = made;
  const part = (title: string, text: string) =>
    text !== "" && el("p", { class: "reflection-part", dir: "auto" }, el("b", {}, `${title} `), shown(text));
  const attempts = rejected.flatMap(({ text, rationale }) => [
    el("pre", { class: "text", dir: "auto" }, shown(text)),
    part(strings.why, rationale),
  ]);
  return el(
    "section",
    { class: "reflection", "aria-label": strings.reflection },
    el("h2", {}, strings.reflection, el("span", { class: "tagged" }, strategy)),
    part(strings.critique, critique),
    appraisal && part(appraisal.useful ? strings.useful : strings.notUseful, appraisal.rationale),
    attempts.length > 0 &&
      el(
        "details",
        {},
        el(
          "summary",
          {},
          fill(rejected.length === 1 ? strings.rejectedOnce : strings.rejected, formatted(rejected.length)),
        ),
        ...attempts,
      ),
  );
}

function details(
  { head, inspected }: Model,
  drawing: Drawing,
  open: boolean,
  onToggle: (open: boolean) => void,
): HTMLElement {
  const { strings, act } = drawing;
  const facts = head.facts.flatMap(({ name, value }) => [
    el("dt", {}, name),
    el("dd", { dir: "auto" }, shown(value)),
  ]);
  if (head.goal !== undefined && head.goal !== "") {
    facts.push(el("dt", {}, strings.goal), el("dd", { dir: "auto" }, shown(head.goal)));
  }
  if (head.tools.length > 0) {
    const tools = head.tools.map((tool) => {
      const link = el(
        "button",
        { class: "tool-link", type: "button", title: strings.revealTool },
        shown(tool),
      );
      link.addEventListener("click", () => act({ do: "reveal-tool", tool }));
      return link;
    });
    facts.push(el("dt", {}, strings.tools), el("dd", { class: "tools" }, ...tools));
  }
  const { policy } = inspected.left;
  if (policy) {
    facts.push(
      el("dt", {}, strings.policy),
      el("dd", {}, textBlock(policy, { tag: "pre", name: "policy" }, drawing)),
    );
  }
  const element = el(
    "details",
    { class: "facts", ...(open ? { open: "" } : {}) },
    el("summary", {}, strings.details),
    el("dl", {}, ...facts),
    el(
      "p",
      { class: "text-actions" },
      inspected.right !== undefined && textButton(strings.textDiff, () => act({ do: "text-diff" })),
      textButton(strings.compare, () => act({ do: "compare" })),
    ),
  );
  element.addEventListener("toggle", () => onToggle(element.open));
  return element;
}
