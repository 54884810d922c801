import type { Go } from "../src/shared/protocol.ts";
import type { InspectorStrings } from "../src/shared/strings.ts";
import { el } from "./dom.ts";
import { icon } from "./icons.ts";
import { toolButton } from "./toolkit.ts";

/** Which key does what; the command palette has the same under the same names. */
export const keys: readonly { keys: string; go: Go }[] = [
  { keys: "j", go: "next-step" },
  { keys: "k", go: "previous-step" },
  { keys: "h", go: "left-side" },
  { keys: "l", go: "right-side" },
  { keys: "u", go: "next-unsafe" },
  { keys: "U", go: "previous-unsafe" },
  { keys: "n", go: "next-difference" },
  { keys: "p", go: "previous-difference" },
  { keys: "d", go: "divergence" },
  { keys: "gg", go: "first-step" },
  { keys: "G", go: "last-step" },
  { keys: "Enter", go: "toggle-step" },
  { keys: "r", go: "review" },
  { keys: "/", go: "find" },
  { keys: "f", go: "filter" },
  { keys: "s", go: "toggle-sync" },
  { keys: "v", go: "toggle-panes" },
  { keys: "?", go: "help" },
];

/** Milliseconds in which the second of two keys must follow. */
const patience = 800;

/** Tells what a key press means; `gg` takes two. */
export class KeyReader {
  #first: { key: string; at: number } | undefined;

  read(event: KeyboardEvent): Go | undefined {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) {
      return undefined;
    }
    if (event.key === "Enter" && !isCard(event)) {
      return undefined; // the button or link that has the focus
    }
    const pair =
      this.#first && event.timeStamp - this.#first.at < patience ? this.#first.key + event.key : "";
    this.#first = { key: event.key, at: event.timeStamp };
    return (keys.find((one) => one.keys === pair) ?? keys.find((one) => one.keys === event.key))?.go;
  }
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

function isCard(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target === document.body || (target instanceof HTMLElement && target.classList.contains("step"));
}

/** The list of keys, over the page until Escape. */
export function helpDialog(strings: InspectorStrings): HTMLDialogElement {
  const rows = keys.flatMap(({ keys: key, go }) => [
    el("dt", {}, ...[...(key.length === 2 ? key : [key])].map((one) => el("kbd", {}, one))),
    el("dd", {}, strings.goes[go]),
  ]);
  const dialog = el(
    "dialog",
    { class: "help", "aria-label": strings.keys },
    el("h2", {}, strings.keys),
    el("dl", {}, ...rows, el("dt", {}, el("kbd", {}, "Esc")), el("dd", {}, strings.escapeMeaning)),
    el("p", { class: "muted" }, strings.keysNote),
  );
  dialog.prepend(toolButton(icon("close"), strings.close, () => dialog.close()));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}
