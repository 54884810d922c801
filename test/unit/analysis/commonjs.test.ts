import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { scanFiles } from "../../../src/analysis/scan-files.ts";
import { rulesInForce } from "../../../src/analysis/settings/in-force.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "autosafe-commonjs-"));
});
afterEach(() => rm(root, { recursive: true }));

const server = (
  required: string,
  use: string,
) => `const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { z } = require("zod");
${required}
const server = new McpServer({ name: "lint", version: "1.0.0" });
server.tool("lint_file", "Lint one source file", { file: z.string() }, async ({ file }) => ${use});
`;
const body = `{\n  return execSync("eslint " + file, { timeout: 5000 });\n}`;

it.each([
  [
    "a list of names",
    'const { lint } = require("./lint");',
    "lint(file)",
    `function lint(file) ${body}\nmodule.exports = { lint };`,
  ],
  [
    "names of their own",
    'const lib = require("./lint");',
    "lib.check(file)",
    `function lint(file) ${body}\nmodule.exports = { check: lint };`,
  ],
  [
    "one name after the other",
    'const { lint: run } = require("./lint");',
    "run(file)",
    `exports.lint = function (file) ${body};`,
  ],
  [
    "a function",
    'const lint = require("./lint");',
    "lint(file)",
    `module.exports = function (file) ${body};`,
  ],
  [
    "a class",
    'const Linter = require("./lint");',
    "new Linter().lint(file)",
    `class Linter { lint(file) ${body} }\nmodule.exports = Linter;`,
  ],
  [
    "a dynamic import",
    'const load = async () => (await import("./lint.js")).lint;\nconst { lint } = await import("./lint.js");',
    "lint(file)",
    `function lint(file) ${body}\nmodule.exports = { lint };`,
  ],
])("follows arguments into a module that exports %s", async (_, required, use, helper) => {
  const files = {
    "server.js": server(required, use),
    "lint.js": `const { execSync } = require("node:child_process");\n\n${helper}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const { findings } = await scanFiles(root, [], { ...rulesInForce("rules.json", undefined), model });
  const shell = findings.filter(({ ruleId }) => ruleId === "tool-param-to-shell");
  expect(shell.map(({ file }) => file)).toEqual(["lint.js"]);
});
