import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { SourceRange } from "../../../src/ots/tool.ts";
import { discoverInText } from "../../../src/tools/discover.ts";

/** What a fixture claims on purpose; that it is reported has a test of its own. */
const contradiction = / claims \w+Hint: /;

const fixtures = join(process.cwd(), "test", "fixtures", "tools");
const code = /\.(py|ts|tsx|js|mjs|cjs)$/;

/** The text of a range, to show in the golden file what "reveal" would select. */
function slice(text: string, { startLine, startColumn, endLine, endColumn }: SourceRange): string {
  const lines = text.split("\n").slice(startLine, endLine + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? startColumn : 0, index === last ? endColumn : undefined))
    .join("\n");
}

async function found(file: string): Promise<{ tools: unknown[]; problems: { message: string }[] }> {
  const text = readFileSync(file, "utf8");
  const { tools, problems } = await discoverInText(
    { file: file.slice(fixtures.length + 1), text },
    builtinThreatModel,
  );
  return {
    problems,
    tools: tools.map(({ id: _id, capabilities: _labels, inTests: _inTests, source, approval, ...tool }) => {
      const { range: at, ...stated } = approval ?? {};
      return {
        ...tool,
        ...(approval === undefined ? {} : { approval: { ...stated, text: at && slice(text, at) } }),
        lines: `${source.range.startLine + 1}-${source.range.endLine + 1}`,
        nameAt: `${source.nameRange.startLine + 1}: ${slice(text, source.nameRange)}`,
      };
    }),
  };
}

const folders = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const files = folders.flatMap(({ name }) =>
  readdirSync(join(fixtures, name))
    .filter((file) => code.test(file))
    .map((file) => [`${name}/${file}`] as const),
);

describe("tools in program text", () => {
  it.each(files.filter(([file]) => !file.startsWith("look-alikes/")))("%s", async (file) => {
    const result = await found(join(fixtures, file));
    expect(result.problems.filter(({ message }) => !contradiction.test(message))).toEqual([]);
    await expect(`${JSON.stringify(result.tools, null, 2)}\n`).toMatchFileSnapshot(
      join(fixtures, `${file}.expected.json`),
    );
  });

  it.each(files.filter(([file]) => file.startsWith("look-alikes/")))("finds nothing in %s", async (file) => {
    expect(await found(join(fixtures, file))).toEqual({ tools: [], problems: [] });
  });
});
