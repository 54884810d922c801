import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { SourceRange } from "../../../src/ots/tool.ts";
import { discoverInText } from "../../../src/tools/discover.ts";

/** What a fixture claims on purpose; that it is reported has a test of its own. */
const contradiction = / claims \w+Hint: /;

const fixtures = join(process.cwd(), "test", "fixtures", "tools-data");

/** The text of a range, to show in the golden file what "reveal" would select. */
function slice(text: string, { startLine, startColumn, endLine, endColumn }: SourceRange): string {
  const lines = text.split("\n").slice(startLine, endLine + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? startColumn : 0, index === last ? endColumn : undefined))
    .join("\n");
}

async function found(file: string) {
  const text = readFileSync(join(fixtures, file), "utf8");
  const { tools, problems } = await discoverInText({ file, text }, builtinThreatModel);
  return {
    problems,
    tools: tools.map(({ id: _id, capabilities: _labels, inTests: _inTests, source, approval, ...tool }) => {
      const { range: at, ...stated } = approval ?? {};
      const whole = slice(text, source.range);
      return {
        ...tool,
        ...(approval === undefined ? {} : { approval: { ...stated, text: at && slice(text, at) } }),
        text: `${whole.slice(0, 24)} … ${whole.slice(-12)}`,
        nameAt: `${source.nameRange.startLine + 1}: ${slice(text, source.nameRange)}`,
      };
    }),
  };
}

const files = readdirSync(fixtures, { withFileTypes: true }).flatMap(({ name }) =>
  readdirSync(join(fixtures, name))
    .filter((file) => !file.endsWith(".expected.json"))
    .map((file) => [`${name}/${file}`] as const),
);
const good = files.filter(([file]) => !/^(?:look-alikes|broken)\//.test(file));

describe("tools in JSON and YAML", () => {
  it.each(good)("%s", async (file) => {
    const result = await found(file);
    expect(result.problems.filter(({ message }) => !contradiction.test(message))).toEqual([]);
    await expect(`${JSON.stringify(result.tools, null, 2)}\n`).toMatchFileSnapshot(
      join(fixtures, `${file}.expected.json`),
    );
  });

  it.each(files.filter(([file]) => file.startsWith("look-alikes/")))("finds nothing in %s", async (file) => {
    expect(await found(file)).toEqual({ tools: [], problems: [] });
  });

  it("finds what stands before a syntax error, and tells of it", async () => {
    const { tools, problems } = await found("broken/cut-off.json");
    expect(tools.map((tool) => tool.name)).toEqual(["read_file", "write_file"]);
    expect(problems[0]).toMatchObject({ file: "broken/cut-off.json", line: 5, column: 1 });
  });

  it("says nothing of a syntax error in a file that is not about tools", async () => {
    expect(await found("broken/not-about-tools.json")).toEqual({ tools: [], problems: [] });
  });
});
