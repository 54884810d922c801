// Scans published packages nobody here wrote and holds every finding against the verdict of a person who looked at it.
// Run with `npm run bench:alarms`; packages are downloaded once, into out/corpus.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Finding } from "../src/analysis/finding.ts";
import { rules } from "../src/analysis/rules.ts";
import { scanFiles } from "../src/analysis/scan-files.ts";
import { knownRules } from "../src/analysis/scan-text.ts";
import { createPolicy } from "../src/analysis/settings/policy.ts";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import * as z from "../src/ots/zod.ts";
import { visitFiles } from "../src/tools/visit-files.ts";

const verdictsSchema = z.object({
  packages: z.array(z.object({ registry: z.enum(["npm", "pypi"]), name: z.string(), version: z.string() })),
  /** By package and fingerprint: whether the finding is right, and why. */
  verdicts: z.record(
    z.string(),
    z.object({ verdict: z.enum(["true", "false"]), rule: z.string(), place: z.string(), why: z.string() }),
  ),
});

const root = join(import.meta.dirname, "..");
const corpus = join(root, "out", "corpus");
const run = promisify(execFile);
const { packages, verdicts } = verdictsSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "data", "false-alarms.json"), "utf8")),
);

type Package = (typeof packages)[number];

/** The folder of a package, downloaded when it is not there; undefined when it cannot be had. */
async function fetched({ registry, name, version }: Package): Promise<string | undefined> {
  const folder = join(corpus, `${registry}-${name.replaceAll("/", "-")}-${version}`);
  if (existsSync(folder)) {
    return folder;
  }
  await mkdir(folder, { recursive: true });
  try {
    if (registry === "npm") {
      const { stdout } = await run("npm", ["pack", `${name}@${version}`, "--silent"], { cwd: folder });
      await run("tar", ["xzf", stdout.trim()], { cwd: folder });
      await rm(join(folder, stdout.trim()));
    } else {
      const options = [
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--no-cache-dir",
        "-d",
        folder,
      ];
      await run("python3", ["-m", "pip", ...options, `${name}==${version}`]);
      for (const wheel of await readdir(folder)) {
        await run("python3", ["-m", "zipfile", "-e", join(folder, wheel), folder]);
        await rm(join(folder, wheel));
      }
    }
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    console.log(
      `${name} ${version}: not measured (${error instanceof Error ? error.message.split("\n")[0] : error})`,
    );
    return undefined;
  }
}

async function linesIn(folder: string): Promise<number> {
  let lines = 0;
  const accepts = (file: string) =>
    /\.(?:py|[cm]?[jt]sx?|json|ya?ml|toml)$/.test(file) && !/\.d\.[cm]?ts$/.test(file);
  await visitFiles(folder, [], {
    accepts,
    isWorthReading: () => true,
    notAccepted: "",
    visit: ({ text }) => {
      lines += text.split("\n").length;
    },
  });
  return lines;
}

const known = new Set(knownRules(rules).map(({ id }) => id));
const policy = createPolicy({ schemaVersion: 1 });
const total = { lines: 0, error: 0, warning: 0, true: 0, false: 0, new: 0 };
console.log(
  `${"package".padEnd(48)} ${"lines".padStart(8)} ${"errors".padStart(7)} ${"warnings".padStart(9)} ${"true".padStart(5)} ${"false".padStart(6)} ${"unseen".padStart(7)}`,
);
for (const wanted of packages) {
  const folder = await fetched(wanted);
  if (folder === undefined) {
    continue;
  }
  const { findings } = await scanFiles(folder, [], { model, rules, policy, known });
  const grave = findings.filter(({ severity }) => severity !== "info");
  const counts = { error: 0, warning: 0, true: 0, false: 0, new: 0 };
  for (const finding of grave) {
    counts[finding.severity === "error" ? "error" : "warning"] += 1;
    const judged = verdicts[`${wanted.name}/${finding.fingerprint}`];
    counts[judged?.verdict ?? "new"] += 1;
    if (judged?.verdict !== "true") {
      console.log(
        `  ${judged?.verdict ?? "unseen"} ${wanted.name}/${finding.fingerprint} ${described(finding)}`,
      );
    }
  }
  const lines = await linesIn(folder);
  total.lines += lines;
  for (const key of ["error", "warning", "true", "false", "new"] as const) {
    total[key] += counts[key];
  }
  row(`${wanted.name} ${wanted.version}`, lines, counts);
}
row("all", total.lines, total);
const rate = (count: number) => ((count / total.lines) * 1000).toFixed(3);
console.log(
  `\nper 1,000 lines: ${rate(total.error)} errors (target 0.05), ${rate(total.warning)} warnings (target 0.20), ${rate(total.false)} false ones`,
);

function row(name: string, lines: number, counts: Omit<typeof total, "lines">) {
  console.log(
    `${name.padEnd(48)} ${String(lines).padStart(8)} ${String(counts.error).padStart(7)} ${String(counts.warning).padStart(9)} ${String(counts.true).padStart(5)} ${String(counts.false).padStart(6)} ${String(counts.new).padStart(7)}`,
  );
}

function described({ ruleId, file, range, message }: Finding): string {
  return `${ruleId} ${file}:${range.startLine + 1} ${message}`;
}
