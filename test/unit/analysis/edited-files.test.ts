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

/** One unsafe program of every rule that has any. */
const programs = readdirSync(fixtures).flatMap((rule) => {
  const [file] = readdirSync(join(fixtures, rule), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:py|tsx?|js)$/.test(entry.name))
    .filter(({ parentPath }) => !parentPath.includes("hostile"));
  return file === undefined
    ? []
    : [{ file: file.name, text: readFileSync(join(file.parentPath, file.name), "utf8") }];
});

async function resultOf(analysis: Analysis): Promise<unknown> {
  const { findings, discovery, problems } = analysis;
  const result = structuredClone({ findings, tools: discovery.tools, problems });
  analysis.dispose();
  return result;
}

/** A line doubled, left out, put elsewhere, or something typed into it. */
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom("double", "remove", "move", "type" as const),
    at: fc.nat(),
    to: fc.nat(),
    typed: fc.constantFrom("x", " ", "(", '"', "# ", "für_", "\n", "    "),
  }),
  { minLength: 1, maxLength: 3 },
);

type Edit = typeof edits extends fc.Arbitrary<(infer One)[]> ? One : never;

function edited(text: string, { kind, at, to, typed }: Edit): string {
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
        now = change === undefined ? now : edited(now, change);
        const source = { file, text: now };
        const parsing = createParsing(source, project);
        const typed = await resultOf(await analyzeText(source, { model, rules, parsing }));
        expect(typed).toEqual(await resultOf(await analyzeText(source, { model, rules })));
      }
      project.clear();
    }),
    { numRuns: 40 },
  );
});
