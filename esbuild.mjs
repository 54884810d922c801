// Builds everything that ships into dist/. --watch keeps building; --tests adds the extension-host suite (out/test/).
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { build, context } from "esbuild";
import { host, provider, suite, webview } from "./scripts/lib/bundles.mjs";
import { joinStart } from "./scripts/lib/join-start.mjs";
import { notices } from "./scripts/lib/notices.mjs";
import { root } from "./scripts/lib/paths.mjs";

const watch = process.argv.includes("--watch");
const tests = process.argv.includes("--tests");
const shipped = [host, webview()].map((options) => ({ ...options, minify: !watch, sourcemap: watch }));
const bundles = tests ? [...shipped, suite(), provider()] : shipped;

let building = 0;
let unfinished = bundles.length;

process.chdir(root);
await rm("dist", { recursive: true, force: true });
if (tests) await rm("out/test", { recursive: true, force: true });
if (tests) await cp("test/provider/package.json", "out/provider/package.json");
await mkdir("dist/wasm", { recursive: true });
const wasm = "node_modules/@vscode/tree-sitter-wasm/wasm";
const grammars = [
  "tree-sitter",
  "tree-sitter-python",
  "tree-sitter-javascript",
  "tree-sitter-typescript",
  "tree-sitter-tsx",
];
await Promise.all(grammars.map((name) => cp(`${wasm}/${name}.wasm`, `dist/wasm/${name}.wasm`)));

await cp(
  "node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm",
  "dist/wasm/quickjs.wasm",
);

await import("./scripts/schemas.mjs");

if (watch) {
  const contexts = await Promise.all(
    bundles.map((options) => context({ ...options, plugins: [announcer()] })),
  );
  await Promise.all(contexts.map((c) => c.watch()));
} else {
  // esbuild has printed what is wrong by the time it rejects.
  const results = await Promise.all(bundles.map((options) => build(options))).catch(() => process.exit(1));
  const metafiles = results.slice(0, shipped.length).map(({ metafile }) => metafile);
  await mkdir("out", { recursive: true });
  await writeFile("out/meta.json", JSON.stringify(metafiles[0]));
  await writeFile(
    "dist/NOTICES.txt",
    await notices(metafiles, ["@vscode/tree-sitter-wasm", "@jitl/quickjs-wasmfile-release-sync"]),
  );
  await joinStart(metafiles[0]);
  const chunks = await readdir("dist/chunks").catch(() => []);
  console.log(`built dist/ (${chunks.length} shared chunks)`);
}

/** Prints the two lines the editor's build task waits for, the second when every bundle stands. */
function announcer() {
  let ended = false;
  return {
    name: "announce",
    setup(plugin) {
      plugin.onStart(() => {
        if (building++ === 0) console.log("[watch] build started");
      });
      plugin.onEnd(() => {
        if (!ended) unfinished--;
        ended = true;
        if (--building === 0 && unfinished === 0) console.log("[watch] build finished");
      });
    },
  };
}
