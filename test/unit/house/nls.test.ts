import { describe, expect, it } from "vitest";
import { manifest, strings } from "./manifest.ts";
import { bundleTranslations, kept, readNls, translations } from "./nls.ts";

const used = strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
const english = Object.keys(readNls()).sort();

describe("package.nls.json", () => {
  it("has every string package.json refers to, and no other", () => {
    expect([...new Set(used)].sort()).toEqual(english);
  });

  it("has no empty string", () => {
    const empty = Object.entries(readNls()).filter(([, text]) => text.trim() === "");
    expect(empty).toEqual([]);
  });
});

// A string that was just added stands in English until somebody translates it.
const share = 0.9;

describe.each([
  ...translations().map((file) => [file, "package.nls.json"]),
  ...bundleTranslations().map((file) => [file, "l10n/bundle.l10n.json"]),
])("%s", (file, source) => {
  const english = readNls(source);
  const translated = readNls(file);

  it("has nearly every string, and hardly any that is gone", () => {
    const known = Object.keys(translated).filter((key) => key in english);
    expect(known.length).toBeGreaterThan(Object.keys(english).length * share);
    expect(known.length).toBeGreaterThan(Object.keys(translated).length * share);
  });

  it("keeps values, code, links, settings and icons", () => {
    const changed = Object.entries(translated).filter(
      ([key, text]) => key in english && kept(text).join(" ") !== kept(english[key] ?? "").join(" "),
    );
    expect(changed).toEqual([]);
  });

  it("is a translation", () => {
    const same = Object.entries(translated).filter(
      ([key, text]) => text === english[key] && /[a-z]{4} [a-z]/.test(text),
    );
    expect(same).toEqual([]);
  });
});
