import type { Side } from "../src/shared/inspection.ts";

/** Rows are drawn anew often, and pictures are large: the last few are kept. */
const kept = 40;

/** Asks for a picture once, as long as it is among the last that were shown. */
export class PictureCache {
  readonly #ask: (side: Side, name: string) => Promise<string>;
  readonly #known = new Map<string, Promise<string>>();

  constructor(ask: (side: Side, name: string) => Promise<string>) {
    this.#ask = ask;
  }

  /** The picture as a `data:` address. @throws Refusal when it was not kept. */
  get(side: Side, name: string): Promise<string> {
    const key = `${side} ${name}`;
    const known = this.#known.get(key) ?? this.#ask(side, name);
    this.#known.delete(key);
    this.#known.set(key, known);
    known.catch(() => this.#known.delete(key));
    for (const old of this.#known.keys()) {
      if (this.#known.size <= kept) {
        break;
      }
      this.#known.delete(old);
    }
    return known;
  }

  /** What is shown is something else now. */
  forget(): void {
    this.#known.clear();
  }
}
