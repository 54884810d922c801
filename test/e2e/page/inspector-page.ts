// The inspector's page in a real browser, without an editor around it: what the host would answer comes from the same desk.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { webview } from "../../../scripts/lib/bundles.mjs";
import { root } from "../../../scripts/lib/paths.mjs";
import { contentSecurityPolicy } from "../../../src/editor/trajectory/html.ts";
import { Desk, type DeskCall, type SideInput } from "../../../src/inspector/desk.ts";
import { fromPageSchema } from "../../../src/inspector/requests.ts";
import type { HumanVerdict } from "../../../src/ots/human-verdict.ts";
import type { Trajectory } from "../../../src/ots/trajectory.ts";
import type {
  FromPage,
  PageAction,
  PageHead,
  PageList,
  PageState,
  ToPage,
} from "../../../src/shared/protocol.ts";
import type { InspectorStrings } from "../../../src/shared/strings.ts";

export type Theme = "dark" | "light" | "high-contrast" | "high-contrast-light";

export interface PageOptions {
  left?: Trajectory;
  right?: Trajectory;
  list?: { file: string; head: PageList };
  head?: Partial<PageHead>;
  reviews?: HumanVerdict[];
  theme?: Theme;
  size?: { width: number; height: number };
  state?: PageState;
}

/** What the page did that the host would have to act on. */
export interface InspectorPage {
  page: Page;
  actions: PageAction[];
  failures: string[];
  /** Addresses the page tried to load beyond its own files. */
  strangers: string[];
  asked: FromPage[];
  /** What answers the page. */
  desk: Desk;
  /** What the page was given to show. */
  shown: ToPage | undefined;
  send(message: ToPage): Promise<void>;
  state(): Promise<PageState | undefined>;
  close(): Promise<void>;
}

const origin = "https://inspector.invalid";
const nonce = "dGVzdCBub25jZSBvZiB0aGUgcGFnZQ==";

/** Built once: script and style of the page, and its strings in English. */
export async function buildPage() {
  const [files, words] = await Promise.all([
    build({ ...webview(), write: false, metafile: false, sourcemap: false }),
    build({
      absWorkingDir: root,
      stdin: {
        contents: 'export { inspectorStrings } from "./src/editor/trajectory/strings.ts";',
        resolveDir: root,
      },
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      alias: { vscode: join(root, "test/e2e/page/words.ts") },
    }),
  ]);
  const file = (ending: string) =>
    files.outputFiles.find(({ path }) => path.endsWith(`trajectory.${ending}`))?.text ?? "";
  const source = Buffer.from(words.outputFiles[0]?.text ?? "").toString("base64");
  const { inspectorStrings } = (await import(`data:text/javascript;base64,${source}`)) as {
    inspectorStrings: () => InspectorStrings;
  };
  const themes = JSON.parse(await readFile(join(root, "test/fixtures/themes.json"), "utf8")) as Record<
    Theme,
    { style: string; body: string }
  >;
  return { script: file("js"), style: file("css"), strings: inspectorStrings(), themes };
}

export type BuiltPage = Awaited<ReturnType<typeof buildPage>>;

/** Opens the page and shows what the options say. */
export async function openInspector(
  browser: Browser,
  built: BuiltPage,
  options: PageOptions,
): Promise<InspectorPage> {
  const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 } });
  const inspector: InspectorPage = {
    page,
    actions: [],
    failures: [],
    strangers: [],
    asked: [],
    desk: new Desk(),
    shown: undefined,
    send: (message) =>
      page.evaluate(
        (data) => (globalThis as unknown as { postMessage: (data: unknown) => void }).postMessage(data),
        message as unknown,
      ),
    state: () => page.evaluate(() => (globalThis as unknown as { kept?: PageState }).kept),
    close: () => page.close(),
  };
  page.on("pageerror", (error) => inspector.failures.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("style-src")) {
      inspector.failures.push(message.text());
    }
  });
  await serve(page, built, options.theme ?? "dark", inspector.strangers);
  const start = hostOf(built, options, inspector);
  await page.exposeFunction("toHost", start.receive);
  await page.addInitScript((state) => {
    const global = globalThis as unknown as Record<string, unknown>;
    global.kept = state;
    global.acquireVsCodeApi = () => ({
      postMessage: (message: unknown) => (global.toHost as (message: unknown) => void)(message),
      getState: () => global.kept,
      setState: (kept: unknown) => {
        global.kept = kept;
      },
    });
  }, options.state);
  await page.goto(`${origin}/page.html`);
  return inspector;
}

