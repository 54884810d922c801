import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { publishChecks } from "../../../scripts/lib/publish-checks.mjs";
import { audit, licenseProblems, shippedPackages } from "../../../scripts/lib/shipped.mjs";
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

describe("what ships", () => {
  const line = "-".repeat(80);
  const listed = (text: string) => shippedPackages(`Ours.\n\n${line}\n${text}`);

  it("is listed by name, version and licence", () => {
    expect(
      listed(`@a/b 1.2.3 (MIT) https://a\n\ntext (of) it\n${line}\nc 0.1.0 ((MIT OR GPL-3.0))\n`),
    ).toEqual([
      { name: "@a/b", version: "1.2.3", license: "MIT" },
      { name: "c", version: "0.1.0", license: "MIT OR GPL-3.0" },
    ]);
  });

  it("may be passed on, or is refused by name", () => {
    expect(licenseProblems(listed(`a 1.0.0 (MIT)\n${line}\nb 1.0.0 (MIT OR GPL-3.0)`))).toEqual([]);
    expect(licenseProblems(listed(`a 1.0.0 (GPL-3.0)\n${line}\nb 1.0.0 (see below)`)).join("\n")).toMatch(
      /^a 1\.0\.0 ships under GPL-3\.0.*\nb 1\.0\.0/,
    );
  });

  it("is refused when there is an advisory, and says so when nobody answers", async () => {
    const answer = (output: string) => audit(async () => ({ code: 1, output }));
    const found = { vulnerabilities: { x: { name: "x", severity: "high", range: "<2" } } };
    expect((await answer(JSON.stringify(found))).problems).toEqual([expect.stringMatching(/^x <2 .* high/)]);
    expect(await answer('{"vulnerabilities":{}}')).toEqual({ problems: [], left: [] });
    expect((await answer('{"message":"405 Method Not Allowed"}')).left).toEqual([
      expect.stringMatching(/405/),
    ]);
    expect((await answer("")).left).toHaveLength(1);
  });
});
