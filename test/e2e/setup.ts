// Runs once before the drives: installs the packaged extension the way a user does, and says where things are.
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureChromium } from "../../scripts/lib/chromium.mjs";
import { packVsix, vsixPath } from "../../scripts/lib/steps.mjs";
import { ensureServer, installVsix } from "../../scripts/lib/vscode-server.mjs";
import { discard, temporary } from "../../scripts/lib/workspace.mjs";

/** What a drive needs to open an editor: the server's folder, the browser, and extensions with AutoSafe among them. */
export interface EditorParts {
  readonly home: string;
  readonly browser: string;
  readonly extensions: string;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly editor: EditorParts;
  }
}

/** Vitest's global set-up. @returns the tear-down. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const vsix = await vsixPath();
  await access(vsix).catch(() => packVsix());
  const home = await ensureServer();
  const browser = await ensureChromium();
  const place = await temporary("extensions");
  const extensions = join(place, "extensions");
  await installVsix({ home, data: join(place, "data"), extensions, vsix });
  project.provide("editor", { home, browser, extensions });
  return () => discard(place);
}
