// npm run test:desktop [-- VERSION]: the suite of the extension host in a desktop VS Code, which is downloaded.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { main } from "./lib/main.mjs";
import { root } from "./lib/paths.mjs";
import { Problem } from "./lib/say.mjs";
import { build } from "./lib/steps.mjs";
import { copyExamples, discard, temporary } from "./lib/workspace.mjs";

await main(import.meta.url, async ([version = "stable"]) => {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.platform === "linux" && !display)
    throw new Problem("Missing: a display. Run it under xvfb-run.");
  // Only now: the package is installed by the time this runs.
  const { runTests } = await import("@vscode/test-electron");
  await build({ tests: true });
  const place = await temporary("desktop");
  try {
    const folder = await copyExamples(join(place, "examples"));
    const results = join(place, "results.json");
    const code = await runTests({
      version,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, "out/test/suite.mjs"),
      extensionTestsEnv: { AUTOSAFE_TEST_RESULTS: results },
      launchArgs: [folder, "--disable-workspace-trust", `--user-data-dir=${join(place, "data")}`],
    }).catch((error) => {
      console.error(error.message);
      return 1;
    });
    return (await summary(results)) && code === 0 ? 0 : 1;
  } finally {
    await discard(place);
  }
});

/** Prints what the suite recorded. @returns whether it came to its end. */
async function summary(results) {
  const outcome = await readFile(results, "utf8").then(JSON.parse, () => undefined);
  if (!outcome) throw new Problem("the suite did not run in the desktop editor");
  for (const { title, error } of outcome.failed) console.log(`  ✗ ${title}\n${error}`);
  console.log(`${outcome.passed.length} passed, ${outcome.failed.length} failed`);
  return outcome.done && outcome.passed.length > 0;
}
