// npm run bench: prints every measured figure beside its target. Nothing here fails for being slow.
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureChromium } from "./lib/chromium.mjs";
import { runHostSuite } from "./lib/host-suite.mjs";
import { main } from "./lib/main.mjs";
import { results, root } from "./lib/paths.mjs";
import { node } from "./lib/processes.mjs";
import { heading } from "./lib/say.mjs";
import { build, packVsix } from "./lib/steps.mjs";
import { ensureServer } from "./lib/vscode-server.mjs";

/** The editor's own extensions start in the same process at the same time, so that one start says little. */
const starts = 5;

await main(import.meta.url, async () => {
  heading("Build and package");
  await build({ tests: true });
  const vsixBytes = (await stat(await packVsix())).size;
  heading("Activation in the extension host of a VS Code server");
  // Only these tests: nothing else of the suite may have activated the extension before.
  process.env.AUTOSAFE_TEST_GREP = "^activation";
  const activation = [];
  for (let start = 0; start < starts; start++) {
    const { figures } = await runHostSuite(await ensureServer(), await ensureChromium());
    if (figures.activation !== undefined) activation.push(figures.activation);
  }
  await mkdir(results, { recursive: true });
  const measured = join(results, "bench-editor.json");
  await writeFile(measured, JSON.stringify({ vsixBytes, activationMilliseconds: activation }));
  heading("Engine");
  const { code } = await node(["--expose-gc", join(root, "bench/run.ts"), measured]);
  return code;
});
