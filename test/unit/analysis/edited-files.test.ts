import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Analysis, analyzeText } from "../../../src/analysis/analyze.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { noFiles } from "../../../src/syntax/source-host.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";
import { createParsing } from "../../../src/tools/parsing.ts";

const fixtures = join(import.meta.dirname, "..", "..", "fixtures", "rules");

const languages = ["python", "script"] as const;

/** One unsafe program of every rule that has any, in each language it is about. */
const programs = readdirSync(fixtures).flatMap((rule) => {
  const files = readdirSync(join(fixtures, rule), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:py|tsx?|js)$/.test(entry.name))
    .filter(({ parentPath }) => !parentPath.includes("hostile"));
  return languages.flatMap((language) => {
    const file = files.find(({ name }) => name.endsWith(".py") === (language === "python"));
    return file === undefined
      ? []
      : [{ file: file.name, text: readFileSync(join(file.parentPath, file.name), "utf8") }];
  });
});

async function resultOf(analysis: Analysis): Promise<unknown> {
  const { findings, discovery, problems } = analysis;
  const result = structuredClone({ findings, tools: discovery.tools, problems });
  analysis.dispose();
  return result;
}

const kinds = ["double", "remove", "move", "type", "import", "constant", "call", "again"] as const;

/**
 * A line doubled, left out, put elsewhere, or something typed into it; another module imported, another text or number, another
 * function called; and the text as it was at first.
 */
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(),
    to: fc.nat(),
    typed: fc.constantFrom("x", " ", "(", '"', "# ", "für_", "\n", "    "),
  }),
  { minLength: 1, maxLength: 6 },
);

type Edit = typeof edits extends fc.Arbitrary<(infer One)[]> ? One : never;

/** Replaces one of the places where a pattern matches, if there is any. */
function replaced(text: string, pattern: RegExp, index: number, replacement: string): string {
  const found = [...text.matchAll(pattern)];
  const match = found[index % Math.max(1, found.length)];
  return match === undefined
    ? text
    : text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length);
}

function edited(first: string, text: string, { kind, at, to, typed }: Edit): string {
  const lines = text.split("\n");
  const index = at % lines.length;
  const line = lines[index] ?? "";
  switch (kind) {
    case "double":
      return lines.toSpliced(index, 0, line).join("\n");
    case "remove":
      return lines.toSpliced(index, 1).join("\n");
    case "move":
      return lines
        .toSpliced(index, 1)
        .toSpliced(to % lines.length, 0, line)
        .join("\n");
    case "import":
      return replaced(text, /(?<=^from |^import |from ["'])[\w./@-]+/gm, at, to % 2 === 0 ? "other" : "os");
    case "constant":
      return replaced(text, /"[^"\n]*"|\b\d+\b/g, at, to % 2 === 0 ? '"https://example.com"' : "7");
    case "call":
      return replaced(text, /\b\w+(?=\()/g, at, /\b\w+(?=\()/.exec(text.slice(to % text.length))?.[0] ?? "f");
    case "again":
      return first;
    default: {
      const column = to % (line.length + 1);
      return lines.toSpliced(index, 1, line.slice(0, column) + typed + line.slice(column)).join("\n");
    }
  }
}

test("a file that is typed in is found to be what the same text is at first sight", async () => {
  const steps = fc.tuple(fc.constantFrom(...programs), edits);
  await fc.assert(
    fc.asyncProperty(steps, async ([{ file, text }, changes]) => {
      const project = createDiscoveryProject(noFiles);
      let now = text;
      for (const change of [undefined, ...changes]) {
        now = change === undefined ? now : edited(text, now, change);
        const source = { file, text: now };
        const parsing = createParsing(source, project);
        const typed = await resultOf(await analyzeText(source, { model, rules, parsing }));
        expect(typed).toEqual(await resultOf(await analyzeText(source, { model, rules })));
      }
      project.clear();
    }),
    { numRuns: 60 },
  );
});
