// npm run publish:check: packages, lists what ships and under which licences, and says what keeps it from being published.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { main } from "./lib/main.mjs";
import { root } from "./lib/paths.mjs";
import { publishChecks } from "./lib/publish-checks.mjs";
import { heading } from "./lib/say.mjs";
import { audit, licenseProblems, shippedPackages } from "./lib/shipped.mjs";
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
  const shipped = shippedPackages(await readFile(join(root, "dist/NOTICES.txt"), "utf8"));
  heading(`What ships: ${shipped.length} packages; their licences are in the package as NOTICES.txt`);
  for (const { name, version, license } of shipped) console.log(`${license.padEnd(14)} ${name} ${version}`);
  heading("Publishing");
  const checks = publishChecks({ manifest, files, vsixBytes: (await stat(vsix)).size });
  const advisories = await audit();
  const problems = [...checks.problems, ...licenseProblems(shipped), ...advisories.problems];
  const left = [...checks.left, ...advisories.left];
  for (const problem of problems) console.log(`✗ ${problem}`);
  console.log(problems.length === 0 ? `✓ ${vsix} can be published` : `${problems.length} problems`);
  console.log(`\nLeft to whoever publishes:\n${left.map((line) => `- ${line}`).join("\n")}`);
  return problems.length === 0 ? 0 : 1;
});
