import { mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Rule } from "../../../src/analysis/rule.ts";
import { scanFiles } from "../../../src/analysis/scan-files.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosafe-hostile-"));
});
afterEach(() => rm(root, { recursive: true }));

/** Has one finding, in line 9. */
const vulnerable = `import subprocess
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("x")

@mcp.tool()
def ping(host: str) -> str:
    """Ping a host."""
    return subprocess.run(f"ping {host}", shell=True, timeout=5).stdout
`;
const inForce = rulesInForce("rules.json", undefined);

async function scan(files: Record<string, string | Uint8Array>, rules: readonly Rule[] = inForce.rules) {
  await writeFile(join(root, "good.py"), vulnerable);
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(root, file), content);
  }
  const { findings, problems } = await scanFiles(root, [], { ...inForce, rules, model });
  const shell = findings.filter(({ ruleId }) => ruleId === "tool-param-to-shell");
  return { shell: shell.map(({ file }) => file), problems };
}

test("a minified line of almost 5 MB costs nobody else a finding", async () => {
  const part =
    'var a=process.env.API_KEY;fetch(u,{headers:{a}}).then(r=>r.text()).then(t=>eval(t));console.log("x");';
  const { shell } = await scan({ "bundle.js": part.repeat(Math.floor(4_900_000 / part.length)) });
  expect(shell).toEqual(["good.py"]);
});

test.each([
  ["deep.py", `import os\nprint(os.environ["API_KEY"])\nx = ${"[".repeat(50_000)}${"]".repeat(50_000)}\n`],
  ["deep.ts", `console.log(process.env.API_KEY, ${"(".repeat(50_000)}1${")".repeat(50_000)});\n`],
  ["deep.js", `console.log(process.env.API_KEY);${"if (a) {".repeat(50_000)}${"}".repeat(50_000)}\n`],
  ["deep.json", `{ "mcpServers": ${"[".repeat(50_000)}${"]".repeat(50_000)} }`],
])("fifty thousand levels in %s cost nobody else a finding", async (file, text) => {
  expect((await scan({ [file]: text })).shell).toEqual(["good.py"]);
});

test("bytes that are no UTF-8 are read around", async () => {
  const bytes = Buffer.from(vulnerable.replace("Ping a host.", "Ping a ho\u00fft."), "latin1");
  expect((await scan({ "latin.py": bytes })).shell).toEqual(["good.py", "latin.py"]);
});

test("files that import each other in a circle are followed once", async () => {
  const of = (other: string) =>
    vulnerable
      .replace("import subprocess", `import subprocess\nfrom ${other} import *\nfrom ${other} import call`)
      .replace("shell=True", "shell=True, env=call(host)")
      .concat("\ndef call(x):\n    return ping(x)\n");
  const { shell, problems } = await scan({
    "one.py": of("two"),
    "two.py": of("three"),
    "three.py": of("one"),
  });
  expect(shell).toEqual(["good.py", "one.py", "three.py", "two.py"]);
  expect(problems).toEqual([]);
});

test("a file that goes while the folder is read is a problem, not an end", async () => {
  const going: Rule = {
    ...ruleOf("going"),
    checks: [
      {
        kind: "code",
        hints: ["subprocess"],
        check: ({ file }) => {
          if (file === "good.py") {
            unlinkLater.push(unlink(join(root, "gone.py")).catch(() => {}));
          }
          return [];
        },
      },
    ],
  };
  const unlinkLater: Promise<void>[] = [];
  const many = Object.fromEntries([...Array(30).keys()].map((n) => [`more${n}.py`, vulnerable]));
  const { shell } = await scan({ ...many, "gone.py": vulnerable }, [...inForce.rules, going]);
  await Promise.all(unlinkLater);
  expect(shell.filter((file) => file !== "gone.py")).toHaveLength(31);
});

test("a rule that throws is told once for each file, and the others go on", async () => {
  const broken: Rule = {
    ...ruleOf("broken"),
    checks: [
      {
        kind: "code",
        hints: ["subprocess"],
        check: () => {
          throw new Error("no such luck");
        },
      },
    ],
  };
  const { shell, problems } = await scan({ "other.py": vulnerable }, [broken, ...inForce.rules]);
  expect(shell).toEqual(["good.py", "other.py"]);
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    "good.py: rule broken failed: no such luck",
    "other.py: rule broken failed: no such luck",
  ]);
});

function ruleOf(id: string): Omit<Rule, "checks"> {
  const [first] = inForce.rules;
  if (first === undefined) {
    throw new Error("there are no rules");
  }
  return { ...first, id };
}
