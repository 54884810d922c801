import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";
import { expect, it } from "vitest";
import { root, sources } from "../house/sources.ts";

it("l10n/bundle.l10n.json has every string of the code, and no other (npm run l10n writes it)", async () => {
  const files = sources(["src"], [".ts"]).filter(({ text }) => text.includes("l10n.t("));
  expect(files.length).toBeGreaterThan(10);
  const strings = await getL10nJson(files.map(({ text }) => ({ contents: text, extension: ".ts" })));
  const bundle = JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.json"), "utf8"));
  expect(Object.keys(bundle).sort()).toEqual(Object.keys(strings).sort());
  // The export parses every file anew: seconds, on a busy machine a minute.
}, 180_000);

it("passes only plain text to l10n.t, which the export can read", () => {
  const computed = sources(["src"], [".ts"]).flatMap(({ path, text }) =>
    [...text.matchAll(/l10n\.t\(\s*(?![\s"'])(.{0,40})/g)].map(([, start]) => `${path}: ${start}`),
  );
  expect(computed).toEqual([]);
});
