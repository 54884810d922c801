import { describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { discoverInSource } from "../../../src/tools/discover.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";
import { readNotebook } from "../../../src/tools/notebook-text.ts";

const cell = (source: unknown, cell_type = "code") => ({ cell_type, metadata: {}, outputs: [], source });
const notebook = (cells: unknown[], language: string | undefined = "python") =>
  JSON.stringify(
    { cells, metadata: language === undefined ? {} : { language_info: { name: language } }, nbformat: 4 },
    null,
    1,
  );

async function discover(text: string, files: Record<string, string> = {}, named = false) {
  const project = createDiscoveryProject(createMemoryHost(new Map(Object.entries(files))));
  const found = await discoverInSource({ file: "lab/book.ipynb", text }, builtinThreatModel, {
    named,
    project,
  });
  const lines = text.split("\n");
  return {
    ...found,
    places: found.tools.map(({ name, source: { file, nameRange } }) => ({
      name,
      file,
      there: lines[nameRange.startLine]?.slice(nameRange.startColumn, nameRange.endColumn),
    })),
  };
}

describe("notebooks", () => {
  it("say where they are cut off, and give what could be read", async () => {
    const whole = notebook([
      cell(["from smolagents import tool\n", "@tool\n", "def weigh(x: int) -> int:\n", "    return x\n"]),
    ]);
    const { places, problems } = await discover(whole.slice(0, whole.indexOf("return x") + 11));
    expect(places).toMatchObject([{ name: "weigh", there: "weigh" }]);
    expect(problems).toMatchObject([
      { file: "lab/book.ipynb", message: expect.stringMatching(/expected here/) },
    ]);
    expect(problems[0]?.line).toBeGreaterThan(1);
  });

  it("give the tools of their code cells, each where it stands in the file", async () => {
    const text = notebook([
      cell(["# @tool\n", "def prose(): ..."], "markdown"),
      cell(["!pip install langchain\n", "%load_ext autoreload\n", "from langchain_core.tools import tool\n"]),
      cell(["%%bash\n", "@tool\n", "def shell(): pass\n"]),
      cell([
        "%%time\n",
        "@tool\n",
        "def find_dose(drug: str) -> str:\n",
        '    """Finds \\"it\\"."""\n',
        "    return drug",
      ]),
      cell('@tool("drop_ärm\\u0041", description="é\\t")\ndef drop(path: str) -> str:\n    return path\n'),
    ]);
    const { places, tools } = await discover(text);
    expect(places).toEqual([
      { name: "find_dose", file: "lab/book.ipynb", there: "find_dose" },
      { name: "drop_ärmA", file: "lab/book.ipynb", there: expect.stringContaining("drop_ärm") },
    ]);
    expect(tools[0]?.inputSchema.properties).toEqual({ drug: { type: "string" } });
  });

  it("follow their imports from where they lie", async () => {
    const text = notebook([cell("from kit import my_tool\n\n@my_tool\ndef find(q: str): ...\n")], undefined);
    const files = { "lab/kit.py": "from langchain_core.tools import tool as my_tool\n" };
    expect((await discover(text, files)).places.map(({ name }) => name)).toEqual(["find"]);
  });

  it("are read in the language of their kernel, or said not to be", async () => {
    const script = `import { tool } from "@openai/agents";\nconst a = tool({ name: "ping", description: "Pings.", parameters: {}, execute: async () => "" });`;
    expect((await discover(notebook([cell(script)], "typescript"))).places.map(({ name }) => name)).toEqual([
      "ping",
    ]);
    const other = await discover(notebook([cell("x <- 1")], "R"), {}, true);
    expect(other.problems).toEqual([
      { file: "lab/book.ipynb", line: 1, message: "a notebook in r; its cells are not read" },
    ]);
  });

  it.each([
    "",
    "{",
    "[]",
    '{"cells": 3}',
    '{"cells": [{"cell_type": "code", "source": [1, {"a": 2}]}, null, 4]}',
  ])("that are none do no harm: %s", async (text) => {
    expect((await discover(text)).tools).toEqual([]);
  });

  it("lead from the file back to the cell, through escapes and magic", () => {
    const text = notebook([
      cell("prose", "markdown"),
      cell(["%pip install x\n", 'a = "\u00e4\\n"\n', "b = 2"]),
      cell("c = 3\nd = 4"),
    ]);
    const read = readNotebook(text);
    if ("problem" in read) {
      throw new Error(read.problem);
    }
    expect(read.cells).toEqual([
      { index: 1, firstLine: 0 },
      { index: 2, firstLine: 3 },
    ]);
    const lines = read.text.split("\n");
    for (const [line, code] of lines.entries()) {
      for (let column = 0; column < code.length; column++) {
        const range = { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 };
        expect(read.programRangeOf(read.rangeOf(range))).toEqual(range);
      }
    }
    expect(lines.slice(0, 5)).toEqual(["#pip install x", 'a = "ä\\n"', "b = 2", "c = 3", "d = 4"]);
    const nowhere = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 1 };
    expect(read.programRangeOf(nowhere)).toEqual({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 });
  });

  it("say what is not read of them: cells beyond many, and an older form", async () => {
    const cells = Array.from({ length: 5_002 }, (_, index) => cell(`x = ${index}`));
    const { problems } = await discover(notebook(cells));
    expect(problems).toMatchObject([{ message: expect.stringMatching(/more than 5000 cells/) }]);
    expect(problems[0]?.line).toBeGreaterThan(5_000);
    const older = await discover('{"nbformat": 3, "worksheets": [{"cells": []}]}', {}, true);
    expect(older.problems).toMatchObject([{ message: expect.stringMatching(/nbformat 3.*nbconvert/) }]);
  });
});
