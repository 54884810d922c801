import { expect, test } from "vitest";
import { withoutComments } from "../../../src/tools/without-comments.ts";

test("comments of whole lines are left out of scripts", () => {
  const text =
    'a();\n  // fetch(url)\nb(); // stays\n/** eval(x)\n * fetch */\n  /* one */ c();\nconst d = "/* e */";\n';
  expect(withoutComments(text)).toBe('a();\n\nb(); // stays\n\n c();\nconst d = "/* e */";\n');
  expect(withoutComments("a();\n")).toBe("a();\n");
});

test("what only looks like the beginning of a comment hides no code", () => {
  const ignored = "const ignored = `\n/*.js\n`;\nfetch(url);\n/* a comment */\n";
  expect(withoutComments(ignored)).toContain("fetch(url)");
  expect(withoutComments("/* never closed\nfetch(url)")).toContain("fetch(url)");
  expect(withoutComments("/** as in `a` */\nfetch(url)")).toBe("\nfetch(url)");
});

test("texts that open comments without end are read once", () => {
  expect(withoutComments("/*\n".repeat(400_000))).toHaveLength(1_200_000);
});
