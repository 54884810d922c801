import type { PageStep, Side } from "../src/shared/inspection.ts";
import { argumentTree } from "./argument-tree.ts";
import { el, fill, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { type IconName, icon } from "./icons.ts";
import { pictureStrip } from "./pictures.ts";
import { reviewForm } from "./review-form.ts";
import { reviewNotes } from "./review-notes.ts";
import { textBlock } from "./texts.ts";
import { verdictBlock, verdictChip } from "./verdict-block.ts";

/** The card of one step. */
export function stepCard(step: PageStep, side: Side, drawing: Drawing): HTMLElement {
  const { strings, memory } = drawing;
  const label = [
    fill(strings.step, step.index + 1),
    title(step, drawing),
    step.verdict && strings.verdicts[step.verdict.label],
  ];
  const classes = ["step", `step-${step.kind}`, step.verdict ? `is-${step.verdict.label}` : ""];
  const card = el("article", {
    class: classes.join(" "),
    tabindex: "-1",
    "aria-label": label.filter((part) => part).join(", "),
    "data-side": side,
    "data-step": String(step.index),
  });
  card.append(cardHeader(step, side, drawing));
  if (memory.raw !== undefined) {
    card.append(rawJson(memory.raw, drawing));
  } else if (memory.collapsed) {
    card.append(el("p", { class: "gist", dir: "auto" }, shown(gist(step))));
  } else {
    card.append(...parts(step, side, drawing));
  }
  if (!memory.collapsed) {
    const why = step.verdict && verdictBlock(step.verdict, side, drawing);
    const notes = step.review && reviewNotes(step.review, { side, step: step.index }, drawing);
    card.append(...[why, notes].filter((part) => part !== undefined));
  }
  if (memory.reviewing) {
    card.append(reviewForm(step, side, drawing));
  }
  return card;
}

function cardHeader(step: PageStep, side: Side, drawing: Drawing): HTMLElement {
  const { strings, memory } = drawing;
  const fold = iconButton(memory.collapsed ? "right" : "down", strings.toggleStep, () => {
    memory.collapsed = !memory.collapsed;
    drawing.redraw();
  });
  fold.setAttribute("aria-expanded", String(!memory.collapsed));
  return el(
    "header",
    {},
    el(
      "div",
      { class: "card-start" },
      fold,
      el("span", { class: "number" }, String(step.index + 1)),
      icon(kindIcon(step)),
      who(step, drawing),
      step.turn !== undefined &&
        el("span", { class: "tagged", title: strings.parallelMeaning }, strings.parallel),
      step.proposed && el("span", { class: "tagged" }, strings.proposed),
    ),
    el(
      "span",
      { class: "card-end" },
      actions(step, side, drawing),
      step.verdict && verdictChip(step.verdict.label, drawing),
    ),
  );
}

function who(step: PageStep, drawing: Drawing): HTMLElement {
  const name =
    step.actor === undefined ? undefined : el("span", { class: "actor", dir: "auto" }, shown(step.actor));
  if (!step.call) {
    return el(
      "span",
      { class: "who" },
      el("strong", { dir: "auto" }, title(step, drawing)),
      step.actor !== undefined && step.kind === "agent" && name,
    );
  }
  const { tool } = step.call;
  const link = el(
    "button",
    { class: `tool-link${step.call.other ? " changed" : ""}`, type: "button" },
    shown(tool === "" ? "?" : tool),
  );
  link.title = drawing.strings.revealTool;
  link.addEventListener("click", () => drawing.act({ do: "reveal-tool", tool }));
  return el("span", { class: "who" }, link, name);
}

/** What a step is, in a word or two. */
function title(step: PageStep, { strings }: Drawing): string {
  if (step.call) {
    return step.call.tool;
  }
  return step.kind === "agent" ? strings.parts.answer : (step.actor ?? strings.participants[step.kind]);
}

function kindIcon(step: PageStep): IconName {
  return step.kind === "agent" ? (step.call ? "tool" : "answer") : step.kind;
}

function actions(step: PageStep, side: Side, drawing: Drawing): HTMLElement {
  const { strings, memory, act, head } = drawing;
  const ref = { of: "raw", side, step: step.index } as const;
  const bar = el("span", { class: "card-actions" });
  if (head.can.review) {
    const review = iconButton("review", strings.review, () => {
      memory.reviewing = !memory.reviewing;
      drawing.redraw();
    });
    review.setAttribute("aria-expanded", String(memory.reviewing));
    bar.append(review);
  }
  const raw = iconButton("braces", strings.rawJson, async () => {
    memory.raw =
      memory.raw === undefined
        ? (await drawing.ask({ ask: "text", ref, from: 0, count: rawCharacters })).text
        : undefined;
    memory.collapsed = false;
    drawing.redraw();
  });
  raw.setAttribute("aria-pressed", String(memory.raw !== undefined));
  bar.append(
    raw,
    iconButton("copy", strings.copyStep, async () => {
      const { text } = await drawing.ask({ ask: "text", ref, from: 0, count: copyCharacters });
      act({ do: "copy", text });
      drawing.announce(strings.copied);
    }),
    iconButton("document", strings.openDocument, () => act({ do: "open-document", ref })),
    iconButton("link", strings.copyLink, () => {
      act({ do: "copy-link", place: { side, step: step.index } });
      drawing.announce(strings.copied);
    }),
  );
  return bar;
}

const rawCharacters = 20_000;
const copyCharacters = 1_000_000;

export function iconButton(name: IconName, label: string, onClick: () => unknown): HTMLButtonElement {
  const button = el(
    "button",
    { class: "icon-button", type: "button", title: label, "aria-label": label },
    icon(name),
  );
  button.addEventListener("click", onClick);
  return button;
}

function parts(step: PageStep, side: Side, drawing: Drawing): HTMLElement[] {
  const { strings } = drawing;
  const all: HTMLElement[] = [];
  const part = (name: keyof typeof strings.parts, content: HTMLElement, label = "", extra = "") => {
    const text = name === "arguments" ? "" : (step[name]?.text ?? "");
    all.push(
      el(
        "div",
        { class: `part part-${name} ${extra}` },
        label !== "" && el("span", { class: "part-name" }, label),
        content,
        pictureStrip(text, side, name, drawing),
      ),
    );
  };
  if (step.thought) {
    part("thought", textBlock(step.thought, { tag: "p", name: "thought" }, drawing), strings.parts.thought);
  }
  if (step.message) {
    part("message", textBlock(step.message, { tag: "p", name: "message" }, drawing));
  }
  if (step.call?.arguments) {
    part("arguments", argumentTree(step.call.arguments, drawing));
  }
  if (step.call?.raw) {
    part("arguments", textBlock(step.call.raw, { tag: "pre", name: "arguments" }, drawing), strings.unparsed);
  }
  if (step.answer) {
    part("answer", textBlock(step.answer, { tag: "p", name: "answer" }, drawing));
  }
  if (step.observation) {
    const { isError, text } = step.observation;
    const content =
      text === ""
        ? el("p", { class: "muted" }, strings.emptyText)
        : textBlock(step.observation, { tag: "pre", name: "observation" }, drawing);
    part(
      "observation",
      content,
      isError ? strings.errorObservation : strings.parts.observation,
      isError ? "is-error" : "",
    );
  }
  return all;
}

/** One line of a folded card. */
function gist({ call, answer, message, thought }: PageStep): string {
  if (call) {
    const values = (call.arguments?.children ?? []).map(
      ({ key, value, kind }) => `${key}: ${value?.text.slice(0, 80) ?? (kind === "list" ? "[…]" : "{…}")}`,
    );
    return (values.length > 0 ? values.join(", ") : (call.raw?.text ?? "")).slice(0, 300);
  }
  return (answer ?? message ?? thought)?.text.slice(0, 300) ?? "";
}

function rawJson(text: string, drawing: Drawing): HTMLElement {
  return el(
    "div",
    { class: "part" },
    textBlock({ text }, { tag: "pre", name: "raw" }, drawing),
    text.length >= rawCharacters && el("p", { class: "muted" }, drawing.strings.rawCut),
  );
}
