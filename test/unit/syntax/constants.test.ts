// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are program text
import { describe, expect, it } from "vitest";
import type { CodeLanguage } from "../../../src/syntax/grammars.ts";
import { type CodeDocument, parseCode } from "../../../src/syntax/parsed.ts";
import { staticJson } from "../../../src/syntax/static-json.ts";
import { field } from "../../../src/syntax/tree.ts";

/** Parses `setup` and an assignment to `it`, and hands over the assigned expression. */
async function withValue<Result>(
  language: CodeLanguage,
  setup: string,
  expression: string,
  read: (document: CodeDocument, node: NonNullable<ReturnType<typeof field>>) => Result,
): Promise<Result> {
  const keyword = language === "python" ? "it" : "const it";
  const document = await parseCode(language, `${setup}\n${keyword} = ${expression}\n`);
  const last = document.nodes("assignment", "variable_declarator").at(-1);
  const node = last && (field(last, "right") ?? field(last, "value"));
  if (node === undefined) {
    throw new Error("no expression");
  }
  const result = read(document, node);
  return result;
}

const string = (document: CodeDocument, node: Parameters<CodeDocument["textOf"]>[0]) =>
  document.values.string(node);
const text = (document: CodeDocument, node: Parameters<CodeDocument["textOf"]>[0]) =>
  document.values.text(node);

describe("static text in Python", () => {
  it.each([
    ["", "'a' \"b\" '''c'''", "abc"],
    ["", "('a'\n 'b')", "ab"],
    ["A = 'x'", "A + '-' + A", "x-x"],
    ["A: str = 'x'", "f'{A}_y{{}}'", "x_y{}"],
    ["class N:\n  READ = 'read'", "N.READ", "read"],
    ["class N(str, Enum):\n  READ = 'read'", "N.READ.value", "read"],
    ["", "'\\x41\\u00e9\\U0001F600\\101\\q\\\n!'", "Aé😀A\\q!"],
    ["", "r'\\n'", "\\n"],
    ["", "dedent('''\n    a\n      b\n    ''')", "a\n  b"],
    ["", "'  a '.strip()", "a"],
    ["", "', '.join(['a', 'b'])", "a, b"],
  ])("%s %s", async (setup, expression, expected) => {
    expect(await withValue("python", setup, expression, string)).toBe(expected);
  });

  it.each([
    ["A = 'x'\nA = 'y'", "A"],
    ["", "f'{name}'"],
    ["def f(A='x'):\n  pass", "A"],
    ["", "b'bytes'"],
    ["", "1 + 2"],
    ["A = A", "A"],
    ["for A in range(3): pass", "A"],
    ["A = 'x'\nA += 'y'", "A"],
  ])("knows nothing of %s %s", async (setup, expression) => {
    expect(await withValue("python", setup, expression, string)).toBeUndefined();
  });

  it("marks the parts it does not know", async () => {
    expect(await withValue("python", "", "f'Search {engine} and ' + more", text)).toEqual({
      text: "Search … and …",
      complete: false,
    });
  });
});

describe("static text in JavaScript and TypeScript", () => {
  it.each<[CodeLanguage, string, string, string]>([
    ["javascript", "", "'a' + \"b\" + `c`", "abc"],
    ["javascript", "const A = 'x'", "`${A}-${A}`", "x-x"],
    ["javascript", "const N = { read: 'r', ['a' + 'b']: 'c' }", "N.read + N['ab']", "rc"],
    ["javascript", "var N; (function (N) { N['READ'] = 'read' })(N || (N = {}))", "N.READ", "read"],
    ["javascript", "class N { static READ = 'read' }", "N.READ", "read"],
    ["javascript", "const { a: b } = { a: 'x' }", "b", "x"],
    ["javascript", "", "'\\x41\\u00e9\\u{1F600}\\'\\\n!'", "Aé😀'!"],
    ["javascript", "", "['a', 'b'].join('\\n')", "a\nb"],
    ["javascript", "", "dedent`\n    a\n      b`", "a\n  b"],
    ["javascript", "const N = Object.freeze({ read: 'r' })", "N.read", "r"],
    ["typescript", "enum N { Read = 'read' }", "N.Read", "read"],
    ["typescript", "const A = 'x' as const", "(A satisfies string)!", "x"],
  ])("%s: %s %s", async (language, setup, expression, expected) => {
    expect(await withValue(language, setup, expression, string)).toBe(expected);
  });

  it.each([
    ["let A = 'x'; A = 'y'", "A"],
    ["const N = { a: 'x' }; N.a = f()", "N.a"],
    ["", "`${name}`"],
    ["function f(A = 'x') {}", "A"],
    ["const A = B, B = A", "A"],
    ["", "sql`select`"],
  ])("knows nothing of %s %s", async (setup, expression) => {
    expect(await withValue("javascript", setup, expression, string)).toBeUndefined();
  });
});

describe("static JSON", () => {
  it("reads literals, constants and spreads and names what it left out", async () => {
    const reasons = new Set<string>();
    const setup = "const base = { a: 1, b: [true, null, -2.5] }; const { x } = unknown;";
    const expression = "{ ...base, a: 2, 'c-d': `e`, f: [1, x], ...unknown, __proto__: { g: 1 } }";
    const json = await withValue("javascript", setup, expression, (document, node) =>
      staticJson(document, node, reasons),
    );
    expect(JSON.stringify(json)).toBe('{"a":2,"b":[true,null,-2.5],"c-d":"e","__proto__":{"g":1}}');
    expect([...reasons]).toEqual([
      "a key or spread is not static",
      "`x` is not static",
      "`[1, x]` is not static",
    ]);
  });

  it("reads dictionaries, dict() and tuples", async () => {
    const json = await withValue(
      "python",
      "B = {'b': (1, 2)}",
      "{**B, 'c': dict(d=None, e=1_000)}",
      (document, node) => staticJson(document, node, new Set()),
    );
    expect(json).toEqual({ b: [1, 2], c: { d: null, e: 1000 } });
  });

  it.each<[CodeLanguage, string, string]>([
    [
      "javascript",
      Array.from({ length: 60 }, (_, i) => `const a${i} = a${i + 1} + a${i + 1};`).join(""),
      "a0",
    ],
    [
      "javascript",
      Array.from({ length: 60 }, (_, i) => `const a${i} = {...a${i + 1}, ...a${i + 1}};`).join(""),
      "a0",
    ],
    ["python", Array.from({ length: 60 }, (_, i) => `a${i} = a${i + 1} + a${i + 1}`).join("\n"), "a0"],
    ["python", Array.from({ length: 60 }, (_, i) => `a${i} = {**a${i + 1}, **a${i + 1}}`).join("\n"), "a0"],
    ["python", "", "[".repeat(5_000) + "]".repeat(5_000)],
  ])("gives up on work that doubles with every line (%s)", async (language, setup, expression) => {
    const reasons = new Set<string>();
    await withValue(language, setup, expression, (document, node) => staticJson(document, node, reasons));
    expect(reasons.size).toBeGreaterThan(0);
  });
});
