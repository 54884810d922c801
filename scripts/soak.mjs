// npm run soak [-- MINUTES]: edits, scans, runs and looks at trajectories in a real editor for an hour, or as long as it is
// told to, and prints how much memory the extension host holds on the way.
import { ensureChromium } from "./lib/chromium.mjs";
import { runHostSuite } from "./lib/host-suite.mjs";
import { main } from "./lib/main.mjs";
import { heading, Problem } from "./lib/say.mjs";
import { build } from "./lib/steps.mjs";
import { ensureServer } from "./lib/vscode-server.mjs";

await main(import.meta.url, async ([given = "60"]) => {
  const minutes = Number(given);
  if (!(minutes > 0)) throw new Problem(`${given} is no number of minutes`);
  await build({ tests: true });
  process.env.AUTOSAFE_TEST_GREP = "^a long session";
  process.env.AUTOSAFE_SOAK_MINUTES = String(minutes);
  heading(`${minutes} minutes in the extension host of a VS Code server`);
  const { failed, figures } = await runHostSuite(await ensureServer(), await ensureChromium(), {
    finish: (minutes + 10) * 60_000,
  });
  const most = Math.max(...Object.values(figures));
  for (const [when, bytes] of Object.entries(figures)) {
    const megabytes = (bytes / 1e6).toFixed(1).padStart(7);
    console.log(`${megabytes} MB ${"▇".repeat(Math.round((bytes / most) * 50))} ${when}`);
  }
  return failed === 0 ? 0 : 1;
});
