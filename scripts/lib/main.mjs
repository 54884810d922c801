// The frame of every script: set the machine up, continue on Node 24, turn failures into one line.
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./dependencies.mjs";
import { nodeMajor } from "./paths.mjs";
import { node } from "./processes.mjs";
import { Problem } from "./say.mjs";

/**
 * Runs a script's body on Node 24, after installing what is missing. The script may be started by any Node from 20 on.
 * @param {string} url `import.meta.url` of the script.
 * @param {(args: string[]) => Promise<number>} body returns the exit code.
 */
export async function main(url, body) {
  const args = process.argv.slice(2);
  exitWithParent();
  try {
    await ensureDependencies();
    if (process.versions.node.startsWith(`${nodeMajor}.`)) {
      process.exitCode = await body(args);
    } else {
      // Same process group: Ctrl-C reaches both, and nothing is left behind.
      const { code } = await node([fileURLToPath(url), ...args], { ownGroup: false, polite: true });
      process.exitCode = code;
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/**
 * Ends this script when its parent is gone: npm passes a signal to the shell between us and no further, and who is
 * killed outright passes on nothing.
 */
function exitWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000).unref();
}
