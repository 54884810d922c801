// Opens a real editor on a copy of the example workspace, with the packaged extension installed.
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { launch, workbenchUrl } from "../../scripts/lib/browser.mjs";
import { presetServer, startServer, unattended } from "../../scripts/lib/vscode-server.mjs";
import { copyExamples, discard, temporary } from "../../scripts/lib/workspace.mjs";
import { Editor } from "./editor.ts";

export interface EditorOptions {
  /** With workspace trust the folder opens in Restricted Mode until it is trusted. Default: trust is switched off. */
  readonly trust?: boolean;
  /** Settings of the machine, over quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Language of extensions, such as `zh-cn`. The workbench stays English: its language packs are extensions of others. */
  readonly language?: string;
  /** Window size in CSS pixels. Default 1280 × 800. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Changes the copied workspace before it is opened. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/**
 * One editor for all tests of the surrounding `describe`, closed after them. What the window showed when a test
 * failed is kept as a screenshot.
 * @returns a function that gives the editor inside a test.
 */
export function useEditor(options: EditorOptions = {}): () => Editor {
  let editor: Editor | undefined;
  beforeAll(async () => {
    editor = await openEditor(options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await editor?.screenshot(`failed-${task.name.replace(/\W+/g, "-")}`);
  });
  afterAll(async () => {
    await editor?.close();
  });
  return () => {
    if (!editor) throw new Error("the editor is open inside tests only");
    return editor;
  };
}

/** Starts server and browser and waits until the workbench stands. `close()` the editor when done. */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const parts = inject("editor");
  const place = await temporary("e2e");
  const folder = await copyExamples(join(place, "examples"));
  await options.prepare?.(folder);
  const data = join(place, "data");
  await presetServer(data, options.settings);
  const args = [...unattended, ...(options.trust ? [] : ["--disable-workspace-trust"])];
  const server = await startServer({ home: parts.home, data, extensions: parts.extensions, args });
  const browser = await launch(parts.browser);
  const close = async () => {
    await browser.close();
    server.stop();
    await discard(place);
  };
  try {
    const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 } });
    if (options.language !== undefined)
      await page.addInitScript((language) => {
        Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
      }, options.language);
    await page.goto(workbenchUrl(server.address, folder));
    await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
    return new Editor(page, folder, close);
  } catch (error) {
    await close();
    throw error;
  }
}
