import type { Filter } from "../src/shared/inspection.ts";
import type { InspectorStrings } from "../src/shared/strings.ts";
import { el, fill, formatted } from "./dom.ts";
import type { Model } from "./model.ts";
import { button, checkbox, textField } from "./toolkit.ts";

const verdicts = [
  "unsafe",
  "controversial",
  "safe",
  "refused",
  "not-reached",
  "judge-failed",
  "none",
] as const;
const shownAtOnce = 40;

export interface FilterParts {
  model: Model;
  strings: InspectorStrings;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  onClose: () => void;
}

/** Whether the filter lets everything through. */
export function isEmpty(filter: Filter): boolean {
  return Object.values(filter).every(
    (value) => value === undefined || value === "" || (Array.isArray(value) && value.length === 0),
  );
}

/** Where rows are chosen by who acts, which tool is called, what the verdict is and what they say. */
export function filterPanel({ model, strings, filter, onFilter, onClose }: FilterParts): HTMLElement {
  let current = filter;
  const change = (next: Filter) => {
    current = next;
    onFilter(next);
  };
  const { participants, toolsUsed, right } = model.inspected;
  const list = <Key extends "participants" | "tools" | "verdicts">(
    key: Key,
    title: string,
    options: readonly { value: NonNullable<Filter[Key]>[number]; word: string }[],
  ) => {
    const chosen = () => (current[key] ?? []) as NonNullable<Filter[Key]>[number][];
    const isChosen = (value: unknown) =>
      chosen().some((one) => JSON.stringify(one) === JSON.stringify(value));
    const boxes = options.slice(0, shownAtOnce).map(({ value, word }) =>
      checkbox(word, isChosen(value), (checked) => {
        const others = chosen().filter((one) => JSON.stringify(one) !== JSON.stringify(value));
        const values = checked ? [...others, value] : others;
        const { [key]: _, ...rest } = current;
        change(values.length === 0 ? rest : { ...rest, [key]: values });
      }),
    );
    return el("fieldset", {}, el("legend", {}, title), ...boxes);
  };
  const only = (key: "differences" | "reviewed", word: string) =>
    checkbox(word, current[key] === true, (checked) => {
      const { [key]: _, ...rest } = current;
      change(checked ? { ...rest, [key]: true } : rest);
    });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const text = textField(strings.filterText, filter.text ?? "", (value) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const { text: _, ...rest } = current;
      change(value === "" ? rest : { ...rest, text: value });
    }, 250);
  });
  const counted = (word: string, count: number) => `${word} (${formatted(count)})`;
  const panel = el(
    "section",
    { class: "filter-panel", "aria-label": strings.filter },
    el(
      "div",
      { class: "filter-line" },
      text,
      right !== undefined && only("differences", strings.onlyDifferences),
      only("reviewed", strings.onlyReviewed),
    ),
    el(
      "div",
      { class: "filter-lists" },
      list(
        "verdicts",
        strings.verdict,
        verdicts.map((value) => ({
          value,
          word: value === "none" ? strings.noVerdict : strings.verdicts[value],
        })),
      ),
      list(
        "participants",
        strings.actor,
        participants.map(({ kind, name, count }) => ({
          value: { kind, name },
          word: counted(name === "" ? strings.participants[kind] : name, count),
        })),
      ),
      toolsUsed.length > 0 &&
        list(
          "tools",
          strings.tool,
          toolsUsed.map(({ name, count }) => ({ value: name, word: counted(name, count) })),
        ),
    ),
    toolsUsed.length > shownAtOnce &&
      el("p", { class: "muted" }, fill(strings.moreItems, formatted(toolsUsed.length - shownAtOnce))),
    el(
      "div",
      { class: "filter-line" },
      button(strings.clearFilter, "secondary", () => {
        change({});
        onClose();
      }),
      button(strings.close, "secondary", onClose),
    ),
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    }
  });
  return panel;
}
