// Runs the extension-host suite in a VS Code server, opened by a headless Chromium.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch, workbenchUrl } from "./browser.mjs";
import { root } from "./paths.mjs";
import { Problem, sayRetried, tail } from "./say.mjs";
import { presetServer, startServer, unattended } from "./vscode-server.mjs";
import { copyExamples, discard, temporary } from "./workspace.mjs";

/** Milliseconds until a suite that has not begun, or not finished, counts as hanging. */
const patience = { begin: 2 * 60_000, finish: 10 * 60_000 };

/**
 * @param {string} home folder of the VS Code server.
 * @param {string} browserPath
 * @param {{finish?: number}} [options] milliseconds after which an unfinished suite counts as hanging.
 * @returns {Promise<{passed: number, failed: number, figures: Record<string, number>}>}
 */
export async function runHostSuite(home, browserPath, { finish = patience.finish } = {}) {
  const place = await temporary("host");
  const results = join(place, "results.json");
  await copyExamples(join(place, "examples"));
  // A workspace of one folder: tests can add a second without the extension host being started anew.
  const workspace = join(place, "examples.code-workspace");
  await writeFile(workspace, '{ "folders": [{ "path": "examples" }] }\n');
  const extensions = join(place, "extensions");
  await mkdir(extensions);
  // Installed rather than under development: the server takes only one extension of that kind.
  await cp(join(root, "out/provider"), join(extensions, "autosafe-test.autosafe-test-models-0.0.1"), {
    recursive: true,
  });
  const args = [...unattended, "--enable-smoke-test-driver", "--disable-workspace-trust"];
  const data = join(place, "data");
  await presetServer(data);
  const env = { AUTOSAFE_TEST_RESULTS: results, AUTOSAFE_TEST_DATA: data };
  const server = await startServer({ home, data, extensions, args, env });
  const browser = await launch(browserPath);
  try {
    const page = await browser.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(workbenchUrl(server.address, workspace, payload(server.port)));
    const outcome = await finished(results, finish);
    return report(outcome, said, finish);
  } finally {
    await browser.close();
    server.stop();
    await discard(place);
  }
}

function payload(port) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${encodeURI(path)}`;
  return [
    ["extensionDevelopmentPath", remote(root)],
    ["extensionTestsPath", remote(join(root, "out/test/suite.mjs"))],
  ];
}

async function finished(results, finish) {
  const from = performance.now();
  for (let outcome; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    outcome = await readFile(results, "utf8").then(JSON.parse, () => outcome);
    if (outcome?.done || performance.now() - from > (outcome ? finish : patience.begin)) return outcome;
  }
}

function report(outcome, said, finish) {
  if (!outcome) throw new Problem(`the suite never started in the extension host:\n${tail(said.join("\n"))}`);
  for (const title of outcome.passed) console.log(`  ✓ ${title}`);
  for (const title of outcome.skipped) console.log(`  - ${title} (skipped)`);
  for (const { title, error } of outcome.failed)
    console.log(`  ✗ ${title}\n${error.replace(/^/gm, "      ")}`);
  sayRetried(outcome.retried);
  const hung = !outcome.done;
  if (hung)
    console.log(`  ✗ ${outcome.running ?? "the suite"}: did not finish in ${finish / 60_000} minutes`);
  const { passed, failed, figures } = outcome;
  return { passed: passed.length, failed: failed.length + (hung ? 1 : 0), figures };
}
