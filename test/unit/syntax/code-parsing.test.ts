import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { CodeLanguage } from "../../../src/syntax/grammars.ts";
import { CodeLimitError, parseCode } from "../../../src/syntax/parsed.ts";
import { findWasmFolder } from "../../../src/syntax/wasm-folder.ts";

describe("finding the wasm files", () => {
  it("finds them when run from source", () => {
    const folder = findWasmFolder(pathToFileURL(join(process.cwd(), "src/syntax/grammars.ts")).href);
    expect(existsSync(join(folder, "tree-sitter-python.wasm"))).toBe(true);
  });

  it("finds them beside the entry points of a bundle, from a shared chunk", () => {
    const bundle = mkdtempSync(join(tmpdir(), "autosafe-bundle-"));
    mkdirSync(join(bundle, "dist", "wasm"), { recursive: true });
    writeFileSync(join(bundle, "dist", "wasm", "tree-sitter.wasm"), "");
    for (const file of ["cli.js", "chunks/parsed-ABC123.js"]) {
      expect(findWasmFolder(pathToFileURL(join(bundle, "dist", file)).href)).toBe(
        join(bundle, "dist", "wasm"),
      );
    }
    rmSync(bundle, { recursive: true });
  });

  it("says so when they are nowhere", () => {
    expect(() => findWasmFolder("file:///nowhere/at/all/chunk.js")).toThrow(/parser files .* missing/);
  });
});

describe("positions", () => {
  it.each<[CodeLanguage, string]>([
    ["javascript", 'const a = "日本😀"; f(a)'],
    ["typescript", 'const a = "日本😀"; f(a)'],
    ["tsx", 'const a = "日本😀"; f(a)'],
    ["python", 'aa = "日本😀";     f(a)'],
  ])("counts UTF-16 code units after CJK and emoji in %s", async (language, text) => {
    const document = await parseCode(language, text);
    const [call] = document.nodes(language === "python" ? "call" : "call_expression");
    expect(call && document.textOf(call)).toBe("f(a)");
    expect(call && document.rangeOf(call)).toEqual({
      startLine: 0,
      startColumn: text.indexOf("f(a)"),
      endLine: 0,
      endColumn: text.length,
    });
  });

  it("agrees with editors on \\r\\n and on a lone \\r", async () => {
    const document = await parseCode("python", "a = 1\r\nb = 2\rf(x)");
    const [call] = document.nodes("call");
    expect(call && document.rangeOf(call).startLine).toBe(2);
  });

  it("is right after a byte order mark", async () => {
    const document = await parseCode("python", "\ufefff(x)");
    const [call] = document.nodes("call");
    expect(call && document.rangeOf(call).startColumn).toBe(1);
  });
});

describe("hostile text", () => {
  it.each<[CodeLanguage, string, string]>([
    ["javascript", "nesting", "f([".repeat(50_000) + "])".repeat(50_000)],
    ["typescript", "open brackets", "({[".repeat(50_000)],
    ["python", "nesting", "f([".repeat(50_000) + "])".repeat(50_000)],
    ["python", "closing brackets", ")(".repeat(50_000)],
    ["javascript", "a long sum", `x = ${"'a'+".repeat(100_000)}'a'`],
    ["javascript", "NUL bytes", "\0".repeat(100_000)],
    ["javascript", "a lone surrogate", 'f("\ud800")'],
    ["python", "an endless string", `x = "${"y".repeat(1_000_000)}`],
  ])("parses or refuses %s: %s", async (language, _what, text) => {
    try {
      const document = await parseCode(language, text);
      for (const declarator of document
        .nodes("variable_declarator", "assignment", "call", "call_expression")
        .slice(0, 100)) {
        document.values.text(declarator);
        document.values.members(declarator);
      }
      document.names.lookup("x", document.root);
    } catch (error) {
      expect(error).toBeInstanceOf(CodeLimitError);
    }
  });

  it("refuses text over the limit with a sentence", async () => {
    await expect(parseCode("javascript", "x".repeat(101), { maxLength: 100 })).rejects.toThrow(
      "The file has 101 characters; program text over 100 characters is not parsed.",
    );
  });

  it("stops a parse that takes too long and parses the next file as usual", async () => {
    const slow = "x={a:1,b:'s',c:[1,2,3]};f(x);".repeat(20_000);
    await expect(parseCode("javascript", slow, { maxMilliseconds: 1 })).rejects.toThrow(/took longer/);
    const document = await parseCode("javascript", "f(1)");
    expect(document.nodes("call_expression")).toHaveLength(1);
  });

  it("keeps what is readable around a syntax error", async () => {
    const document = await parseCode("python", "def broken(:\n  x ==\n\nmcp = FastMCP('a')\n");
    expect(document.nodes("call").map(document.textOf)).toContain("FastMCP('a')");
  });
});
