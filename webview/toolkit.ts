// The one place that knows the component library: another one would replace this file.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";
import { el } from "./dom.ts";

/** Registers the components that the functions below make. */
export function useToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

export function button(text: string, kind: "primary" | "secondary", onClick: () => unknown): HTMLElement {
  const element = el("vscode-button", { appearance: kind }, text);
  element.addEventListener("click", onClick);
  return element;
}

/** A button that is an icon only; `pressed` makes a toggle of it. */
export function toolButton(
  icon: Node,
  label: string,
  onClick: () => unknown,
  pressed?: boolean,
): HTMLElement {
  const element = el("vscode-button", { appearance: "icon", "aria-label": label, title: label }, icon);
  if (pressed !== undefined) {
    element.setAttribute("aria-pressed", String(pressed));
  }
  element.addEventListener("click", onClick);
  return element;
}

export function progressRing(): HTMLElement {
  return el("vscode-progress-ring");
}

export function checkbox(text: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const element = el("vscode-checkbox", checked ? { checked: "" } : {}, text) as HTMLElement & {
    checked: boolean;
  };
  element.addEventListener("change", () => onChange(element.checked));
  return element;
}

export function textField(label: string, value: string, onInput: (text: string) => void): HTMLElement {
  const element = el("vscode-text-field", { placeholder: label, "aria-label": label }) as HTMLElement & {
    value: string;
  };
  element.setAttribute("value", value);
  element.addEventListener("input", () => onInput(element.value));
  return element;
}

export interface Tab {
  id: string;
  title: string;
}

export interface Tabs {
  element: HTMLElement;
  select(id: string): void;
}

/** A row of tabs; what they stand for is drawn elsewhere. */
export function tabs(all: readonly Tab[], selected: string, onSelect: (id: string) => void): Tabs {
  const tabId = (id: string) => `tab-${id}`;
  const element = el(
    "vscode-panels",
    { activeid: tabId(selected) },
    ...all.map(({ id, title }) => el("vscode-panel-tab", { id: tabId(id), title }, title)),
    ...all.map(({ id }) => el("vscode-panel-view", { id: `view-${id}` })),
  );
  element.addEventListener("change", () => {
    // The attribute follows later.
    const active = (element as HTMLElement & { activeid?: string }).activeid ?? "";
    const found = all.find(({ id }) => tabId(id) === active);
    if (found) {
      onSelect(found.id);
    }
  });
  return { element, select: (id) => element.setAttribute("activeid", tabId(id)) };
}
