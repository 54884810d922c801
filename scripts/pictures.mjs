// npm run pictures: takes the README's pictures from what the last drives (npm run test:e2e) showed. The stored ones are reduced to
// 256 colours, which nobody sees and which takes a tenth off the package: reduce new ones as well.
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { main } from "./lib/main.mjs";
import { results, root } from "./lib/paths.mjs";
import { Problem } from "./lib/say.mjs";

const pictures = {
  "walk-6-pair": "trajectory",
  "story-5-coverage": "coverage",
  "story-1-fixes": "finding",
};

await main(import.meta.url, async () => {
  for (const [shown, name] of Object.entries(pictures))
    try {
      await copyFile(
        join(results, "screenshots", `${shown}.png`),
        join(root, "media/screenshots", `${name}.png`),
      );
      console.log(`media/screenshots/${name}.png`);
    } catch (error) {
      throw new Problem(`${shown}.png: ${error.message}. npm run test:e2e takes it.`);
    }
  return 0;
});
