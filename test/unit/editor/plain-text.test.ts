import { describe, expect, it } from "vitest";
import { inMarkdown, oneLine, withoutIcons, withoutLinks } from "../../../src/editor/base/plain-text.ts";

describe("oneLine", () => {
  it("joins white space", () => {
    expect(oneLine("  Delete\n\tall   mail ")).toBe("Delete all mail");
  });

  it("shortens by characters, not by halves of them", () => {
    expect(oneLine("😀😀😀😀", 3)).toBe("😀😀…");
    expect(oneLine("abc", 3)).toBe("abc");
  });

  it("shows characters that hide or turn text", () => {
    expect(oneLine("pay\u202Elap\u202C")).toBe("pay\uFFFDlap\uFFFD");
    expect(oneLine("a\u200Bb\u0007c\u{E0041}d")).toBe("a\uFFFDb\uFFFDc\uFFFDd");
  });

  it("keeps joiners, which some scripts and pictures need", () => {
    expect(oneLine("👩\u200D🔬 می\u200Cخواهم")).toBe("👩\u200D🔬 می\u200Cخواهم");
  });

  it("looks at the beginning of a huge text only", () => {
    const text = oneLine("x".repeat(10_000_000), 100);
    expect(text).toHaveLength(100);
    expect(text.endsWith("…")).toBe(true);
  });
});

describe("text for the editor's own places", () => {
  it("draws no icon in a quick pick", () => {
    expect(withoutIcons("$(trash) send")).toBe("$ (trash) send");
  });

  it("makes no link in a notification", () => {
    const text = withoutLinks("failed [click](command:workbench.action.terminal.new) now");
    expect(text).not.toMatch(/\]\(/);
    expect(text).toContain("click");
  });

  it("is no markup in a tooltip", () => {
    const hostile = "**b** [x](command:y) <img src=x> `c` https://evil.example www.evil.example a@b.example";
    const escaped = inMarkdown(hostile);
    expect(escaped.replaceAll(/\\(.)/g, "$1")).toBe(hostile);
    expect(escaped).not.toMatch(/(^|[^\\])[!-/:-@[\]^_`{-~]/);
  });
});
