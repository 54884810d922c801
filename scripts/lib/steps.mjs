// The steps scripts share: checking, building, packaging.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { modules, root } from "./paths.mjs";
import { node } from "./processes.mjs";
import { Problem, tail } from "./say.mjs";

/** Runs the command `name` of an installed package on Node 24. @returns {Promise<{code: number, output: string}>} */
export async function tool(pkg, name, args, options = {}) {
  const { bin } = JSON.parse(await readFile(join(modules, pkg, "package.json"), "utf8"));
  return node([join(modules, pkg, typeof bin === "string" ? bin : bin[name]), ...args], options);
}

/** Builds dist/, and with `tests` the extension-host suite in out/test/ too. */
export async function build({ tests = false } = {}) {
  const { code } = await node(["esbuild.mjs", ...(tests ? ["--tests"] : [])]);
  if (code !== 0) throw new Problem("the build failed");
}

/** Packs dist/ and what belongs to it into autosafe-<version>.vsix. @returns {Promise<string>} its path. */
export async function packVsix() {
  const file = await vsixPath();
  // Nothing of node_modules ships: esbuild has bundled it.
  const args = [
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--out",
    file,
  ];
  const { code, output } = await tool("@vscode/vsce", "vsce", args, { quiet: true });
  if (code !== 0) throw new Problem(`packaging the extension failed:\n${tail(output)}`);
  return file;
}

export async function vsixPath() {
  const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return join(root, `${name}-${version}.vsix`);
}
