// What the launch configuration of the suite needs: the suite built, and a fresh copy of the examples in out/.
import { join } from "node:path";
import { main } from "./lib/main.mjs";
import { root } from "./lib/paths.mjs";
import { build } from "./lib/steps.mjs";
import { copyExamples, discard } from "./lib/workspace.mjs";

await main(import.meta.url, async () => {
  await build({ tests: true });
  const folder = join(root, "out/examples");
  await discard(folder);
  await copyExamples(folder);
  return 0;
});
