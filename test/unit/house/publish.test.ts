import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { publishChecks } from "../../../scripts/lib/publish-checks.mjs";
import { manifest } from "./manifest.ts";
import { root } from "./sources.ts";

const icon = "media/icon.png";

function files(over: Readonly<Record<string, string>> = {}): Map<string, Buffer> {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const shown = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, target = ""]) => target);
  const names = ["README.md", "CHANGELOG.md", "LICENSE", "SUPPORT.md", icon, ...shown];
  const read = new Map(names.map((name) => [name, readFileSync(join(root, name))]));
  for (const [name, text] of Object.entries(over)) read.set(name, Buffer.from(text));
  return read;
}

const check = (over: Record<string, unknown> = {}, texts: Record<string, string> = {}, vsixBytes = 1000) =>
  publishChecks({ manifest: { ...manifest, ...over }, files: files(texts), vsixBytes });

describe("the checks before publishing", () => {
  it("have nothing against the extension as it stands", () => {
    expect(check().problems).toEqual([]);
  });

  it("say what only a publisher can do", () => {
    expect(check().left.join("\n")).toMatch(/repository[\s\S]*vsce login/);
    expect(check({ repository: "https://example.org/x" }).left.join("\n")).not.toMatch(/repository/);
  });

  it.each([
    [{ version: "1.0" }, {}, /form 1\.2\.3/],
    [{ publisher: undefined }, {}, /no publisher/],
    [{ categories: ["Magic"] }, {}, /no category Magic/],
    [{ keywords: Array(31).fill("x") }, {}, /30 keywords/],
    [{ galleryBanner: { color: "blue" } }, {}, /galleryBanner/],
    [{ version: "9.9.9" }, {}, /does not speak of 9\.9\.9/],
    [{}, { [icon]: "<svg/>" }, /no PNG/],
    [{}, { "README.md": "![x](logo.svg)" }, /SVG images/],
    [{}, { "README.md": "![x](gone.png)" }, /do not exist: gone\.png/],
    [{}, { "SUPPORT.md": " " }, /SUPPORT\.md is missing/],
  ])("refuse %j %j", (over, texts, problem) => {
    expect(check(over, texts).problems.join("\n")).toMatch(problem);
  });

  it("refuse a package that is too large", () => {
    expect(check({}, {}, 4_000_000).problems.join()).toMatch(/4000000 bytes/);
  });
});
