// Builds everything that ships: host and command line as one split ESM build (shared chunks, so that the
// parsers and the openai SDK are files of their own that load on first use), and the webview pages.
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { build, context } from "esbuild";

const watch = process.argv.includes("--watch");
const common = { bundle: true, minify: !watch, sourcemap: watch, legalComments: "none", logLevel: "info", metafile: true };

/** @type {import("esbuild").BuildOptions} */
const host = {
  ...common,
  entryPoints: { extension: "src/extension.ts", cli: "src/cli/main.ts" },
  outdir: "dist",
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  // CommonJS dependencies call require() for Node's own modules.
  banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
};

/** @type {import("esbuild").BuildOptions} */
const webview = {
  ...common,
  entryPoints: ["webview/trajectory.ts", "webview/trajectory.css"],
  outdir: "dist/webview",
  format: "iife",
  platform: "browser",
  target: "chrome132",
};

await rm("dist", { recursive: true, force: true });
await mkdir("dist/wasm", { recursive: true });
const wasm = "node_modules/@vscode/tree-sitter-wasm/wasm";
const grammars = ["tree-sitter", "tree-sitter-python", "tree-sitter-javascript", "tree-sitter-typescript", "tree-sitter-tsx"];
await Promise.all(grammars.map((name) => cp(`${wasm}/${name}.wasm`, `dist/wasm/${name}.wasm`)));

if (watch) {
  const contexts = await Promise.all([host, webview].map((options) => context(options)));
  await Promise.all(contexts.map((c) => c.watch()));
} else {
  const results = await Promise.all([host, webview].map((options) => build(options)));
  await mkdir("out", { recursive: true });
  await writeFile("out/meta.json", JSON.stringify(results[0].metafile));
  const chunks = await readdir("dist/chunks").catch(() => []);
  console.log(`built dist/ (${chunks.length} shared chunks)`);
}
