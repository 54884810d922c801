import { existsSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { describe, expect, it } from "vitest";
import { manifest } from "./manifest.ts";
import { root } from "./sources.ts";
import { listZip } from "./zip.ts";

const file = join(root, `autosafe-${manifest.version}.vsix`);
const megabyte = 1_000_000;

/** Everything that may ship; [at least, at most] as many files. */
const shipped: Readonly<Record<string, readonly [number, number]>> = {
  "?Content_Types?.xml": [1, 1],
  "extension.vsixmanifest": [1, 1],
  "extension/package.json": [1, 1],
  "extension/package.nls.json": [1, 1],
  "extension/package.nls.*.json": [0, 20],
  "extension/{readme,changelog,support,SUPPORT}.md": [2, 3],
  "extension/LICENSE.txt": [1, 1],
  "extension/dist/{extension,cli,snippet-worker,inspector-worker}.js": [4, 4],
  "extension/dist/NOTICES.txt": [1, 1],
  "extension/dist/chunks/*.js": [1, 400],
  "extension/dist/rules/*.md": [1, 120],
  "extension/dist/schemas/*.schema.json": [1, 20],
  "extension/dist/wasm/quickjs.wasm": [1, 1],
  "extension/dist/wasm/tree-sitter{,-python,-javascript,-typescript,-tsx}.wasm": [5, 5],
  "extension/dist/webview/*.{js,css}": [2, 20],
  "extension/l10n/bundle.l10n*.json": [1, 20],
  "extension/media/**/*.{svg,png,md}": [1, 40],
  "extension/media/walkthrough/sample/*.{py,jsonl}": [2, 4],
  "extension/media/schemas/*.schema.json": [1, 10],
  "extension/snippets/*.json": [0, 10],
};

// `npm test` and `npm run package` write it.
describe.skipIf(!existsSync(file))("the packaged extension", () => {
  const names = existsSync(file) ? listZip(readFileSync(file)).map(({ name }) => name) : [];

  it("holds nothing but what is meant to ship", () => {
    const patterns = Object.keys(shipped);
    expect(names.filter((name) => !patterns.some((pattern) => matchesGlob(name, pattern)))).toEqual([]);
  });

  it.each(Object.entries(shipped))("holds %s", (pattern, [least, most]) => {
    const count = names.filter((name) => matchesGlob(name, pattern)).length;
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });

  it("is under 3 MB", () => {
    expect(readFileSync(file).length).toBeLessThan(3 * megabyte);
  });
});

describe("the zip reader", () => {
  it("refuses what is no archive", () => {
    expect(() => listZip(Buffer.from("x".repeat(100)))).toThrow("not a zip archive");
    expect(() => listZip(Buffer.alloc(0))).toThrow("not a zip archive");
  });

  it("lists an empty archive", () => {
    expect(listZip(Buffer.from(`504b0506${"00".repeat(18)}`, "hex"))).toEqual([]);
  });
});
