// npm run bench:quality [-- --json]: quality figures of judge and simulator beside their baselines; same bytes every time.
import { join } from "node:path";
import { main } from "./lib/main.mjs";
import { root } from "./lib/paths.mjs";
import { node } from "./lib/processes.mjs";

await main(import.meta.url, async () => {
  const { code } = await node([join(root, "bench/quality/run.ts"), ...process.argv.slice(2)]);
  return code;
});
