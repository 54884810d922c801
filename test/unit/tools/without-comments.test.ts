import { expect, test } from "vitest";
import { withoutComments } from "../../../src/tools/without-comments.ts";

test("comments of whole lines are left out of scripts", () => {
  const text =
    'a();\n  // fetch(url)\nb(); // stays\n/** eval(x)\n * fetch */\n  /* one */ c();\nconst d = "/* e */";\n';
  expect(withoutComments("typescript", text)).toBe('a();\n\nb(); // stays\n\n c();\nconst d = "/* e */";\n');
  expect(withoutComments("javascript", "a();\n")).toBe("a();\n");
});

test("what only looks like the beginning of a comment hides no code", () => {
  const ignored = "const ignored = `\n/*.js\n`;\nfetch(url);\n/* a comment */\n";
  expect(withoutComments("javascript", ignored)).toContain("fetch(url)");
  expect(withoutComments("javascript", "/* never closed\nfetch(url)")).toContain("fetch(url)");
  expect(withoutComments("javascript", "/** as in `a` */\nfetch(url)")).toBe("\nfetch(url)");
});

test("comments of whole lines and docstrings are left out of Python", () => {
  const text =
    "# eval\ndef read(\n    a: int,\n) -> str:\n    \"\"\"Runs eval.\n\n    exec\"\"\"\n    return a  # stays\n\nclass A:\n    r'''eval'''\n    b = 1\n";
  expect(withoutComments("python", text)).toBe(
    "\ndef read(\n    a: int,\n) -> str:\n\n    return a  # stays\n\nclass A:\n\n    b = 1\n",
  );
});

test.each([
  ['PROMPT = """\ndef f():\n    """\nexec(code)\nx = """\n"""\n'],
  ['def f():\n    """{}""".format(exec(code))\n    exec(code)\n'],
  ['def f():\n    """never closed\n    exec(code)\n'],
  ['if a:\n    """a text"""\n    exec(code)\n'],
  ['def f(): \n    x = """a:\n    """\n    exec(code)\n    y = """b"""\n'],
])("what is no docstring for certain hides no code of Python: %j", (text) => {
  expect(withoutComments("python", text)).toContain("exec(code)");
});

test("texts that open comments without end are read once", () => {
  expect(withoutComments("javascript", "/*\n".repeat(400_000))).toHaveLength(1_200_000);
  expect(withoutComments("python", '    """\n'.repeat(100_001))).toHaveLength(800_008);
  const open = `${"def f():\n    '''\n".repeat(50_000)}`;
  expect(withoutComments("python", open).length).toBeLessThanOrEqual(open.length);
});
