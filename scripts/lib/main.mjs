// The frame of every script: set the machine up, continue on Node 24, turn failures into one line.
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./dependencies.mjs";
import { nodeMajor } from "./paths.mjs";
import { node } from "./processes.mjs";
import { Problem } from "./say.mjs";

const handedOver = "AUTOSAFE_SCRIPT_HANDED_OVER";

/**
 * Runs a script's body on Node 24, after installing what is missing. The script may be started by any Node from 20 on.
 * @param {string} url `import.meta.url` of the script.
 * @param {(args: string[]) => Promise<number>} body returns the exit code.
 */
export async function main(url, body) {
  const args = process.argv.slice(2);
  try {
    await ensureDependencies();
    if (process.versions.node.startsWith(`${nodeMajor}.`)) {
      if (process.env[handedOver]) exitWithParent();
      process.exitCode = await body(args);
    } else {
      // Same process group: Ctrl-C reaches both, and nothing is left behind.
      const { code } = await node([fileURLToPath(url), ...args], {
        ownGroup: false,
        env: { [handedOver]: "1" },
      });
      process.exitCode = code;
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** A parent that was killed outright cannot pass it on, so look whether it is still there. */
function exitWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000).unref();
}
