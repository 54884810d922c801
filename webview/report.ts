import type {
  FromReport,
  ReportData,
  ReportGroup,
  ReportPlace,
  ReportStrings,
  ToReport,
} from "../src/shared/report.ts";
import { heatMap } from "../src/shared/report-files.ts";
import { el, fill, focusHere, formatted, shown } from "./dom.ts";
import { button, checkbox, useToolkit } from "./toolkit.ts";

type Source = keyof ReportStrings["sources"];

interface ReportState {
  source?: Source | undefined;
  asTable?: boolean;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromReport): void;
  getState(): ReportState | undefined;
  setState(state: ReportState): void;
};

useToolkit();
const host = acquireVsCodeApi();
let state: ReportState = host.getState() ?? {};
let last: { data: ReportData; strings: ReportStrings } | undefined;

window.addEventListener("message", ({ data }: MessageEvent<ToReport>) => {
  if (data.type === "report") {
    last = data;
    draw();
  }
});
host.postMessage({ type: "ready" });

function change(next: ReportState): void {
  state = { ...state, ...next };
  host.setState(state);
  draw();
}

/** Draws everything anew, keeping the focus where it was: the page is small. */
function draw(): void {
  const main = document.getElementById("page");
  if (!main || !last) {
    return;
  }
  const { data, strings } = last;
  const focused = document.activeElement?.getAttribute("data-key");
  main.replaceChildren(
    el("h1", {}, shown(data.title)),
    tiles(data),
    el("h2", { id: "coverage" }, strings.coverage),
    el("p", { class: "note" }, strings.coverageNote),
    bar(data, strings),
    data.tools.length === 0
      ? el("p", { class: "note" }, strings.noTools)
      : el("div", { class: "scroller" }, state.asTable ? flatTable(data, strings) : heatTable(data, strings)),
    ...(data.tools.length === 0 || state.asTable ? [] : [legend(strings)]),
    el("div", { class: "groups" }, ...data.groups.map(bars)),
  );
  if (focused) {
    focusHere(main.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`));
  }
}

function tiles({ tiles: all }: ReportData): HTMLElement {
  return el(
    "dl",
    { class: "tiles" },
    ...all.map(({ label, value, hint }) =>
      el("div", { class: "tile", title: hint }, el("dt", {}, label), el("dd", {}, value)),
    ),
  );
}

function bar(data: ReportData, strings: ReportStrings): HTMLElement {
  const sources: [Source | undefined, string][] = [
    [undefined, strings.allSources],
    ...(Object.entries(strings.sources) as [Source, string][]),
  ];
  const choice = sources.map(([source, title]) => {
    const chosen = state.source === source;
    const element = button(title, chosen ? "primary" : "secondary", () => change({ source }));
    element.setAttribute("aria-pressed", String(chosen));
    element.setAttribute("data-key", `source ${source ?? "all"}`);
    return element;
  });
  const gaps = data.cells.filter(
    ({ applicable, scenarios, source }) =>
      applicable && scenarios === 0 && (state.source === undefined || source === state.source),
  );
  return el(
    "div",
    { class: "bar" },
    el("div", { class: "bar", role: "group", "aria-label": strings.source }, ...choice),
    el("span", { class: "spring" }),
    el(
      "div",
      { class: "bar" },
      gaps.length > 0 &&
        button(fill(strings.generateGaps, formatted(gaps.length)), "primary", () =>
          host.postMessage({
            type: "generate",
            places: gaps.map(({ toolId, outcome, source }) => ({ toolId, outcome, source })),
          }),
        ),
      checkbox(strings.asTable, state.asTable === true, (asTable) => change({ asTable })),
      button(strings.exportCsv, "secondary", () => host.postMessage({ type: "export", as: "csv" })),
      button(strings.exportSvg, "secondary", () =>
        host.postMessage({ type: "export", as: "svg", source: state.source }),
      ),
    ),
  );
}

function heatTable(data: ReportData, strings: ReportStrings): HTMLElement {
  const at = heatMap(data, state.source);
  const most = Math.max(
    1,
    ...data.tools.flatMap(({ id }) => data.outcomes.map((one) => at(id, one.id)?.scenarios ?? 0)),
  );
  const head = data.outcomes.map(({ title }) =>
    el(
      "th",
      { scope: "col", class: "outcome" },
      el("div", { class: "slot" }, el("span", { class: "slant" }, shown(title))),
    ),
  );
  const rows = data.tools.map(({ id, name }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row", class: "tool-name", title: name }, shown(name)),
      ...data.outcomes.map(({ id: outcome, title }) => {
        const cell = at(id, outcome);
        if (!cell) {
          return el("td", {});
        }
        const { scenarios, unsafe, gaps } = cell;
        const place: ReportPlace = { toolId: id, outcome, source: state.source };
        const what = fill(strings.cellScenarios, name, title, formatted(scenarios), formatted(unsafe));
        const next =
          scenarios === 0
            ? strings.cellGenerate
            : gaps.length > 0
              ? fill(strings.cellGap, formatted(gaps.length))
              : strings.cellShow;
        const step = Math.max(1, Math.ceil((scenarios / most) * 4));
        const kind = scenarios === 0 ? "cell-gap" : `cell-${step}${gaps.length > 0 ? " cell-part" : ""}`;
        const element = el(
          "button",
          {
            type: "button",
            class: `cell ${kind}`,
            title: `${what} ${next}`,
            "aria-label": `${what} ${next}`,
            "data-key": `cell ${id} ${outcome}`,
          },
          scenarios === 0 ? "+" : formatted(scenarios),
        );
        element.addEventListener("click", () =>
          host.postMessage(
            scenarios === 0
              ? {
                  type: "generate",
                  places: gaps.map((gap) => ({
                    toolId: gap.toolId,
                    outcome: gap.outcome,
                    source: gap.source,
                  })),
                }
              : { type: "show", place },
          ),
        );
        return el("td", {}, element);
      }),
    ),
  );
  return el(
    "table",
    { class: "heat", "aria-labelledby": "coverage" },
    el("thead", {}, el("tr", {}, el("td", {}), ...head)),
    el("tbody", {}, ...rows),
  );
}

/** The same as a plain table: a row a cell. */
function flatTable(data: ReportData, strings: ReportStrings): HTMLElement {
  const names = new Map(data.tools.map(({ id, name }) => [id, name]));
  const titles = new Map(data.outcomes.map(({ id, title }) => [id, title]));
  const cells = data.cells.filter(({ source }) => state.source === undefined || source === state.source);
  const rows = cells.map(({ toolId, outcome, source, scenarios, unsafe }) =>
    el(
      "tr",
      {},
      el("td", { class: "flat-cell" }, shown(names.get(toolId) ?? toolId)),
      el("td", { class: "flat-cell" }, strings.sources[source]),
      el("td", { class: "flat-cell" }, shown(titles.get(outcome) ?? outcome)),
      el(
        "td",
        { class: "flat-cell number" },
        fill(strings.cellNone, formatted(scenarios), formatted(unsafe)),
      ),
    ),
  );
  const head = [strings.tool, strings.source, strings.outcome, ""].map((text) =>
    el("th", { scope: "col", class: "flat-cell" }, text),
  );
  return el(
    "table",
    { class: "flat", "aria-labelledby": "coverage" },
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...rows),
  );
}

function legend(strings: ReportStrings): HTMLElement {
  const item = (kind: string, text: string) =>
    el("span", {}, el("span", { class: `cell ${kind}`, "aria-hidden": "true" }), text);
  return el(
    "div",
    { class: "legend" },
    item("cell-gap", strings.legendGap),
    item("cell-1", strings.legendFew),
    item("cell-4", strings.legendMany),
  );
}

const steps = 100;

function bars({ title, note, rows }: ReportGroup): HTMLElement {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return el(
    "section",
    {},
    el("h2", {}, title),
    note === "" ? undefined : el("p", { class: "note" }, note),
    el(
      "table",
      { class: "bars" },
      el(
        "tbody",
        {},
        ...rows.map(({ label, count, kind }) => {
          const fillOf = el("span", { class: `fill fill-${kind}` });
          // Style sheets cannot know the number, and a style attribute is not allowed: the property is set by script.
          fillOf.style.setProperty("width", `${Math.round((count / most) * steps)}%`);
          return el(
            "tr",
            count === 0 ? { class: "is-none" } : {},
            el("th", { scope: "row", class: "bar-name" }, shown(label)),
            el("td", { "aria-hidden": "true" }, el("span", { class: "track" }, count > 0 && fillOf)),
            el("td", { class: "bar-count" }, formatted(count)),
          );
        }),
      ),
    ),
  );
}
