// The one place that knows the component library: another one would replace this file.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeTag,
} from "@vscode/webview-ui-toolkit";
import { el } from "./dom.ts";

/** Registers the components that the functions below make. */
export function useToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeTag(),
  );
}

export function button(text: string, kind: "primary" | "secondary", onClick: () => void): HTMLElement {
  const element = el("vscode-button", { appearance: kind }, text);
  element.addEventListener("click", onClick);
  return element;
}

export function tag(text: string): HTMLElement {
  return el("vscode-tag", {}, text);
}

export interface Tab {
  id: string;
  title: string;
  content: HTMLElement;
}

export interface Tabs {
  element: HTMLElement;
  select(id: string): void;
}

/** A row of tabs over their contents. */
export function tabs(all: readonly Tab[], selected: string, onSelect: (id: string) => void): Tabs {
  const tabId = (id: string) => `tab-${id}`;
  const element = el(
    "vscode-panels",
    { activeid: tabId(selected) },
    ...all.map(({ id, title }) => el("vscode-panel-tab", { id: tabId(id) }, title)),
    ...all.map(({ id, content }) => el("vscode-panel-view", { id: `view-${id}` }, content)),
  );
  element.addEventListener("change", () => {
    const active = element.getAttribute("activeid") ?? "";
    const found = all.find(({ id }) => tabId(id) === active);
    if (found) {
      onSelect(found.id);
    }
  });
  return { element, select: (id) => element.setAttribute("activeid", tabId(id)) };
}
