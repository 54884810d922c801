import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scanFiles } from "../../../src/analysis/scan-files.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosafe-own-"));
});
afterEach(() => rm(root, { recursive: true }));

/** Rules with the places they fire at, by the settings of a project. */
async function found(files: Record<string, string>, settings: object): Promise<string[]> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const inForce = rulesInForce("rules.json", JSON.stringify({ schemaVersion: 1, ...settings }));
  expect(inForce.problems).toEqual([]);
  const { findings } = await scanFiles(root, [], { ...inForce, model });
  return findings
    .filter(({ severity }) => severity !== "info")
    .map(({ ruleId, file, range }) => `${ruleId} ${file}:${range.startLine + 1}`);
}

const tool = (imports: string, body: string) => `from mcp.server.fastmcp import FastMCP
${imports}
mcp = FastMCP("x")

@mcp.tool()
def look_up(host: str) -> str:
    """Looks a host up."""
    ${body}
`;
const sink = { module: "acme.remote", name: "Session.run_line", argument: 0, kind: "shell" };

test("a sink of a package is found, by its class and under another name", async () => {
  const files = { "server.py": tool("from acme.remote import Session as S", "return S('a').run_line(host)") };
  expect(await found(files, {})).toEqual([]);
  expect(await found(files, { sinks: [sink] })).toEqual(["tool-param-to-shell server.py:8"]);
});

test("a sink in the workspace is found by its file, whatever its function does", async () => {
  const files = {
    "server.py": tool("from lib.machine import run", "return run(command=host)"),
    "lib/machine.py": "def run(command):\n    return native(command)\n",
  };
  const own = { module: "lib.machine", name: "run", argument: "command", kind: "shell" };
  expect(await found(files, { sinks: [own] })).toEqual(["tool-param-to-shell server.py:8"]);
});

test("a sanitizer silences, for the kinds of sink it is meant for", async () => {
  const files = {
    "server.py": tool(
      "import subprocess\nfrom lib.clean import tidy",
      'return subprocess.check_output("host " + tidy(host), shell=True, text=True, timeout=5)',
    ),
    "lib/clean.py": "def tidy(text):\n    return text.strip()\n",
  };
  const clean = { module: "lib.clean", name: "tidy" };
  expect(await found(files, {})).toEqual(["tool-param-to-shell server.py:9"]);
  expect(await found(files, { sanitizers: [clean] })).toEqual([]);
  expect(await found(files, { sanitizers: [{ ...clean, for: ["shell"] }] })).toEqual([]);
  expect(await found(files, { sanitizers: [{ ...clean, for: ["path"] }] })).toEqual([
    "tool-param-to-shell server.py:9",
  ]);
});

test("a guard silences where it raises or is tested, and nowhere else", async () => {
  const run = 'subprocess.check_output("host " + host, shell=True, text=True, timeout=5)';
  const imports = "import subprocess\nfrom acme.names import fits";
  const settings = { guards: [{ module: "acme.names", name: "fits", argument: 0, for: ["shell"] }] };
  const of = (body: string) => found({ "server.py": tool(imports, body) }, settings);
  expect(await of(`fits(host)\n    return ${run}`)).toEqual([]);
  expect(await of(`if not fits(host):\n        raise ValueError(host)\n    return ${run}`)).toEqual([]);
  expect(await of(`known = fits(host)\n    return ${run}`)).toEqual(["tool-param-to-shell server.py:10"]);
  expect(await of(`fits("x")\n    return ${run}`)).toEqual(["tool-param-to-shell server.py:10"]);
});

test("a source is followed from Python and from TypeScript", async () => {
  const source = { module: "acme/mail", name: "Inbox.newest", kind: "untrusted" };
  const files = {
    "a.py": `from acme.mail import Inbox
from openai import OpenAI

def answer():
    mail = Inbox().newest()
    return OpenAI().responses.create(model="m", instructions="Obey: " + mail, input="Go")
`,
    "b.ts": `import { generateText } from "ai";
import { Inbox } from "acme/mail";

export async function answer(model) {
  const mail = await new Inbox().newest();
  return generateText({ model, system: "Obey: " + mail, prompt: "Go" });
}
`,
  };
  expect(await found(files, {})).toEqual([]);
  expect(await found(files, { sources: [source] })).toEqual([
    "untrusted-to-instructions a.py:6",
    "untrusted-to-instructions b.ts:6",
  ]);
});

test("what is wrong with an entry is told with its line", () => {
  const settings = `{
  "schemaVersion": 1,
  "sanitizers": [
    { "module": "acme.clean", "name": "tidy", "for": ["soup"] }
  ]
}`;
  const { problems } = rulesInForce(".autosafe/rules.json", settings);
  expect(problems).toEqual([
    {
      file: ".autosafe/rules.json",
      line: 4,
      column: 55,
      message: expect.stringMatching(/sanitizers\[0\]\.for\[0\].*"soup" is not allowed/),
    },
  ]);
});