async function serve(
  page: Page,
  { script, style, themes }: BuiltPage,
  theme: Theme,
  strangers: string[],
): Promise<void> {
  const { style: variables, body } = themes[theme];
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Trajectory</title>
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(origin, nonce)}">
<link rel="stylesheet" href="${origin}/theme.css"><link rel="stylesheet" href="${origin}/page.css"></head>
<body class="${body}"><main id="page"></main><script nonce="${nonce}" src="${origin}/page.js"></script></body></html>`;
  const files: Record<string, [type: string, text: string]> = {
    "/page.html": ["text/html", html],
    "/page.js": ["text/javascript", script],
    "/page.css": ["text/css", style],
    "/theme.css": [
      "text/css",
      `html { ${variables} } body { font-family: var(--vscode-font-family); color: var(--vscode-editor-foreground); background-color: var(--vscode-editor-background); }`,
    ],
  };
  await page.route("**/*", (route) => {
    const url = new URL(route.request().url());
    const file = url.origin === origin ? files[url.pathname] : undefined;
    if (!file) {
      if (!url.pathname.endsWith("favicon.ico")) {
        strangers.push(url.href);
      }
      return route.abort();
    }
    return route.fulfill({ contentType: `${file[0]}; charset=utf-8`, body: file[1] });
  });
}

function hostOf({ strings }: BuiltPage, options: PageOptions, inspector: InspectorPage) {
  const { desk } = inspector;
  const receive = async (raw: unknown): Promise<void> => {
    const message = fromPageSchema.parse(raw);
    inspector.asked.push(message);
    switch (message.type) {
      case "ready":
        await inspector.send({ type: "strings", strings });
        inspector.shown = await content(desk, options);
        return inspector.send(inspector.shown);
      case "request": {
        const { id, request } = message;
        try {
          const { ask, ...rest } = request;
          const key = ask === "entries" ? { key: "file" } : {};
          const value = await desk.answer({ call: ask, ...rest, ...key } as unknown as DeskCall);
          return inspector.send({ type: "answer", id, value });
        } catch (error) {
          return inspector.send({ type: "refusal", id, message: String(error) });
        }
      }
      case "action":
        inspector.actions.push(message.action);
        return;
      case "failed":
        inspector.failures.push(message.message);
        return;
      case "alive":
        return;
    }
  };
  return { receive };
}

async function content(desk: Desk, { left, right, head, list, reviews = [] }: PageOptions): Promise<ToPage> {
  if (list) {
    await desk.answer({ call: "open-file", key: "file", input: { name: list.file, path: list.file } });
    return { type: "choose", list: list.head };
  }
  if (!left) {
    return { type: "missing", message: "Nothing to show", details: [], can: { reopenAsText: false } };
  }
  const sides: { left: SideInput; right?: SideInput } = {
    left: { trajectory: left },
    ...(right ? { right: { trajectory: right } } : {}),
  };
  const inspected = await desk.answer({ call: "inspect", ...sides, reviews });
  return {
    type: "show",
    inspected,
    head: {
      showing: { of: "one", place: { of: "file", uri: "file:///test", entry: 0 } },
      title: "A trajectory",
      tools: left.tools,
      summary: [],
      facts: [],
      panes: {
        left: { title: "Unsafe", tone: "unsafe", detail: "" },
        right: { title: "Safe", tone: "safe", detail: "" },
      },
      notes: [],
      titles: {},
      can: { simulate: false, reflect: false, judge: false, review: true, import: false, list: false },
      ...head,
    },
  };
}
