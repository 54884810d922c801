import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scanFiles } from "../../../src/analysis/scan-files.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosafe-depth-"));
});
afterEach(() => rm(root, { recursive: true }));

/** A tool whose argument comes to a shell through so many imports, one after the other. */
async function chained(imports: number): Promise<string[]> {
  await writeFile(
    join(root, "server.py"),
    `from mcp.server.fastmcp import FastMCP
from hop1 import hop1
mcp = FastMCP("x")

@mcp.tool()
def look_up(host: str) -> str:
    """Looks a host up."""
    return hop1(host)
`,
  );
  for (let n = 1; n < imports; n++) {
    const text = `from hop${n + 1} import hop${n + 1}\n\ndef hop${n}(host):\n    return hop${n + 1}(host)\n`;
    await writeFile(join(root, `hop${n}.py`), text);
  }
  const last = `import subprocess\n\ndef hop${imports}(host):\n    return subprocess.run(f"host {host}", shell=True, timeout=5).stdout\n`;
  await writeFile(join(root, `hop${imports}.py`), last);
  const { findings, problems } = await scanFiles(root, [], {
    ...rulesInForce("rules.json", undefined),
    model,
  });
  expect(problems).toEqual([]);
  return findings.filter(({ ruleId }) => ruleId === "tool-param-to-shell").map(({ file }) => file);
}

test.each([1, 2, 3])("an argument is followed through %i imports", async (imports) => {
  expect(await chained(imports)).toEqual([`hop${imports}.py`]);
});

test("a module of a long chain of imports costs no other file a finding", async () => {
  expect(await chained(9)).toEqual([]);
});

test("the shorter of two ways to a module counts", async () => {
  await chained(3);
  // By way of `hop1` the module is three imports away, by itself one: from there, two more are followed.
  await writeFile(
    join(root, "server.py"),
    `from mcp.server.fastmcp import FastMCP
from hop1 import hop1
from hop2 import hop2
mcp = FastMCP("x")

@mcp.tool()
def look_up(host: str) -> str:
    """Looks a host up."""
    return hop1("localhost") + hop2(host)
`,
  );
  const { findings } = await scanFiles(root, [], { ...rulesInForce("rules.json", undefined), model });
  const found = findings.filter(({ ruleId }) => ruleId === "tool-param-to-shell");
  expect(found.map(({ file }) => file)).toEqual(["hop3.py"]);
});
