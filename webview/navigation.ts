import type { Side } from "../src/shared/protocol.ts";

/** The step that the keys start from. */
export interface Place {
  step: number;
  side: Side;
}

/** Moves among the cards of `root` by key. One card at a time can be reached with Tab. */
export class Navigation {
  readonly #root: HTMLElement;
  readonly #onMove: (place: Place) => void;
  #current: HTMLElement | undefined;
  #side: Side = "unsafe";

  constructor(root: HTMLElement, onMove: (place: Place) => void) {
    this.#root = root;
    this.#onMove = onMove;
    root.addEventListener("focusin", (event) => {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>(".step") : null;
      if (card && card !== this.#current) {
        this.#set(card);
      }
    });
  }

  /** After drawing: makes the card at `place` the current one, without moving the focus. */
  start(place: Place | undefined): void {
    this.#side = place?.side ?? "unsafe";
    const cards = this.#cards();
    const card = cards.find((candidate) => Number(candidate.dataset.step) === place?.step) ?? cards[0];
    this.#current = undefined;
    if (card) {
      this.#mark(card);
    }
  }

  /** @returns whether the key means something here. */
  key(key: string, showSide: (side: Side) => void): boolean {
    switch (key) {
      case "j":
        return this.#go(1);
      case "k":
        return this.#go(-1);
      case "u":
        return this.#goUnsafe();
      case "h":
      case "l":
        return this.#goSide(key === "l" ? "safe" : "unsafe", showSide);
      default:
        return false;
    }
  }

  #go(by: 1 | -1): boolean {
    const cards = this.#cards();
    const at = this.#current ? cards.indexOf(this.#current) : -1;
    return this.#focus(cards[at + by]);
  }

  #goUnsafe(): boolean {
    const all = [...this.#root.querySelectorAll<HTMLElement>(".step.is-unsafe")];
    const at = this.#current ? all.indexOf(this.#current) : -1;
    return this.#focus(all[(at + 1) % Math.max(1, all.length)]);
  }

  #goSide(side: Side, showSide: (side: Side) => void): boolean {
    const first = this.#root.querySelector<HTMLElement>(`.step[data-side=${side}]`);
    if (first) {
      this.#side = side;
      showSide(side);
      requestAnimationFrame(() => this.#focus(first));
    }
    return first !== null;
  }

  /** The shared steps and those of the current side, as they are read. */
  #cards(): HTMLElement[] {
    const other = this.#side === "safe" ? "unsafe" : "safe";
    return [...this.#root.querySelectorAll<HTMLElement>(`.step:not([data-side=${other}])`)];
  }

  #focus(card: HTMLElement | undefined): boolean {
    if (card) {
      this.#set(card);
      card.focus();
      card.scrollIntoView({ block: "nearest" });
    }
    return card !== undefined;
  }

  #set(card: HTMLElement): void {
    const side = card.dataset.side;
    if (side === "safe" || side === "unsafe") {
      this.#side = side;
    }
    this.#mark(card);
    this.#onMove({ step: Number(card.dataset.step), side: this.#side });
  }

  #mark(card: HTMLElement): void {
    if (this.#current) {
      this.#current.tabIndex = -1;
    }
    card.tabIndex = 0;
    this.#current = card;
  }
}
