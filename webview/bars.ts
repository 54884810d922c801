import type { Side } from "../src/shared/inspection.ts";
import type { BarActions, Bars } from "./bar-parts.ts";
import { el, fill, formatted, shown } from "./dom.ts";
import { filterPanel, isEmpty } from "./filter-panel.ts";
import { type IconName, icon } from "./icons.ts";
import type { Timeline } from "./timeline.ts";
import { tabs, toolButton } from "./toolkit.ts";
import type { View } from "./view.ts";
import { stepCount } from "./words.ts";

const tones: Readonly<Record<string, IconName>> = { unsafe: "unsafe", safe: "safe" };

/** What stays at the top: the timeline, the titles of the columns, tools, filter and search. */
export function bars({
  view,
  timeline,
  actions,
}: {
  view: View;
  timeline: Timeline;
  actions: BarActions;
}): Bars {
  const titles = el("div", { class: "pane-titles" });
  const tools = el("div", { class: "toolbar", role: "toolbar", "aria-label": view.strings.tools });
  const filterPlace = el("div", { class: "filter-place", hidden: "" });
  const status = el("p", { class: "filter-status", role: "status", hidden: "" });
  const pin = el("div", { class: "pin", hidden: "" });

  const toggleFilter = () => {
    filterPlace.hidden = !filterPlace.hidden;
    if (!filterPlace.hidden) {
      filterPlace.replaceChildren(
        filterPanel({
          model: view.model,
          strings: view.strings,
          filter: view.state.filter,
          onFilter: (filter) => {
            view.remember({ filter });
            void view.layOut();
          },
          onClose: () => {
            filterPlace.hidden = true;
            view.element.focus();
          },
        }),
      );
      filterPlace.querySelector<HTMLElement>("vscode-text-field")?.focus();
    }
  };

  const drawTitles = () => {
    const { model, state, strings, columns } = view;
    const { panes } = model.head;
    if (model.two && columns !== "both") {
      const choice = tabs(
        [
          { id: "left", title: `${panes.left.title} · ${stepCount(strings, model.inspected.left.steps)}` },
          {
            id: "right",
            title: `${panes.right.title} · ${stepCount(strings, model.inspected.right?.steps ?? 0)}`,
          },
        ],
        columns,
        (id) => actions.showSide(id === "right" ? "right" : "left"),
      );
      titles.replaceChildren(choice.element);
    } else {
      titles.replaceChildren(
        ...(model.two ? (["left", "right"] as const) : (["left"] as const)).map((side) =>
          paneTitle(side, view),
        ),
      );
    }
    tools.replaceChildren(
      toolButton(icon("search"), strings.find, () => actions.find.open()),
      toolButton(icon("filter"), strings.filter, toggleFilter, !isEmpty(state.filter)),
      // Tabs show one side: there is nothing to scroll together, and without room for two nothing to choose.
      ...(model.two && columns === "both"
        ? [toolButton(icon("sync"), strings.goes["toggle-sync"], () => actions.go("toggle-sync"), state.sync)]
        : []),
      ...(model.two && !view.parts.narrow
        ? [
            toolButton(
              icon(state.onePane ? "pane" : "panes"),
              strings.goes["toggle-panes"],
              () => actions.go("toggle-panes"),
              state.onePane,
            ),
          ]
        : []),
      ...(model.two
        ? [toolButton(icon("diff"), strings.textDiff, () => view.parts.drawing.act({ do: "text-diff" }))]
        : []),
      toolButton(icon("link"), strings.copyLink, () => actions.go("copy-link")),
      toolButton(icon("help"), strings.keys, () => actions.go("help")),
    );
  };
  return {
    elements: [
      timeline.element,
      el("div", { class: "title-bar" }, titles, tools),
      pin,
      actions.find.element,
      filterPlace,
      status,
    ],
    timeline,
    actions,
    update(count) {
      drawTitles();
      void drawPin(pin, view, actions);
      status.hidden = count === undefined;
      status.textContent =
        count === undefined
          ? ""
          : fill(view.strings.filtered, formatted(count), formatted(view.model.inspected.rows));
    },
    toggleFilter,
  };
}

function paneTitle(side: Side, view: View): HTMLElement {
  const { inspected, head } = view.model;
  const { title, tone, detail } = head.panes[side];
  const steps = inspected[side]?.steps ?? 0;
  const name = tones[tone];
  return el(
    "h2",
    { class: `pane-title tone-${tone}` },
    name && icon(name),
    el("span", { dir: "auto" }, shown(title)),
    el("span", { class: "muted" }, stepCount(view.strings, steps)),
    detail !== "" && el("span", { class: "muted pane-detail", dir: "auto", title: detail }, shown(detail)),
  );
}

/** The first unsafe step and why, always in sight. */
async function drawPin(pin: HTMLElement, view: View, actions: BarActions): Promise<void> {
  const first = view.model.firstUnsafe();
  if (first) {
    await view.read(first.row);
  }
  const step = first && view.model.row(first.row)?.[first.side];
  pin.hidden = !step?.verdict;
  if (!first || !step?.verdict) {
    return;
  }
  const place = { side: first.side, step: step.index };
  const link = el(
    "button",
    { type: "button", class: "pin-button" },
    icon("unsafe"),
    el("b", {}, fill(view.strings.firstUnsafe, formatted(step.index + 1))),
    step.call && el("code", { class: "tool" }, shown(step.call.tool)),
    el("span", { class: "pin-reason", dir: "auto" }, shown(step.verdict.rationale.text.slice(0, 300))),
  );
  link.addEventListener("click", () => actions.goToPlace(place));
  pin.replaceChildren(link);
}
