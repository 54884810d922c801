// npm run package: builds and writes autosafe-<version>.vsix.
import { main } from "./lib/main.mjs";
import { build, packVsix } from "./lib/steps.mjs";

await main(import.meta.url, async () => {
  await build();
  console.log(await packVsix());
  return 0;
});
