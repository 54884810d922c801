import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Locator, Page } from "playwright-core";
import { results } from "../../scripts/lib/paths.mjs";

/** Milliseconds a person would wait for before calling it broken. */
const patience = 30_000;

/** VS Code's `BROWSER_DEFAULT_FLUSH_INTERVAL` is 5000. */
const flushMilliseconds = 6_000;

/** Runs in the page: what each workspace's state says about the editors that are open. */
async function savedLayouts(): Promise<string[]> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const layouts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith("vscode-web-state-db-")) {
      const database = await answer(indexedDB.open(name));
      const items = database.transaction("ItemTable").objectStore("ItemTable");
      layouts.push(String(await answer(items.get("memento/workbench.parts.editor"))));
      database.close();
    }
  }
  return layouts;
}

/** What a person does in the editor, in a person's words. */
export class Editor {
  readonly page: Page;
  /** The opened workspace: a copy, so drives may write. */
  readonly folder: string;
  readonly close: () => Promise<void>;

  constructor(page: Page, folder: string, close: () => Promise<void>) {
    page.setDefaultTimeout(patience);
    this.page = page;
    this.folder = folder;
    this.close = close;
  }

  /** Runs a command from the palette, by its full title such as "AutoSafe: Show Log". */
  async runCommand(title: string): Promise<void> {
    // A quick pick that is still closing swallows the key, or takes the text and closes.
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    for (let tries = 1; ; tries++) {
      await this.page.keyboard.press("F1");
      try {
        await this.input().fill(`>${title}`, { timeout: 3000 });
        break;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
    await this.pick(title);
  }

  /** The text field of the open quick pick or input box. */
  input(): Locator {
    return this.page.locator(".quick-input-widget input[type=text]");
  }

  /** Chooses the entry of the open quick pick that begins with `label`. */
  async pick(label: string): Promise<void> {
    await this.option(label).click();
  }

  /**
   * Takes the focus out of a page. The editor gives it back to the page a while after the palette closed, by then over
   * the question a command has asked: on a slow machine one question in ten closes.
   */
  async leavePage(): Promise<void> {
    if (await this.page.evaluate(() => document.activeElement instanceof HTMLIFrameElement))
      await this.page.locator(".part.sidebar .monaco-list").first().focus();
  }

  async chooseTheme(theme: string): Promise<void> {
    await this.leavePage();
    await this.runCommand("Preferences: Color Theme");
    await this.input().fill(theme);
    await this.pick(theme);
  }

  /** Ticks entries of an open quick pick of many and accepts. */
  async pickMany(...labels: string[]): Promise<void> {
    for (const label of labels) await this.option(label).locator("[role=checkbox]").check();
    await this.input().press("Enter");
  }

  /** Types into the open input box and accepts. */
  async type(text: string): Promise<void> {
    await this.input().fill(text);
    await this.input().press("Enter");
    await this.page.waitForTimeout(300); // what comes next may be another box in the same place
  }

  /** Types a path into a file dialog that is open or opening, and accepts. */
  async typePath(path: string): Promise<void> {
    // Boxes for text have no button to press.
    const dialog = this.page.locator(".quick-input-widget .quick-input-action .monaco-button");
    const value = () =>
      this.input()
        .inputValue({ timeout: 500 })
        .catch(() => ""); // closed meanwhile
    for (let typed = false, tries = 0; tries < 60; tries++) {
      const isOpen = await dialog.first().isVisible();
      if (typed && !isOpen) return;
      // The dialog puts a path in when it has read the folder, over whatever was typed before.
      if (isOpen && (await value()).startsWith("/")) {
        await this.input().fill(path);
        await this.page.waitForTimeout(300);
        if ((await value()) === path) {
          await this.input().press("Enter");
          typed = true;
        }
      }
      await this.page.waitForTimeout(500);
    }
    throw new Error(`the file dialog does not take ${path}`);
  }

  /** Opens a file of the workspace by its path in it. */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press("Control+P");
    await this.input().fill(path);
    const name = path.split("/").at(-1) ?? path;
    // Files opened before are listed until the search has found this one.
    await this.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: name }).waitFor();
    // A list that is just being drawn anew swallows the key.
    const widget = this.page.locator(".quick-input-widget");
    for (let tries = 1; ; tries++) {
      await this.input().press("Enter");
      try {
        await widget.waitFor({ state: "hidden", timeout: 5000 });
        break;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
    await this.page.getByRole("tab", { name }).first().waitFor();
  }

  /** Shows a view container of the activity bar. */
  async openView(name: string): Promise<void> {
    const tab = this.page.locator(".part.activitybar").getByRole("tab", { name });
    await tab.waitFor();
    if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
    await this.page.locator(".part.sidebar .composite.title").getByText(name).first().waitFor();
  }

  /** A row of a tree, by a part of its accessible name. */
  row(name: string | RegExp): Locator {
    return this.page.getByRole("treeitem", { name }).first();
  }

  /** Waits until a text is to be seen in the editor itself (webviews are frames of their own). */
  async waitForText(text: string | RegExp, timeout = patience): Promise<Locator> {
    const found = this.page.getByText(text).filter({ visible: true }).first();
    await found.waitFor({ timeout });
    return found;
  }

  /** Waits for the webview that shows an element matching `selector`. */
  async webview(selector: string, timeout = patience): Promise<Frame> {
    const end = performance.now() + timeout;
    while (performance.now() < end) {
      for (const frame of this.page.frames()) {
        const there = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (frame !== this.page.mainFrame() && there > 0) return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no webview shows ${selector}`);
  }

  /**
   * Reloads the window once the browser's VS Code has written down what is open, which it does every five seconds, when
   * idle, instead of at the end as the desktop's does.
   * @param open a part of what is written about what must come back, such as the type of a panel.
   */
  async reload(open: string): Promise<void> {
    await this.page.waitForTimeout(flushMilliseconds);
    const end = performance.now() + patience;
    while (!(await this.page.evaluate(savedLayouts)).some((layout) => layout.includes(open))) {
      if (performance.now() > end) throw new Error(`the window does not write down that ${open} is open`);
      await this.page.waitForTimeout(500);
    }
    await this.page.reload();
  }

  /** Opens the same folder in a second window, with an extension host of its own; closed with the first. */
  async secondWindow(): Promise<Editor> {
    const page = await this.page.context().browser()?.newPage({ viewport: this.page.viewportSize() });
    if (!page) throw new Error("the browser is gone");
    await page.goto(this.page.url());
    await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
    return new Editor(page, this.folder, () => page.close());
  }

  /** Writes what the window shows to test-results/screenshots/<name>.png. */
  async screenshot(name: string): Promise<void> {
    const folder = join(results, "screenshots");
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  private option(label: string): Locator {
    const rows = this.page.locator(".quick-input-widget").getByRole("option");
    const starts = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
    return rows
      .or(this.page.locator(".quick-input-list .monaco-list-row"))
      .filter({ hasText: starts })
      .first();
  }
}
