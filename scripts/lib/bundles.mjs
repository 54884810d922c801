// What is bundled into what. esbuild.mjs runs these; a test reads what the host build pulls in at start.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

const common = {
  absWorkingDir: root,
  bundle: true,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

/**
 * Host, command line and the inspector's worker as one split ESM build: what they share, and what loads on first use (the parsers, the
 * openai SDK), become chunks of their own.
 * @type {BuildOptions}
 */
export const host = {
  ...common,
  entryPoints: {
    extension: "src/extension.ts",
    cli: "src/cli/main.ts",
    "snippet-worker": "src/sandbox/worker.ts",
    "inspector-worker": "src/inspector/worker.ts",
  },
  outdir: "dist",
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  platform: "node",
  target: "node22",
  // Some packages' CommonJS build hides its requires from bundlers (jsonc-parser); their module build does not.
  mainFields: ["module", "main"],
  external: ["vscode"],
  // CommonJS dependencies call require() for Node's own modules; the parser runtime asks for its own __filename.
  banner: {
    js: 'import{createRequire as __cr}from"node:module";import{fileURLToPath as __fp}from"node:url";const require=__cr(import.meta.url),__filename=__fp(import.meta.url);',
  },
};

/**
 * The webview pages: each `webview/<page>.ts` that has a style sheet of the same name.
 * @returns {BuildOptions}
 */
export function webview() {
  const pages = named("webview", ".ts").filter((page) => existsSync(join(root, "webview", `${page}.css`)));
  return {
    ...common,
    entryPoints: pages.flatMap((page) => [`webview/${page}.ts`, `webview/${page}.css`]),
    outdir: "dist/webview",
    format: "iife",
    platform: "browser",
    target: "chrome132",
  };
}

/**
 * The suite that runs in the extension host: suite.ts and each *.test.ts, so that a new file needs no registration.
 * @returns {BuildOptions}
 */
export function suite() {
  const tests = named("test/vscode", ".test.ts").map((name) => `${name}.test`);
  return {
    ...common,
    entryPoints: ["suite", ...tests].map((name) => `test/vscode/${name}.ts`),
    outdir: "out/test",
    outExtension: { ".js": ".mjs" },
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    platform: "node",
    target: "node22",
    packages: "external",
    external: ["vscode"],
    sourcemap: "inline",
  };
}

/**
 * The extension that gives the suite's editor scripted language models.
 * @returns {BuildOptions}
 */
export function provider() {
  return {
    ...common,
    entryPoints: ["test/provider/extension.ts"],
    outdir: "out/provider",
    format: "esm",
    platform: "node",
    target: "node22",
    external: ["vscode"],
  };
}

function named(folder, ending) {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}
