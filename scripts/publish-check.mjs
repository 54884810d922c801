// npm run publish:check: packages, and says what keeps the package from being published.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { main } from "./lib/main.mjs";
import { root } from "./lib/paths.mjs";
import { publishChecks } from "./lib/publish-checks.mjs";
import { build, packVsix } from "./lib/steps.mjs";

await main(import.meta.url, async () => {
  await build();
  const vsix = await packVsix();
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const readme = await readFile(join(root, "README.md"), "utf8");
  const shown = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, target]) => target);
  const files = new Map();
  for (const path of ["README.md", "CHANGELOG.md", "LICENSE", "SUPPORT.md", manifest.icon, ...shown])
    await readFile(join(root, path)).then(
      (bytes) => files.set(path, bytes),
      () => undefined, // what is missing is reported
    );
  const { problems, left } = publishChecks({ manifest, files, vsixBytes: (await stat(vsix)).size });
  for (const problem of problems) console.log(`✗ ${problem}`);
  console.log(problems.length === 0 ? `✓ ${vsix} can be published` : `${problems.length} problems`);
  console.log(`\nLeft to whoever publishes:\n${left.map((line) => `- ${line}`).join("\n")}`);
  return problems.length === 0 ? 0 : 1;
});
