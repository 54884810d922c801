// npm test: checks, builds, packages and runs all rings; or only those named (unit, host, e2e).
// The last line is `N passed, N failed`; a step that fails counts as one failure.
import { stat } from "node:fs/promises";
import { main } from "./lib/main.mjs";
import { heading, Problem, since } from "./lib/say.mjs";
import { build, packVsix, tool } from "./lib/steps.mjs";

const projects = ["tsconfig.json", "webview/tsconfig.json", "test/tsconfig.json"];

await main(import.meta.url, async (args) => {
  // Only now: the rings need packages that are installed by the time this runs.
  const { rings } = await import("./lib/rings.mjs");
  const unknown = args.filter((name) => !Object.hasOwn(rings, name));
  if (unknown.length > 0)
    throw new Problem(`unknown ring ${unknown.join(", ")}; there are ${Object.keys(rings).join(", ")}`);
  const wanted = args.length > 0 ? args : Object.keys(rings);
  const total = { passed: 0, failed: 0 };

  /** Runs one step under its heading; whatever goes wrong in it is counted and does not stop the others. */
  const step = async (title, body) => {
    heading(title);
    const from = performance.now();
    const count = await body().catch((error) => {
      console.error(error instanceof Problem ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    total.passed += count.passed;
    total.failed += count.failed;
    console.log(count.failed > 0 ? `${title}: failed (${since(from)})` : `${title}: fine (${since(from)})`);
    return count.failed === 0;
  };

  if (args.length === 0) {
    for (const project of projects)
      await step(`Types: ${project}`, () => check("typescript", "tsc", ["-p", project]));
    await step("Lint and format", () =>
      check("@biomejs/biome", "biome", ["check", "--error-on-warnings", "."]),
    );
  }
  const built = await step("Build", () => build({ tests: true }).then(nothing));
  const packed = built && (await step("Package", pack));
  for (const name of wanted) {
    const { title, run } = rings[name];
    const possible = name === "unit" || (built && packed);
    if (possible) await step(title, () => run().then(notNone));
    else console.log(`\n${title}: not run, there is nothing to run it on`);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});

async function check(pkg, name, args) {
  const { code } = await tool(pkg, name, args);
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

async function pack() {
  const file = await packVsix();
  console.log(`${file}: ${((await stat(file)).size / 1e6).toFixed(2)} MB`);
  return nothing();
}

function nothing() {
  return { passed: 0, failed: 0 };
}

/** A ring without a single test proves nothing. */
function notNone(count) {
  if (count.passed + count.failed > 0) return count;
  console.log("no test was run");
  return { passed: 0, failed: 1 };
}
