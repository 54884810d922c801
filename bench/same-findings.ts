// Holds every finding on the fixtures, the examples and published packages against those of an earlier state of the program,
// and prints what each scan cost. A change that is only to be faster must not change one of them.
// `node bench/same-findings.ts OUT.json` writes them down, `node bench/same-findings.ts OUT.json BEFORE.json` compares.
// Packages are those in out/corpus, see false-alarms.ts.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../src/analysis/finding.ts";
import { rules } from "../src/analysis/rules.ts";
import { scanFiles } from "../src/analysis/scan-files.ts";
import { knownRules } from "../src/analysis/scan-text.ts";
import { createPolicy } from "../src/analysis/settings/policy.ts";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import type { Problem } from "../src/syntax/problem.ts";

const root = join(import.meta.dirname, "..");
const known = new Set(knownRules(rules).map(({ id }) => id));
const policy = createPolicy({ schemaVersion: 1 });
const [out, before] = process.argv.slice(2);
if (out === undefined) {
  throw new Error("name the file to write");
}

/** Folders whose children are scanned each by itself, and folders that are scanned whole. */
const folders = [
  ...readdirSync(join(root, "test/fixtures/rules")).map((name) => join(root, "test/fixtures/rules", name)),
  ...["test/fixtures/corpus", "test/fixtures/tools", "test/fixtures/servers", "test/fixtures/agents"].map(
    (name) => join(root, name),
  ),
  join(root, "examples"),
  ...corpora(join(root, "out/corpus")),
  ...process.argv.slice(4),
];

function corpora(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isDirectory())
    : [];
}

function described({ ruleId, severity, file, range, fingerprint, message, related }: Finding): string {
  const at = (place: typeof range) =>
    [place.startLine + 1, place.startColumn, place.endLine + 1, place.endColumn].join(":");
  const way = related.map((step) => `${step.file}:${at(step.range)} ${step.message}`).join(" <- ");
  return `${file}:${at(range)} ${ruleId} ${severity} ${fingerprint} ${message} <- ${way}`;
}

const told = ({ file, line, message }: Problem) => `${file}:${line} problem ${message}`;

const all: Record<string, string[]> = {};
let cost = 0;
for (const folder of folders) {
  const name = folder.startsWith(root) ? folder.slice(root.length + 1) : folder;
  const start = process.cpuUsage();
  const { findings, silenced, discovery, problems, stats } = await scanFiles(folder, [], {
    model,
    rules,
    policy,
    known,
  });
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  cost += seconds;
  all[name] = [
    ...findings.map(described),
    ...silenced.map(({ finding, by }) => `silenced by ${by}: ${described(finding)}`),
    ...discovery.tools.map(({ id, source }) => `tool ${id} ${source.file}`),
    ...discovery.servers.map(({ name: server, source }) => `server ${server} ${source.file}`),
    ...problems.map(told),
  ].sort();
  if (seconds > 0.3) {
    console.log(
      `${seconds.toFixed(2).padStart(7)} s  ${String(stats.files).padStart(6)} files ${String(all[name].length).padStart(6)} lines of results  ${name}`,
    );
  }
}
console.log(`${cost.toFixed(2).padStart(7)} s  in all`);
writeFileSync(out, JSON.stringify(all, undefined, 1));

if (before !== undefined && existsSync(before)) {
  const earlier: Record<string, string[]> = JSON.parse(readFileSync(before, "utf8"));
  let differences = 0;
  for (const name of new Set([...Object.keys(earlier), ...Object.keys(all)])) {
    const [was, is] = [new Set(earlier[name]), new Set(all[name])];
    for (const line of [...was].filter((one) => !is.has(one))) {
      differences += 1;
      console.log(`- ${name} ${line}`);
    }
    for (const line of [...is].filter((one) => !was.has(one))) {
      differences += 1;
      console.log(`+ ${name} ${line}`);
    }
  }
  console.log(differences === 0 ? "the same findings" : `${differences} differences`);
  process.exitCode = differences === 0 ? 0 : 1;
}
