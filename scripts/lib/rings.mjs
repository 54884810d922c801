// The rings of `npm test`. Each runs tests and says how many passed and failed.
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureChromium } from "./chromium.mjs";
import { runHostSuite } from "./host-suite.mjs";
import { results } from "./paths.mjs";
import { sayRetried } from "./say.mjs";
import { tool } from "./steps.mjs";
import { ensureServer } from "./vscode-server.mjs";
import { discard, temporary } from "./workspace.mjs";

/** @typedef {{passed: number, failed: number}} Count */

/** @type {Record<string, {title: string, run: () => Promise<Count>}>} */
export const rings = {
  unit: { title: "Units", run: () => vitest("unit", "vitest.config.ts") },
  host: {
    title: "Suite in the extension host of a VS Code server",
    run: async () => runHostSuite(await ensureServer(), await ensureChromium()),
  },
  e2e: {
    title: "End to end: the packaged extension in a VS Code server, driven by Chromium",
    run: async () => {
      await ensureServer();
      await ensureChromium();
      return vitest("e2e", "vitest.e2e.config.ts");
    },
  },
};

async function vitest(name, config) {
  const file = join(results, `${name}.json`);
  await mkdir(results, { recursive: true });
  await rm(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  // What tests leave in the temporary folder goes with it, even when they are ended half-way.
  const place = await temporary("run");
  const env = { TMPDIR: place, TEMP: place, TMP: place };
  const { code } = await tool("vitest", "vitest", ["run", "--config", config, ...reporters], { env });
  await discard(place);
  const report = await readFile(file, "utf8").then(JSON.parse, () => ({}));
  sayRetried(
    (report.testResults ?? [])
      .flatMap((f) => f.assertionResults)
      .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
      .map(({ fullName, failureMessages: [error] }) => ({ title: fullName, error })),
  );
  // A file that does not even load has no tests to fail, and counts as one.
  const unloaded = (report.testResults ?? []).filter(
    (f) => f.status === "failed" && f.assertionResults.length === 0,
  );
  const failed = (report.numFailedTests ?? 0) + unloaded.length;
  return { passed: report.numPassedTests ?? 0, failed: failed === 0 && code !== 0 ? 1 : failed };
}
