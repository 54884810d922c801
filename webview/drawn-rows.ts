import type { PageRow } from "../src/shared/inspection.ts";

/** What elements show, so that those need not be drawn anew whose row came again as it was: one may be typing in them. */
export class DrawnRows {
  readonly #rows = new WeakMap<Element, PageRow>();

  note(element: Element, row: PageRow): void {
    this.#rows.set(element, row);
  }

  shows(element: Element | undefined, row: PageRow | undefined): boolean {
    const known = element && this.#rows.get(element);
    return known !== undefined && (known === row || JSON.stringify(known) === JSON.stringify(row));
  }
}
