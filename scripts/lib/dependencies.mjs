// Installs what is missing: the packages of package-lock.json and Node 24 from the `node` package.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { modules, nodeBinary, nodeMajor, root } from "./paths.mjs";
import { npm, run } from "./processes.mjs";
import { heading, Problem, since, tail } from "./say.mjs";

/** Makes `node_modules` match package-lock.json and `node_modules/.bin/node` answer Node 24. */
export async function ensureDependencies() {
  const missing = await missingPackages();
  if (missing.length > 0) {
    heading(`Installing ${missing.length} packages (npm ci)`);
    const from = performance.now();
    const { code, output } = await npm(["ci", "--no-audit", "--no-fund"], { quiet: true });
    if (code !== 0) throw new Problem(`npm ci failed:\n${tail(output, 60)}`);
    console.log(`installed in ${since(from)}`);
  }
  if (nodeAnswers()) return;
  // npm can hold back install scripts; this one is what fetches the binary.
  heading(`Installing Node ${nodeMajor}`);
  const { output } = await run(process.execPath, ["installArchSpecificPackage.js"], {
    cwd: join(modules, "node"),
    quiet: true,
  });
  // Links node_modules/.bin/node, which npm leaves out while the binary is missing.
  await npm(["rebuild", "node", "--ignore-scripts"], { quiet: true });
  if (!nodeAnswers())
    throw new Problem(
      `Node ${nodeMajor} could not be installed from the npm package "node":\n${tail(output)}`,
    );
}

/**
 * Names of packages that package-lock.json wants and node_modules lacks or has in another version. npm writes its
 * own list last, so an interrupted installation counts as missing too.
 */
async function missingPackages() {
  const wanted = await readPackages(join(root, "package-lock.json"));
  const present = await readPackages(join(modules, ".package-lock.json")).catch(() => ({}));
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== "" && !entry.optional && present[path]?.version !== entry.version)
    .map(([path]) => path.replace(/^node_modules\//, ""));
}

async function readPackages(path) {
  return JSON.parse(await readFile(path, "utf8")).packages;
}

function nodeAnswers() {
  try {
    return execFileSync(nodeBinary, ["-v"], { encoding: "utf8" }).startsWith(`v${nodeMajor}.`);
  } catch {
    return false;
  }
}
