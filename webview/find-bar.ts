import type { FindResult } from "../src/shared/inspection.ts";
import type { InspectorStrings } from "../src/shared/strings.ts";
import { el, fill, formatted } from "./dom.ts";
import { icon } from "./icons.ts";
import { textField, toolButton } from "./toolkit.ts";

export interface FindParts {
  strings: InspectorStrings;
  search: (text: string) => Promise<FindResult>;
  /** The term has changed: what is drawn marks it. */
  onTerm: (term: string) => void;
  goTo: (match: FindResult["matches"][number]) => void;
  /** Where to go on from. */
  from: () => number;
  onClose: () => void;
}

const typing = 200;

/** Searches all rows, drawn or not. */
export class FindBar {
  readonly element: HTMLElement;
  readonly #parts: FindParts;
  readonly #field: HTMLElement;
  readonly #count: HTMLElement;
  #result: FindResult = { matches: [], more: false };
  #at = -1;
  #term = "";
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: FindParts) {
    const { strings } = parts;
    this.#parts = parts;
    this.#field = textField(strings.find, "", (text) => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#search(text), typing);
    });
    this.#count = el("span", { class: "find-count", role: "status" });
    this.element = el(
      "div",
      { class: "find-bar", role: "search", hidden: "" },
      this.#field,
      this.#count,
      toolButton(icon("up"), strings.previousMatch, () => this.step(-1)),
      toolButton(icon("down"), strings.nextMatch, () => this.step(1)),
      toolButton(icon("close"), strings.close, () => this.close()),
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        this.close();
      }
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    // At once: what is typed after the key belongs to the search, and no letter of it is a command.
    this.#field.focus();
  }

  close(): void {
    this.element.hidden = true;
    this.#term = "";
    this.#result = { matches: [], more: false };
    this.#parts.onTerm("");
    this.#parts.onClose();
  }

  step(by: 1 | -1): void {
    const { matches } = this.#result;
    if (matches.length > 0) {
      this.#at = (this.#at + by + matches.length) % matches.length;
      this.#show();
    }
  }

  async #search(text: string): Promise<void> {
    this.#term = text;
    this.#parts.onTerm(text);
    const result = text === "" ? { matches: [], more: false } : await this.#parts.search(text);
    if (this.#term !== text) {
      return; // typed on meanwhile
    }
    this.#result = result;
    const from = this.#parts.from();
    const next = result.matches.findIndex(({ row }) => row >= from);
    this.#at = Math.max(0, next);
    this.#show();
  }

  #show(): void {
    const { strings, goTo } = this.#parts;
    const { matches, more } = this.#result;
    const match = matches[this.#at];
    if (match) {
      const total = `${formatted(matches.length)}${more ? "+" : ""}`;
      this.#count.textContent = fill(strings.matchOf, formatted(this.#at + 1), total);
      goTo(match);
    } else {
      this.#count.textContent = this.#term === "" ? "" : strings.noMatch;
    }
  }
}
