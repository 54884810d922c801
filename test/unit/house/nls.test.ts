import { describe, expect, it } from "vitest";
import { manifest, strings } from "./manifest.ts";
import { readNls, translations } from "./nls.ts";

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

  it("is translated whole or not at all", () => {
    for (const file of translations()) expect(Object.keys(readNls(file)).sort(), file).toEqual(english);
  });
});
