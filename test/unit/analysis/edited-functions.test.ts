import fc from "fast-check";
import { expect, test } from "vitest";
import { type Analysis, analyzeText } from "../../../src/analysis/analyze.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { createMemoryHost } from "../../../src/syntax/memory-host.ts";
import { createSourceProject, type SourceProject } from "../../../src/syntax/source-project.ts";
import { unchangedIn } from "../../../src/syntax/unchanged.ts";
import { createDiscoveryProject } from "../../../src/tools/discovery-project.ts";
import { createParsing } from "../../../src/tools/parsing.ts";

/** A server whose tools share helpers of its own and of another file. */
const server = `import os
import subprocess
from pathlib import Path
from mcp.server.fastmcp import FastMCP
from helper import checked, run_it

mcp = FastMCP("notes")
ROOT = Path("notes")


def inside(name):
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT):
        raise ValueError(name)
    return path


def anywhere(name):
    return ROOT / name


@mcp.tool()
def read_note(name: str) -> str:
    """Reads a note."""
    return inside(name).read_text()


@mcp.tool()
def read_draft(name: str) -> str:
    """Reads a draft."""
    return anywhere(name).read_text()


@mcp.tool()
def run(command: str) -> str:
    """Runs a command."""
    return run_it(checked(command))


@mcp.tool()
def list_files(folder: str) -> str:
    """Lists a folder."""
    return subprocess.run("ls " + folder, shell=True, capture_output=True).stdout


@mcp.tool()
def token() -> str:
    """Tells the token."""
    return os.environ["API_TOKEN"]


@mcp.tool()
def delete_note(name: str) -> str:
    """Deletes a note."""
    anywhere(name).unlink()
    return "gone"
`;
const helper = `import os
import shlex


def checked(text):
    return shlex.quote(text)


def run_it(text):
    return os.popen("cat " + text).read()
`;
const swaps = [
  ["inside(name)", "anywhere(name)"],
  ["anywhere(name)", "inside(name)"],
  ["    return ROOT / name", "    return ROOT / os.path.basename(name)"],
  ["return path\n", "return ROOT / name\n"],
  ["run_it(checked(command))", "run_it(command)"],
  ["def anywhere", "def inside"],
  ['Path("notes")', 'Path("/")'],
  ['"""Reads a note."""', '"""Reads a note, or a draft."""'],
  ["shell=True, ", ""],
  ["@mcp.tool()\ndef run", "def run"],
  ["def token() -> str:\n", "def token() -> str:\n    global ROOT\n    ROOT = Path('/')\n"],
  ["import os\n", "import os\n\n\ndef extra(name):\n    return ROOT / name\n"],
  ["return shlex.quote(text)", "return text"],
  ["def checked", "from server import anywhere\n\n\ndef checked"],
  ['os.popen("cat " + text)', "open(text)"],
] as const;

const step = fc.record({
  file: fc.constantFrom("server.py", "helper.py"),
  swap: fc.constantFrom(...swaps),
  back: fc.boolean(),
  told: fc.boolean(),
});

async function resultOf(analysis: Analysis): Promise<unknown> {
  const { findings, discovery, problems } = analysis;
  const fixes = findings.map((finding) => analysis.fixesOf(finding));
  const result = structuredClone({ findings, fixes, tools: discovery.tools, problems });
  analysis.dispose();
  return result;
}

test("functions that an edit leaves alone are found to be what they are at first sight, whatever else was edited", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const files = new Map([
        ["server.py", server],
        ["helper.py", helper],
      ]);
      const project = createDiscoveryProject(createMemoryHost(files));
      for (const { file, swap, back, told } of [undefined, ...steps].map((one) => one ?? first)) {
        const [from, to] = back ? [swap[1], swap[0]] : swap;
        const text = files.get(file) ?? "";
        files.set(file, from === "" ? text : text.replace(from, () => to));
        // The editor tells of every change; what is open is opened anew without a word.
        if (file === "helper.py" || told) {
          project.changed(file);
        }
        const source = { file: "server.py", text: files.get("server.py") ?? "" };
        const typed = await analyzeText(source, { model, rules, parsing: createParsing(source, project) });
        const fresh = createParsing(source, createDiscoveryProject(createMemoryHost(files)));
        expect(await resultOf(typed)).toEqual(
          await resultOf(await analyzeText(source, { model, rules, parsing: fresh })),
        );
      }
      project.clear();
    }),
    { numRuns: 12 },
  );
});

const first = { file: "server.py", swap: ["", ""], back: false, told: false } as const;

/** Which functions of an edited text are taken for what they were. */
async function kept(
  before: string,
  after: string,
  between?: (project: SourceProject) => void | Promise<void>,
) {
  const files = new Map([
    ["helper.py", "from server import a\n"],
    ["server.py", before],
  ]);
  const project = createSourceProject(createMemoryHost(files));
  const open = (text: string) => project.open({ file: "server.py", text, language: "python" });
  const was = await open(before);
  was.names.module({ module: "helper", path: ["x"] });
  project.forget("server.py");
  await between?.(project);
  const document = await open(after);
  const unchanged = unchangedIn(document);
  return document.nodes("function_definition").flatMap((node) => {
    const start = unchanged?.functionBefore(node.startIndex);
    return start === undefined
      ? []
      : [`${node.childForFieldName("name")?.text} ${was.text.slice(start, start + 5)}`];
  });
}

const three = "X = 1\ndef a():\n    return 1\ndef b():\n    return a()\ndef c():\n    return X\n";

test("a function is the same while neither it nor what it names was edited", async () => {
  expect(await kept(three, three.replace("1\ndef b", "12\ndef b"))).toEqual(["c def c"]);
  expect(await kept(three, three.replace("return a()", "return a(2)"))).toEqual(["a def a", "c def c"]);
  expect(await kept(three, `${three}# end\n`)).toEqual(["a def a", "b def b", "c def c"]);
});

test("nothing is the same when anything but a function was edited, or one that others may see through", async () => {
  expect(await kept(three, three.replace("X = 1", "X = 2"))).toEqual([]);
  expect(await kept(`${three}Y = a\n`, `${three}Y = a\n`.replace("1\ndef b", "12\ndef b"))).toEqual([]);
  expect(await kept(three, three.replace("return 1", "global X"))).toEqual([]);
  expect(await kept(three, three.replace("return 1", "return ("))).toEqual([]);
});

test("nothing is the same when a file it has to do with has changed or looks back at it", async () => {
  const after = three.replace("return a()", "return a(2)");
  expect(await kept(three, after, (project) => project.forget("helper.py"))).toEqual([]);
  const asksBack = async (project: SourceProject) => {
    const text = "from server import a\n";
    const document = await project.open({ file: "helper.py", text, language: "python" });
    document.names.module({ module: "server", path: ["a"] });
  };
  expect(await kept(three, after, asksBack)).toEqual([]);
});
