import type { PageStep, PageVerdict, Side, TrajectoryStrings } from "../src/shared/protocol.ts";
import { el, fill, shown } from "./dom.ts";
import { verdictIcon } from "./icons.ts";
import { type ShowText, textBlock } from "./texts.ts";
import { button, tag } from "./toolkit.ts";

/** Cards drawn at once; a page of thousands would be slow to appear. */
const batch = 100;

export interface StepParts {
  strings: TrajectoryStrings;
  showText: ShowText;
  /** The page could not draw a step; the others go on. */
  onFailure: (error: unknown) => void;
}

/** The cards of a list of steps. `side` is undefined for steps that both sides share. */
export function stepList(steps: readonly PageStep[], side: Side | undefined, parts: StepParts): HTMLElement {
  const list = el("div", { class: "steps" });
  const add = (from: number) => {
    list.append(...steps.slice(from, from + batch).map((step) => safely(step, side, parts)));
    const rest = steps.length - from - batch;
    if (rest > 0) {
      const more = button(fill(parts.strings.showMoreSteps, Math.min(rest, batch)), "secondary", () => {
        more.remove();
        add(from + batch);
      });
      list.append(more);
    }
  };
  add(0);
  return list;
}

function safely(step: PageStep, side: Side | undefined, parts: StepParts): HTMLElement {
  try {
    return stepCard(step, side, parts);
  } catch (error) {
    parts.onFailure(error);
    return el("article", { class: "step", tabindex: "-1" }, parts.strings.failed);
  }
}

function stepCard(step: PageStep, side: Side | undefined, { strings, showText }: StepParts): HTMLElement {
  const heading = fill(strings.step, step.index + 1);
  const who = step.actor ?? actorWord(step, strings);
  const label = [heading, who, step.verdict?.word].filter((part) => part).join(", ");
  const card = el("article", {
    class: `step ${step.verdict?.label === "unsafe" ? "is-unsafe" : ""}`,
    tabindex: "-1",
    "aria-label": label,
    "data-step": String(step.index),
    ...(side ? { "data-side": side } : {}),
  });
  card.append(
    el(
      "header",
      {},
      el("span", { class: "number" }, heading),
      who ? el("span", { class: "actor", dir: "auto" }, shown(who)) : undefined,
      step.verdict && verdictChip(step.verdict),
    ),
  );
  const section = (name: string, content: HTMLElement | undefined, kind = "") => {
    if (content) {
      card.append(el("div", { class: `part ${kind}` }, el("h4", {}, name), content));
    }
  };
  section(strings.thought, step.thought && textBlock("p", step.thought, strings, showText), "thought");
  if (step.call) {
    const { tool, arguments: args } = step.call;
    const call = el(
      "div",
      {},
      el("code", { class: "tool" }, shown(tool)),
      textBlock("pre", args, strings, showText),
    );
    section(strings.call, call);
  }
  section(strings.answer, step.answer && textBlock("p", step.answer, strings, showText));
  if (step.message) {
    card.append(textBlock("p", step.message, strings, showText));
  }
  if (step.observation) {
    const { isError } = step.observation;
    section(
      isError ? strings.errorObservation : strings.observation,
      textBlock("pre", step.observation, strings, showText),
      isError ? "error" : "",
    );
  }
  if (step.verdict && step.verdict.rationale.text !== "") {
    section(strings.rationale, textBlock("p", step.verdict.rationale, strings, showText), "rationale");
  }
  if (step.verdict && step.verdict.evidence.length > 0) {
    section(strings.evidence, evidenceList(step.verdict));
  }
  return card;
}

function actorWord({ kind }: PageStep, strings: TrajectoryStrings): string {
  switch (kind) {
    case "agent":
      return "";
    case "user":
      return strings.user;
    case "system":
      return strings.system;
    case "peer":
      return strings.peer;
  }
}

function verdictChip({ label, word, severity }: PageVerdict): HTMLElement {
  const chip = el("span", { class: `verdict verdict-${label}` }, verdictIcon(label), word);
  return el("span", { class: "chips" }, chip, severity === undefined ? undefined : tag(severity));
}

function evidenceList({ evidence }: PageVerdict): HTMLElement {
  return el(
    "ul",
    { class: "evidence" },
    ...evidence.map(({ where, text }) =>
      el("li", {}, el("span", {}, shown(where)), el("q", { dir: "auto" }, shown(text))),
    ),
  );
}
