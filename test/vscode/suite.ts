// Entry of the suite that runs inside the extension host of a real editor: collects the test files built beside it,
// runs them with mocha and writes what happened where the runner outside reads it.
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";
import { recordResults } from "./results.ts";

/** Called by the editor. Rejects when a test failed, which is how the editor's own exit code becomes non-zero. */
export async function run(): Promise<void> {
  const folder = dirname(fileURLToPath(import.meta.url));
  // A second try, as for the drives: an extension host under load answers late; what is broken fails twice.
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, color: false, retries: 1 });
  const pattern = process.env.AUTOSAFE_TEST_GREP;
  if (pattern) mocha.grep(new RegExp(pattern));
  for (const name of (await readdir(folder)).sort())
    if (name.endsWith(".test.mjs")) mocha.addFile(join(folder, name));
  await mocha.loadFilesAsync();
  const file = process.env.AUTOSAFE_TEST_RESULTS ?? join(folder, "results.json");
  const failures = await new Promise<number>((resolve) => {
    recordResults(mocha.run(resolve), file);
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
