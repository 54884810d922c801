import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CodeDocument } from "../../../src/syntax/code-document.ts";
import type { CodeLanguage } from "../../../src/syntax/grammars.ts";
import { parseCode } from "../../../src/syntax/parsed.ts";
import { noFiles } from "../../../src/syntax/source-host.ts";
import { createSourceProject } from "../../../src/syntax/source-project.ts";

const rules = join(import.meta.dirname, "..", "..", "fixtures", "rules");

/** Programs as people write them, one of each language and of some size. */
function programs(): { language: CodeLanguage; text: string }[] {
  const files = readdirSync(rules, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const languages: Record<string, CodeLanguage> = {
    py: "python",
    ts: "typescript",
    tsx: "tsx",
    js: "javascript",
  };
  return Object.entries(languages).flatMap(([ending, language]) =>
    files
      .filter(({ name, parentPath }) => name.endsWith(`.${ending}`) && !parentPath.includes("hostile"))
      .slice(0, 8)
      .map(({ name, parentPath }) => ({ language, text: readFileSync(join(parentPath, name), "utf8") })),
  );
}

/** Every node with its place and its role, in order. */
function described({ root }: CodeDocument): string[] {
  const { grammar, rows } = root.tree;
  return [...rows.kinds].map((kind, row) => {
    const field = grammar.fieldNames[rows.fields[row] ?? 0] ?? "";
    const links = `${rows.parents[row]} ${rows.afters[row]}`;
    return `${grammar.types[kind]} ${rows.starts[row]} ${rows.ends[row]} ${field} ${links}`;
  });
}

test("a text that is edited again and again is parsed as a new one is", async () => {
  const project = createSourceProject(noFiles);
  let compared = 0;
  for (const { language, text } of programs()) {
    const lines = text.split("\n");
    // Each line twice, each left out, umlauts and emoji in, and back: what people do, one step after the other.
    const steps = lines.flatMap((line, index) => [
      lines.toSpliced(index, 0, line).join("\n"),
      lines.toSpliced(index, 1).join("\n"),
      lines.toSpliced(index, 1, line.replace(/[a-z]+/, "für_$&"), "").join("\n"),
    ]);
    for (const step of [text, ...steps.filter((_, index) => index % 4 === 0), text]) {
      const open = await project.open({ file: `edited-${language}`, text: step, language });
      const fresh = await parseCode(language, step);
      if (!fresh.root.hasError) {
        compared++;
        expect(described(open)).toEqual(described(fresh));
      }
      expect(open.text).toBe(step);
    }
  }
  project.clear();
  expect(compared).toBeGreaterThan(100);
});

test("other languages do not take the tree of an earlier text, whose nodes stay as they were", async () => {
  const project = createSourceProject(noFiles);
  const first = await project.open({ file: "a", text: "x = 1\ny = 2\n", language: "python" });
  const before = described(first);
  await project.open({ file: "a", text: "x = 1\nz = 3\ny = 2\n", language: "python" });
  expect(described(first)).toEqual(before);
  const third = await project.open({ file: "a", text: "const x = 1;\n", language: "typescript" });
  expect(third.root.hasError).toBe(false);
  project.clear();
});
