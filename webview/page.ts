import type { FromTrajectoryPage, Side, TrajectoryPage, TrajectoryStrings } from "../src/shared/protocol.ts";
import { el, shown } from "./dom.ts";
import { type StepParts, stepList } from "./steps.ts";
import { textBlock } from "./texts.ts";
import { button, type Tabs, tabs, tag } from "./toolkit.ts";

export interface DrawnPage {
  element: HTMLElement;
  /** Shows a side: switches the tab when there is only room for one. */
  showSide(side: Side): void;
}

export interface PageParts extends StepParts {
  send: (message: FromTrajectoryPage) => void;
  /** There is room for one column only. */
  narrow: boolean;
  side: Side;
  onSide: (side: Side) => void;
}

/** Draws the whole page. */
export function drawPage(page: TrajectoryPage, parts: PageParts): DrawnPage {
  const { strings, showText } = parts;
  const element = el("div", {}, header(page, parts));
  element.append(
    el(
      "section",
      { class: "instruction", "aria-label": strings.instruction },
      el("h2", {}, strings.instruction),
      textBlock("p", page.instruction, strings, showText),
      page.goal === ""
        ? undefined
        : el("p", { class: "goal", dir: "auto" }, `${strings.goal}: `, shown(page.goal)),
    ),
  );
  let showSide: DrawnPage["showSide"] = () => {};
  if (page.shared.length + page.risky.length === 0) {
    element.append(el("p", { class: "empty" }, strings.noTrajectory));
  } else {
    if (page.shared.length > 0) {
      element.append(sharedSteps(page, parts));
    }
    const ways = waysOn(page, parts);
    element.append(...ways.elements);
    showSide = ways.showSide;
  }
  element.append(el("footer", {}, strings.keys));
  return { element, showSide };
}

function header(page: TrajectoryPage, { strings, send }: PageParts): HTMLElement {
  const actions = el("div", { class: "actions" });
  if (page.can.simulate) {
    actions.append(button(strings.simulate, "primary", () => send({ type: "simulate" })));
  }
  if (page.can.reflect) {
    actions.append(button(strings.reflect, "primary", () => send({ type: "reflect" })));
  }
  actions.append(button(strings.revealTool, "secondary", () => send({ type: "reveal-tool" })));
  const facts = page.facts.flatMap(({ name, value }) => [
    el("dt", {}, name),
    el("dd", { dir: "auto" }, shown(value)),
  ]);
  return el(
    "header",
    { class: "page" },
    el("h1", { dir: "auto" }, shown(page.title)),
    el(
      "p",
      { class: "summary" },
      tag(page.state.word),
      el("code", { class: "tool" }, shown(page.tool)),
      el("span", {}, page.state.meaning),
    ),
    page.endReason === undefined
      ? undefined
      : el("p", { class: "reason", dir: "auto" }, shown(page.endReason)),
    el("dl", { class: "facts" }, ...facts),
    actions,
  );
}

function sharedSteps(page: TrajectoryPage, parts: PageParts): HTMLElement {
  const { strings } = parts;
  const title = page.safe ? strings.sharedSteps : strings.riskySide;
  return el(
    "section",
    { class: "shared", "aria-label": title },
    el("h2", {}, title),
    stepList(page.shared, undefined, parts),
  );
}

interface Ways {
  elements: HTMLElement[];
  showSide: DrawnPage["showSide"];
}

/** What comes after the shared steps: one way on, or two beside each other. */
function waysOn(page: TrajectoryPage, parts: PageParts): Ways {
  const { strings } = parts;
  if (!page.safe) {
    const only = stepList(page.risky, "unsafe", parts);
    return { elements: [only, ...reflection(page, strings)], showSide: () => {} };
  }
  const unsafe = side("unsafe", strings.unsafeSide, stepList(page.risky, "unsafe", parts));
  const safe = side(
    "safe",
    strings.safeSide,
    stepList(page.safe, "safe", parts),
    ...reflection(page, strings),
  );
  const divergence = el("div", { class: "divergence", role: "separator", "aria-label": strings.divergence });
  divergence.append(el("span", {}, strings.divergence));
  if (!parts.narrow) {
    return { elements: [divergence, el("div", { class: "columns" }, unsafe, safe)], showSide: () => {} };
  }
  const both: Tabs = tabs(
    [
      { id: "unsafe", title: strings.unsafeSide, content: unsafe },
      { id: "safe", title: strings.safeSide, content: safe },
    ],
    parts.side,
    (id) => parts.onSide(id === "safe" ? "safe" : "unsafe"),
  );
  return { elements: [divergence, both.element], showSide: (wanted) => both.select(wanted) };
}

function side(kind: Side, title: string, ...content: HTMLElement[]): HTMLElement {
  return el("section", { class: `side side-${kind}`, "aria-label": title }, el("h2", {}, title), ...content);
}

function reflection(page: TrajectoryPage, strings: TrajectoryStrings): HTMLElement[] {
  if (!page.reflection) {
    return [];
  }
  const { strategy, critique, appraisal, rejected } = page.reflection;
  const section = el(
    "section",
    { class: "reflection", "aria-label": strings.reflection },
    el("h3", {}, strings.reflection),
    el("p", {}, el("span", { class: "label" }, `${strings.strategy} `), tag(strategy)),
  );
  const part = (title: string, text: string) => {
    if (text !== "") {
      section.append(el("h4", {}, title), el("p", { class: "text", dir: "auto" }, shown(text)));
    }
  };
  part(strings.critique, critique);
  if (rejected) {
    part(strings.rejected, rejected.text);
    part(strings.rationale, rejected.rationale);
  }
  if (appraisal) {
    part(appraisal.useful ? strings.useful : strings.notUseful, appraisal.rationale);
  }
  return [section];
}
