import type { Side } from "../src/shared/inspection.ts";
import type { PageAction, PageAnswers, PageHead, PageRequest, Place } from "../src/shared/protocol.ts";
import type { InspectorStrings } from "../src/shared/strings.ts";

/** What the page remembers of one step while it is not drawn. */
export interface StepMemory {
  collapsed: boolean;
  raw: string | undefined;
  /** Parts opened to their full height. */
  opened: Set<string>;
  /** Further text fetched, by part. */
  fetched: Map<string, string>;
  /** The review form is open. */
  reviewing: boolean;
  /** What stands in the review form and is not saved yet. */
  draft: Map<string, string>;
}

export function freshMemory(): StepMemory {
  return {
    collapsed: false,
    raw: undefined,
    opened: new Set(),
    fetched: new Map(),
    reviewing: false,
    draft: new Map(),
  };
}

/** What is remembered of steps, by side and number. */
export class Memories {
  readonly #all = new Map<string, StepMemory>();

  of(side: Side, step: number): StepMemory {
    const key = `${side} ${step}`;
    const known = this.#all.get(key) ?? freshMemory();
    this.#all.set(key, known);
    return known;
  }

  /** Texts that were fetched belong to what was shown before. */
  forgetTexts(): void {
    for (const { fetched } of this.#all.values()) {
      fetched.clear();
    }
  }
}

/** What every part of a step's card is drawn with. */
export interface Drawing {
  strings: InspectorStrings;
  head: PageHead;
  memory: StepMemory;
  /** What is searched for; empty when nothing is. */
  term: string;
  ask<Ask extends PageRequest["ask"]>(request: Extract<PageRequest, { ask: Ask }>): Promise<PageAnswers[Ask]>;
  act(action: PageAction): void;
  /** A picture of a side as a `data:` address. Rejects when it was not kept. */
  picture(side: Side, name: string): Promise<string>;
  /** Draws the row anew, after something in `memory` has changed. */
  redraw(): void;
  /** Shows where a piece of evidence stands. */
  follow(place: { side: Side; step: number | undefined; selector: string }): void;
  goTo(place: Place): void;
  /** Tells people who do not see the page. */
  announce(text: string): void;
}
