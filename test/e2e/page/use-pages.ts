/// <reference lib="dom" />
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { launch } from "../../../scripts/lib/browser.mjs";
import {
  type BuiltPage,
  buildPage,
  type InspectorPage,
  openInspector,
  type PageOptions,
} from "./inspector-page.ts";

/**
 * One browser for the tests of a file; what a test opened is closed after it.
 * @returns a function that opens the page and waits until it shows something.
 */
export function usePages(): (options: PageOptions) => Promise<InspectorPage> {
  let browser: Browser;
  let built: BuiltPage;
  let open: InspectorPage[] = [];
  beforeAll(async () => {
    [browser, built] = await Promise.all([launch(inject("editor").browser), buildPage()]);
  });
  afterEach(async () => {
    await Promise.all(open.map((one) => one.close()));
    open = [];
  });
  afterAll(() => browser?.close());
  return async (options) => {
    const inspector = await openInspector(browser, built, options);
    open.push(inspector);
    await inspector.page.locator(".step:not(.skeleton), .empty, .entry-button").first().waitFor();
    return inspector;
  };
}

/** The step that has the focus, such as "left 2". */
export function focused({ page }: InspectorPage): Promise<string> {
  return page.evaluate(() => {
    const { dataset } = (document.activeElement as HTMLElement | null) ?? { dataset: {} as DOMStringMap };
    return `${dataset.side} ${dataset.step}`;
  });
}
