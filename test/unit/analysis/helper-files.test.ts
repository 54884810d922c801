import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scanFiles } from "../../../src/analysis/scan-files.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosafe-helper-"));
});
afterEach(() => rm(root, { recursive: true }));

const server = (name: string) => `from mcp.server.fastmcp import FastMCP
from helper import run
mcp = FastMCP("x")

@mcp.tool()
def ${name}(host: str) -> str:
    """Looks a host up."""
    return run(host)
`;
const helper = (mark: string) => `import subprocess

def run(host):${mark}
    return subprocess.run(f"host {host}", shell=True, timeout=5).stdout
`;
const ignored =
  "\n    # autosafe-ignore-next-line tool-param-to-shell -- host names are checked by the caller";

async function scan(mark: string, settings?: string) {
  await writeFile(join(root, "one.py"), server("look_up"));
  await writeFile(join(root, "two.py"), server("resolve"));
  await writeFile(join(root, "helper.py"), helper(mark));
  const result = await scanFiles(root, [], { ...rulesInForce("rules.json", settings), model });
  const of = (id: string) => result.findings.filter(({ ruleId }) => ruleId === id);
  return { ...result, shell: of("tool-param-to-shell") };
}

test("a sink in a helper that two servers call is one finding in the helper, and moving it keeps its fingerprint", async () => {
  const { shell, texts } = await scan("");
  expect(shell.map(({ file }) => file)).toEqual(["helper.py"]);
  expect(texts.get("helper.py")).toBe(helper(""));
  const moved = await scan("\n    # one line more");
  expect(moved.shell.map(({ fingerprint }) => fingerprint)).toEqual(shell.map((one) => one.fingerprint));
  const edited = await scan("\n    host = host.lower()\n");
  expect(edited.shell).toHaveLength(1);
});

test("comments in the helper silence it", async () => {
  const { shell, silenced } = await scan(ignored);
  expect(shell).toEqual([]);
  expect(silenced.map(({ finding }) => finding.ruleId)).toContain("tool-param-to-shell");
});

test("settings about the helper hold", async () => {
  const off = { "tool-param-to-shell": { exclude: ["helper.py"] } };
  expect((await scan("", JSON.stringify({ schemaVersion: 1, rules: off }))).shell).toEqual([]);
  expect((await scan("", JSON.stringify({ schemaVersion: 1, exclude: ["helper.py"] }))).shell).toEqual([]);
});
